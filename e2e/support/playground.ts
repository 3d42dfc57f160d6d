import { test as base, type ConsoleMessage, type Locator, type Page } from "@playwright/test";
import type { TestDoor } from "../../src/app/testDoor.ts";
import { expect } from "@playwright/test";

export { expect };

type Frame = NonNullable<ReturnType<TestDoor["frame"]>>;
type Log = ReturnType<TestDoor["log"]>;

declare global {
  interface Window {
    __violations?: string[];
  }
}

/** What the page shows at a moment: the canvas's pixels and the drawing over it. */
export interface Picture {
  readonly canvas: string;
  readonly svg: string;
}

/** The fragment of a stock scenario, at `seconds` if given; links written by hand carry no check. */
export const linkTo = (scenario: string, seconds?: number, more = ""): string =>
  `#v=1&s=${scenario}${seconds === undefined ? "" : `&t=${seconds}`}${more}&c=hand`;

/** A page with the playground on it, and all it did that it should not. */
export class Playground {
  readonly page: Page;
  /** Console errors, uncaught exceptions, policy violations, requests to elsewhere. */
  readonly offences: string[] = [];
  readonly requests: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("console", (message: ConsoleMessage) => {
      if (message.type() === "error") this.offences.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.offences.push(`exception: ${error.message}`));
    page.on("request", (request) => this.requests.push(request.url()));
  }

  /** Opens the page; `fragment` is what stands after its address, with its `#`. */
  async visit(fragment = ""): Promise<void> {
    await this.page.addInitScript(() => {
      window.__violations = [];
      document.addEventListener("securitypolicyviolation", (event) => {
        window.__violations?.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await this.page.goto(`./${fragment}`);
    await this.page.waitForFunction(() => window.__shardscope?.frame() !== undefined);
  }

  /** Opens a stock scenario standing at a moment, drawn. */
  async openAt(scenario: string, seconds: number, more = ""): Promise<void> {
    await this.visit(linkTo(scenario, seconds, more));
    await this.standsAt(seconds);
  }

  /** Resolves when a run stands drawn at that moment. */
  async standsAt(seconds: number): Promise<void> {
    await this.page.waitForFunction(
      (us) => {
        const door = window.__shardscope;
        return door !== undefined && door.log().entries.length > 0 && door.frame()?.atUs === us;
      },
      Math.round(seconds * 1_000_000),
    );
    await this.idle();
  }

  idle(): Promise<void> {
    return this.page.evaluate(() => window.__shardscope?.idle());
  }

  async hash(): Promise<string> {
    const hash = await this.page.evaluate(() => window.__shardscope?.hash());
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    return hash ?? "";
  }

  async seek(seconds: number): Promise<void> {
    await this.page.evaluate((us) => window.__shardscope?.seek(us), Math.round(seconds * 1e6));
  }

  log(): Promise<Log> {
    return this.page.evaluate(() => window.__shardscope!.log());
  }

  /** What `read` makes of the newest frame; it runs in the page and sees nothing else. */
  read<T>(read: (frame: Frame) => T): Promise<T> {
    return this.page.evaluate(
      `(${read.toString()})(window.__shardscope.frame())`,
    ) as Promise<unknown> as Promise<T>;
  }

  seconds(): Promise<number> {
    return this.read((frame) => frame.atUs / 1e6);
  }

  /** Resolves once `read` of the newest frame is true; looked at in the page, where it must run. */
  async until(read: (frame: Frame) => boolean, patienceMs = 20_000): Promise<void> {
    const met = await this.page.evaluate(`new Promise((resolve) => {
      const read = ${read.toString()};
      const endMs = performance.now() + ${patienceMs};
      const look = () => {
        const frame = window.__shardscope?.frame();
        if (frame && read(frame)) resolve(true);
        else if (performance.now() > endMs) resolve(false);
        else setTimeout(look, 20);
      };
      look();
    })`);
    expect(met, `until ${read.toString()}`).toBe(true);
  }

  async pause(): Promise<void> {
    await this.button("Pause").click();
    await this.idle();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get timeSlider(): Locator {
    return this.page.getByRole("slider", { name: "Time", exact: true });
  }

  get notices(): Locator {
    return this.page.getByRole("region", { name: "Notices" });
  }

  get stage(): Locator {
    return this.page.locator("[data-plot]");
  }

  /** Opens one of the panels by its name on the rail. */
  async panel(name: string): Promise<Locator> {
    const rail = this.page.getByRole("navigation", { name: "Panels" });
    await rail.getByRole("button", { name, exact: true }).click();
    const panel = this.page.getByRole("complementary", { name, exact: true });
    await expect(panel).toBeVisible();
    await expect(panel.getByText("Loading", { exact: true })).toHaveCount(0);
    return panel;
  }

  /** Names for screen readers are renewed now and then only, so they are no part of the picture. */
  picture(): Promise<Picture> {
    return this.page.evaluate(() => {
      const plot = document.querySelector("[data-plot]");
      const canvas = plot?.querySelector("canvas");
      const svg = plot?.querySelector("svg")?.cloneNode(true) as SVGElement | undefined;
      for (const node of svg?.querySelectorAll("[aria-label]") ?? []) {
        node.removeAttribute("aria-label");
      }
      return { canvas: canvas?.toDataURL() ?? "", svg: svg?.innerHTML ?? "" };
    });
  }
}

interface Fixtures {
  readonly playground: Playground;
}

/** Every journey fails when the page logs an error, breaks its policy or asks another server. */
export const test = base.extend<Fixtures>({
  playground: async ({ page, baseURL }, provide) => {
    const playground = new Playground(page);
    await provide(playground);
    const elsewhere = playground.requests.filter(
      (url) => !url.startsWith(baseURL ?? "") && !/^(data|blob):/.test(url),
    );
    const violations = page.isClosed() ? [] : await page.evaluate(() => window.__violations ?? []);
    expect([...playground.offences, ...elsewhere, ...violations]).toEqual([]);
  },
});

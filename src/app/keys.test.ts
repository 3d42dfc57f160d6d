import { afterEach, describe, expect, it } from "vitest";
import { emptyLog } from "../protocol/log.ts";
import { createPageRig, type PageRig } from "../testing/pageRig.ts";
import { listenToKeys } from "./keys.ts";

let off: (() => void) | undefined;
afterEach(() => {
  off?.();
  document.body.replaceChildren();
});

const press = (key: string, target: Element = document.body, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};

const opened = async (): Promise<PageRig> => {
  const rig = createPageRig();
  rig.runtime.actions.openLog(emptyLog(1), 1_000_000);
  await rig.settle();
  off = listenToKeys(rig.runtime);
  return rig;
};

const place = (html: string): HTMLElement => {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLElement;
};

describe("keys", () => {
  it("asks for a shard before it splits one, and stays silent where edits are locked", async () => {
    const { runtime } = await opened();
    const told = () => runtime.notices.store.getState().length;
    const before = told();
    press("s");
    expect(told()).toBe(before + 1);
    runtime.ui.setState({ locked: ["edit"] });
    press("s");
    expect(told()).toBe(before + 1);
  });

  it("pauses and plays by the space bar, whatever has focus", async () => {
    const { runtime } = await opened();
    for (const html of ["<button>x</button>", '<input type="range">', "<div tabindex=0></div>"]) {
      const before = runtime.ui.getState().goalMode;
      expect(press(" ", place(html)).defaultPrevented).toBe(true);
      expect(runtime.ui.getState().goalMode).not.toBe(before);
    }
  });

  it("leaves text fields, ticks and dialogs alone", async () => {
    const { runtime } = await opened();
    for (const html of ["<input>", "<textarea></textarea>", '<input type="checkbox">']) {
      expect(press(" ", place(html)).defaultPrevented).toBe(false);
    }
    press("p", place("<input>"));
    place("<dialog open></dialog>");
    press(" ");
    press("n");
    expect(runtime.ui.getState()).toMatchObject({ goalMode: "pause", present: false });
  });

  it("steps by arrows, except where something else has use for them", async () => {
    const { runtime, settle } = await opened();
    press("ArrowRight");
    await settle();
    expect(runtime.session.frame()?.atUs).toBe(1_100_000);
    press("ArrowRight", place('<div role="slider" tabindex="0"></div>'));
    await settle();
    expect(runtime.session.frame()?.atUs).toBe(1_100_000);
    press("ArrowLeft", place("<p></p>"));
    await settle();
    expect(runtime.session.frame()?.atUs).toBe(1_000_000);
  });

  it("knows the keys by place where letters are not Latin", async () => {
    const { runtime } = await opened();
    press("ㅔ", document.body, { code: "KeyP" });
    expect(runtime.ui.getState().present).toBe(true);
    press("Escape");
    expect(runtime.ui.getState().present).toBe(false);
  });

  it("leaves the browser's own shortcuts to the browser", async () => {
    const { runtime } = await opened();
    expect(press("l", document.body, { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press("p", document.body, { metaKey: true }).defaultPrevented).toBe(false);
    expect(runtime.ui.getState().present).toBe(false);
  });

  it("goes faster and slower by stops", async () => {
    const { runtime } = await opened();
    press("]");
    press("]");
    expect(runtime.ui.getState().speed).toBe(5);
    press("[");
    expect(runtime.ui.getState().speed).toBe(2);
  });
});

import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "@playwright/test";
import { expect, Playground, test } from "../support/playground.ts";

const DONE = /^(Ended|Failed|Stopped|Not started)/;
const EDITOR = "Program, JavaScript";

const choose = (panel: Locator, name: string): Promise<string[]> =>
  panel.getByLabel("Program", { exact: true }).selectOption(name);

/** What the panel says of the program's end. */
const ended = async (panel: Locator): Promise<string> => {
  const status = panel.getByRole("region", { name: "Output" }).getByRole("status");
  await expect(status).toHaveText(DONE, { timeout: 45_000 });
  return status.innerText();
};

const typed = async (panel: Locator, text: string): Promise<void> => {
  const editor = panel.getByRole("textbox", { name: EDITOR });
  await choose(panel, "own");
  await editor.focus();
  await panel.page().keyboard.press("Control+a");
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
  }, text);
};

const run = async (panel: Locator): Promise<string> => {
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  return ended(panel);
};

const lines = (panel: Locator): Promise<string[]> =>
  panel.getByRole("list", { name: "Lines printed" }).getByRole("listitem").allInnerTexts();

/** The engine's count of the program, as the panel shows it. */
const counted = async (panel: Locator, what: string): Promise<number> => {
  const row = panel.getByRole("region", { name: "What the engine counted" });
  const term = row.locator("div", { has: panel.page().locator("dt", { hasText: what }) }).last();
  return Number((await term.locator("dd").innerText()).replaceAll(",", ""));
};

interface Case {
  readonly title: string;
  readonly scenario: string;
  readonly atS: number;
  readonly bug: (panel: Locator, end: string) => Promise<void>;
  readonly fixed: (panel: Locator, end: string) => Promise<void>;
}

const few = (panel: Locator, what: string, least: number, most: number) =>
  expect(async () => {
    const count = await counted(panel, what);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  }).toPass({ timeout: 5_000 });

const CASES: readonly Case[] = [
  {
    title: "Put one record",
    scenario: "merge-cold",
    atS: 5,
    bug: async (panel) => expect((await lines(panel)).at(-1)).toContain("shards used: 1"),
    fixed: async (panel) => expect((await lines(panel)).at(-1)).toContain("shards used: 4"),
  },
  {
    title: "PutRecords, and what part of it was refused",
    scenario: "hot-shard",
    atS: 8,
    bug: (panel) => few(panel, "Stored twice", 50, 2_400),
    fixed: async (panel) => {
      await few(panel, "Stored twice", 0, 0);
      await few(panel, "Accepted", 300, 300);
    },
  },
  {
    title: "A reader of all shards",
    scenario: "split-while-lagging",
    atS: 35,
    bug: (panel) => few(panel, "Late", 200, 600),
    fixed: (panel) => few(panel, "Late", 0, 0),
  },
  {
    title: "A reader that drains parents first",
    scenario: "merge-cold",
    atS: 30,
    bug: (panel) => few(panel, "Late", 10, 100),
    fixed: (panel) => few(panel, "Late", 0, 0),
  },
  {
    title: "Replay AT_TIMESTAMP",
    scenario: "split-while-lagging",
    atS: 40,
    bug: (panel) => few(panel, "Delivered", 112, 128),
    fixed: (panel) => few(panel, "Delivered", 172, 188),
  },
  {
    title: "Split the hottest shard",
    scenario: "hot-shard",
    atS: 10,
    bug: (_panel, end) => {
      expect(end).toMatch(/line 29\. ValidationException: .*8\.507059173023462e\+37/);
      return Promise.resolve();
    },
    fixed: async (panel) => {
      const three = panel.page().getByText("3 open shards").first();
      await expect(three).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    title: "A fan-out subscriber",
    scenario: "hot-shard",
    atS: 8,
    bug: (_panel, end) => {
      expect(end).toMatch(/ResourceInUseException: .* is not in ACTIVE status/);
      return Promise.resolve();
    },
    fixed: (panel) => few(panel, "Delivered", 5_000, 40_000),
  },
];

for (const { title, scenario, atS, bug, fixed } of CASES) {
  test(`${title}: its evidence is as told`, async ({ playground }) => {
    const { page } = playground;
    const panel = page.getByRole("complementary", { name: "Code", exact: true });
    await playground.openAt(scenario, atS, "&speed=10&panel=code");
    await choose(panel, title);
    await bug(panel, await run(panel));

    await panel.getByRole("button", { name: /^Open / }).click();
    await playground.standsAt(atS);
    await panel.getByRole("button", { name: "Corrected form" }).click();
    for (const _step of [2, 5, 10]) await page.keyboard.press("]");
    const end = await run(panel);
    expect(end).toMatch(/^Ended at/);
    await fixed(panel, end);
  });
}

test("a ready piece puts to the stream shown where the run has none of its name", async ({
  playground,
}) => {
  await playground.openAt("split-while-lagging", 5, "&panel=code");
  const panel = playground.page.getByRole("complementary", { name: "Code", exact: true });
  await choose(panel, "Put one record");
  const editor = panel.getByRole("textbox", { name: EDITOR });
  await expect(editor).toContainText('const StreamName = "orders";');
  expect(await run(panel)).toMatch(/^Ended at/);
  await few(panel, "Accepted", 12, 12);
});

test("a program is stopped: by hand, by its silence, by going back", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 2);
  const panel = await playground.panel("Code");
  await typed(panel, "for (let n = 0; ; n++) {\n  console.log(n);\n  await sleep(100);\n}");
  const runIt = panel.getByRole("button", { name: "Run", exact: true });
  await runIt.click();
  await expect(panel.getByRole("listitem").nth(3)).toBeVisible();
  await panel.getByRole("button", { name: "Close" }).click();
  const again = await playground.panel("Code");
  await expect(again.getByRole("status")).toHaveText("Running");
  await panel.getByRole("button", { name: "Stop", exact: true }).click();
  expect(await ended(panel)).toBe("Stopped.");
  await expect(page.locator("iframe")).toHaveCount(0);

  await typed(panel, "console.log('in');\nawait sleep(10);\nfor (;;);");
  expect(await run(panel)).toMatch(/two seconds without a word/);
  await expect(page.locator("iframe")).toHaveCount(0);
  await typed(panel, "for (;;);");
  expect(await run(panel)).toMatch(/two seconds without a word/);
  const standsUs = await playground.read((frame) => frame.atUs);
  await playground.until((frame) => frame.atUs > 0);
  await expect.poll(() => playground.read((frame) => frame.atUs)).toBeGreaterThan(standsUs);

  await typed(panel, "for (;;) await sleep(100);");
  await runIt.click();
  await expect(panel.getByRole("status")).toHaveText("Running");
  await playground.seek(1);
  expect(await ended(panel)).toMatch(/went back in time/);
});

test("what cannot be read or thrown is told with its line", async ({ playground }) => {
  await playground.openAt("hot-shard", 2);
  const panel = await playground.panel("Code");
  await typed(panel, "const a = 1;\nconst b = ;");
  expect(await run(panel)).toMatch(/^Failed at .*, line 2\. SyntaxError/);
  await typed(panel, "\n\nawait client.send(new DescribeStreamCommand({ StreamName: 'gone' }));");
  expect(await run(panel)).toMatch(
    /line 3\. ResourceNotFoundException: Stream gone under account \d+ not found\.$/,
  );
});

test("a link carries the calls and the text, and runs nothing", async ({
  playground,
  browser,
  baseURL,
}) => {
  const { page } = playground;
  await playground.openAt("merge-cold", 5);
  const panel = await playground.panel("Code");
  await typed(
    panel,
    'const Data = new TextEncoder().encode("hi");\n' +
      'await client.send(new PutRecordCommand({ StreamName: "telemetry", PartitionKey: "k", Data }));',
  );
  expect(await run(panel)).toMatch(/^Ended/);
  await playground.pause();
  const here = { hash: await playground.hash(), at: await playground.seconds() };
  await playground.button(/^Link/).click();
  const field = page.getByRole("dialog").getByRole("textbox", { name: "The link" });
  await expect(field).toHaveValue(/#v=1&s=merge-cold/);
  const link = await field.inputValue();

  const context = await browser.newContext({ baseURL: baseURL ?? "" });
  const there = new Playground(await context.newPage());
  await there.visit(link.slice(link.indexOf("#")));
  await there.standsAt(here.at);
  expect(await there.hash()).toBe(here.hash);
  const other = there.page.getByRole("complementary", { name: "Code" });
  await expect(other.getByText(/It has not run here/)).toBeVisible();
  await expect(other.getByRole("textbox", { name: EDITOR })).toContainText('PartitionKey: "k"');
  await expect(there.page.locator("iframe")).toHaveCount(0);
  expect(there.requests.filter((url) => /main-|sandbox/.test(url))).toEqual([]);
  expect(there.offences).toEqual([]);
  await context.close();
});

test("the editor keeps its keys and lets the keyboard out", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 2);
  const panel = await playground.panel("Code");
  const editor = panel.getByRole("textbox", { name: EDITOR });
  await choose(panel, "own");
  await expect(editor).toContainText("ListStreamsCommand");
  await editor.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("if (a) s");
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  await expect(editor).toHaveText("  if (a) s");
  await expect(playground.button("Play")).toBeVisible();
  expect((await playground.log()).entries.some(({ atUs }) => atUs === 2e6)).toBe(false);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(panel.getByRole("button", { name: "Run", exact: true })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("console.log(1 + 1)");
  await page.keyboard.press("Control+Enter");
  expect(await ended(panel)).toMatch(/^Ended/);
  expect((await lines(panel)).join()).toMatch(/\s2$/);
  await editor.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(
    'for (let i = 0; i < 5000; i++) console.log("l" + i); console.log("END")',
  );
  await page.keyboard.press("Control+Enter");
  await expect(panel.getByText("4,701 more lines are not shown.")).toBeVisible();
  const last = await lines(panel);
  expect(last).toHaveLength(300);
  expect(last[0]).toMatch(/\sl4701$/);
  expect(last[299]).toMatch(/\sEND$/);
  await panel.getByRole("button", { name: "Reset the text" }).click();
  await expect(editor).toContainText("ListStreamsCommand");
});

const faults = async (playground: Playground): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page: playground.page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
};

for (const [name, colorScheme, width] of [
  ["light", "light", 1440],
  ["dark", "dark", 1440],
  ["phone", "light", 390],
] as const) {
  test(`axe finds nothing in the panel Code: ${name}`, async ({ playground }) => {
    const { page } = playground;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await playground.openAt("merge-cold", 5);
    const panel = await playground.panel("Code");
    await expect(panel.getByRole("textbox", { name: EDITOR })).toBeVisible();
    await run(panel);
    await playground.pause();
    expect(await faults(playground)).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBe(0);
  });
}

test("a record's call reads as SDK code and as a CLI command", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 6, "&sel=record~3&panel=inspector");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.locator("summary", { hasText: /^PutRecords/ }).click();
  const as = inspector.getByRole("group", { name: "The request of PutRecords as" });
  await as.getByRole("button", { name: "SDK code" }).click();
  await expect(inspector.getByText(/new PutRecordsCommand\(\{/)).toBeVisible();
  await as.getByRole("button", { name: "CLI command" }).click();
  await expect(inspector.getByText(/aws kinesis put-records \\/)).toBeVisible();
});

test("the panel speaks Korean", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("merge-cold", 5, "&lang=ko&panel=code");
  const panel = page.getByRole("complementary", { name: "코드" });
  await expect(panel.getByText("왜 한 샤드에만 레코드가 들어갈까요?")).toBeVisible();
  await panel.getByRole("button", { name: "실행", exact: true }).click();
  await expect(panel.getByText(/에 끝났습니다\.$/)).toBeVisible();
});

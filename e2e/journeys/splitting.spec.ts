import { expect, test, type Playground } from "../support/playground.ts";

const STEP_30_S = "&e=9s~assume~reshardStepUs:30000000";
const percents = (text: string): number[] =>
  [...text.matchAll(/(\d+(?:\.\d+)?)\s?%/g)].map((match) => Number(match[1]));

const cutHandle = (playground: Playground, shard: string) =>
  playground.page.getByRole("button", { name: `Split shard ${shard}` });

/** Lays hold of the cut of shard 000 and drags it to a part of the band's height; still held. */
const dragCut = async (playground: Playground, shard: string, to: number): Promise<void> => {
  const { page } = playground;
  const handle = cutHandle(playground, shard);
  const grip = (await handle.boundingBox())!;
  const band = (await handle.locator("xpath=..").boundingBox())!;
  const x = grip.x + grip.width / 2;
  await page.mouse.move(x, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, band.y + band.height * to, { steps: 6 });
};

const splits = async (playground: Playground) =>
  (await playground.log()).entries
    .map(({ command }) => command)
    .filter((command) => command.type === "Call" && command.operation === "SplitShard");

/** Shares of the load the children to be would take, as written beside the cut. */
const predicted = async (playground: Playground): Promise<readonly [number, number]> => {
  const texts = playground.stage.locator("[aria-live=polite] b").filter({ hasText: "%" });
  await expect(texts).toHaveCount(2);
  const [above = -1, below = -1] = percents((await texts.allInnerTexts()).join(" "));
  return [above / 100, below / 100];
};

test("a split by dragging does what the cut foretold", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10, STEP_30_S);
  await dragCut(playground, "000", 0.45);
  const [above, below] = await predicted(playground);
  expect(above + below).toBeCloseTo(1, 1);
  const asked = await playground.read((frame) => frame.bands.recordsAsked[0] ?? 0);
  await page.mouse.up();
  await expect.poll(() => splits(playground).then((all) => all.length)).toBe(1);
  await playground.idle();
  expect(await playground.read((frame) => frame.stream.status)).toBe("UPDATING");
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(2);

  await playground.seek(39.9);
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(2);
  await playground.seek(40.1);
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(3);
  expect(await playground.read((frame) => frame.stream.status)).toBe("ACTIVE");

  await playground.seek(55);
  await expect(playground.stage.getByText("000 closed")).toBeVisible();
  const loads = await playground.read((frame) =>
    [...frame.bands.shard].map((shard, row) => [shard, frame.bands.recordsAsked[row] ?? 0]),
  );
  const load = new Map(loads as [number, number][]);
  expect([...load.keys()]).toEqual([2, 3, 1]);
  const together = load.get(2)! + load.get(3)!;
  expect(Math.abs(load.get(2)! / together - above)).toBeLessThan(0.04);
  expect(Math.abs(load.get(3)! / together - below)).toBeLessThan(0.04);
  expect(together).toBeLessThan(asked * 1.3);

  const table = await playground.panel("Shards");
  for (const child of ["shardId-000000000002", "shardId-000000000003"]) {
    const row = table
      .getByRole("row")
      .filter({ has: page.getByRole("button", { name: `Inspect ${child}` }) });
    await expect(row.getByRole("cell", { name: "000", exact: true })).toBeVisible();
  }
});

test("a split by keyboard, left and then made", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  const handle = cutHandle(playground, "000");
  await handle.focus();
  await page.keyboard.press("ArrowDown");
  await predicted(playground);
  await page.keyboard.press("Escape");
  await expect(playground.stage.getByText(/Enter splits here/)).toHaveCount(0);
  expect(await splits(playground)).toEqual([]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(playground.stage.getByText(/Enter splits here/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(() => splits(playground).then((all) => all.length)).toBe(1);
  await playground.seek(21);
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(3);
});

test("AWS's refusal stands beside the cut before the drop, and after it", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("split-while-lagging", 22);
  await dragCut(playground, "000", 0.4);
  const refusal = playground.stage.getByText(/^ResourceInUseException: /);
  await expect(refusal).toBeVisible();
  const before = await splits(playground);
  await page.mouse.up();
  await expect(
    playground.page.getByRole("alert").getByText(/ResourceInUseException/),
  ).toBeVisible();
  await expect(playground.notices.getByText(/ResourceInUseException/)).toBeVisible();
  await playground.idle();
  expect((await splits(playground)).length).toBeLessThanOrEqual(before.length + 1);
  expect(await playground.read((frame) => frame.stream.openShards)).toBe(1);
});

test("a cut inside one key's row is refused in words", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-key", 10);
  const share = await playground.read((frame) => [...frame.bands.shard]);
  expect(share).toContain(0);
  await dragCut(playground, "000", 0.5);
  await expect(playground.stage.getByText(/of this shard; no cut divides it/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await splits(playground)).toHaveLength(1);
});

test("two borders are dragged together, and the merge is made", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("merge-cold", 5);
  const shards = await playground.read((frame) => [...frame.bands.shard]);
  const name = (shard: number | undefined): string => String(shard).padStart(3, "0");
  const handle = page.getByRole("button", {
    name: `Merge shards ${name(shards[0])} and ${name(shards[1])}`,
  });
  const grip = (await handle.boundingBox())!;
  const x = grip.x + grip.width / 2;
  await page.mouse.move(x, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(x, grip.y + 60, { steps: 5 });
  await expect(playground.stage.getByText(/^together .* records\/s/)).toBeVisible();
  await expect(playground.stage.getByText("Release to merge")).toBeVisible();
  await page.mouse.up();
  await page.waitForFunction(() =>
    window
      .__shardscope!.log()
      .entries.some(
        ({ atUs, command }) =>
          atUs === 5e6 && command.type === "Call" && command.operation === "MergeShards",
      ),
  );
});

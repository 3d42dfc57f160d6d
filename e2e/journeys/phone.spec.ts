import { expect, test, type Playground } from "../support/playground.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const TARGET_PX = 44;

const overflow = ({ page }: Playground) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
      .filter((each) => !each.closest("[popover], svg, canvas"))
      .map((each) => `${each.tagName}.${each.className}`);
    return {
      over: scrollWidth - clientWidth,
      wide: scrollWidth > clientWidth ? wide.slice(0, 5) : [],
    };
  });

/** Controls in view that are smaller than a fingertip; in a table the column gives the width. */
const small = ({ page }: Playground, within: string) =>
  page.evaluate(
    ([selector, least]) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .map((each) => ({
          box: each.getBoundingClientRect(),
          name: each.getAttribute("aria-label") ?? each.innerText,
          wide: each.closest("table") ? 0 : least - 0.5,
        }))
        .filter(({ box }) => box.width > 0)
        .filter(({ box, wide }) => box.width < wide || box.height < least - 0.5)
        .map(({ box, name }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    [within, TARGET_PX] as const,
  );

test("fits a phone: no sideways scrolling, finger-sized controls", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("hot-shard", 10);
  expect(await overflow(playground)).toEqual({ over: 0, wide: [] });
  const main =
    "header button, [aria-label='Time controls'] button, nav button, [aria-label='Time controls'] input";
  expect(await small(playground, main)).toEqual([]);
  const names = ["Actors", "Put a record", "Inspector", "Shards", "Evidence", "Journal", "Metrics"];
  for (const name of names) {
    await test.step(name, async () => {
      const sheet = await playground.panel(name);
      await playground.idle();
      const box = (await sheet.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.width).toBeLessThanOrEqual(390);
      expect(box.y).toBeGreaterThan(200);
      expect(await overflow(playground)).toEqual({ over: 0, wide: [] });
      expect(
        await small(playground, "aside button, aside select, aside input:not([type=checkbox])"),
      ).toEqual([]);
      await sheet.getByRole("button", { name: "Close", exact: true }).tap();
      await expect(sheet).toHaveCount(0);
    });
  }
  await page.getByRole("button", { name: "Menu" }).tap();
  await expect(page.getByRole("button", { name: "Link", exact: true })).toBeVisible();
  expect(await small(playground, "[popover]:popover-open button")).toEqual([]);
});

test("a tapped band grows and shows its cut", async ({ playground }) => {
  const { page } = playground;
  await playground.openAt("update-shard-count", 40);
  const heightOf = async (shard: string): Promise<number> => {
    const name = page.getByRole("button", { name: new RegExp(`^Shard ${shard},`) });
    return (await name.locator("xpath=..").boundingBox())!.height;
  };
  const [first = 0, second = 0] = await playground.read((frame) => [...frame.bands.shard]);
  const names = [first, second].map((shard) => String(shard).padStart(3, "0")) as [string, string];
  for (const name of names) {
    await page.getByRole("button", { name: new RegExp(`^Shard ${name},`) }).tap();
    await expect.poll(() => heightOf(name)).toBeGreaterThan(100);
    for (const other of names.filter((each) => each !== name)) {
      expect(await heightOf(other)).toBeLessThan(100);
    }
    await expect(page.getByRole("button", { name: `Split shard ${name}` })).toBeVisible();
  }
});

/** One finger down, moved by steps and lifted. */
const dragTouch = async (
  { page }: Playground,
  from: { readonly x: number; readonly y: number },
  toY: number,
  held: () => Promise<void>,
): Promise<void> => {
  const client = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: y === undefined ? [] : [{ x: from.x, y }],
    });
  await send("touchStart", from.y);
  const STEPS = 6;
  for (let step = 1; step <= STEPS; step++) {
    await send("touchMove", from.y + ((toY - from.y) * step) / STEPS);
  }
  await held();
  await send("touchEnd");
  await client.detach();
};

test("two borders are drawn together with a finger, or merged by two taps", async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openAt("merge-cold", 5);
  const before = await playground.log();
  const [first = 0, second = 0] = await playground.read((frame) => [...frame.bands.shard]);
  const [upper, lower] = [first, second].map((shard) => String(shard).padStart(3, "0"));
  const name = `Merge shards ${upper} and ${lower}`;
  const merged = async (): Promise<void> => {
    await playground.until((frame) => frame.stream.status === "UPDATING");
    await playground.idle();
    const now = (await playground.log()).entries.filter(({ atUs }) => atUs === 5e6);
    expect(now).toHaveLength(1);
    expect(now[0]!.command).toMatchObject({ type: "Call", operation: "MergeShards" });
    await playground.seek(36);
    await playground.until((frame) => frame.atUs === 36e6);
    await playground.idle();
    const shards = await playground.read((frame) => [...frame.bands.shard]);
    expect(shards).not.toContain(first);
    expect(shards).not.toContain(second);
  };
  await page.getByRole("button", { name: new RegExp(`^Shard ${upper},`) }).tap();
  const handle = page.getByRole("button", { name, exact: true });
  const grip = (await handle.first().boundingBox())!;

  await test.step("drawn together", async () => {
    const x = grip.x + grip.width / 2;
    await dragTouch(playground, { x, y: grip.y + 8 }, grip.y + 60, () =>
      expect(playground.stage.getByText("Release to merge")).toBeVisible(),
    );
    await merged();
  });

  await test.step("undone, and merged by two taps", async () => {
    await page.getByRole("button", { name: "Menu" }).tap();
    await page.getByRole("button", { name: "Undo", exact: true }).tap();
    await playground.idle();
    expect(await playground.log()).toEqual(before);
    await playground.seek(5);
    await playground.idle();
    await page.keyboard.press("Escape");
    await handle.first().tap();
    await playground.stage.getByRole("button", { name, exact: true }).last().tap();
    await merged();
  });
});

for (const { width, height } of [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 640, height: 360 },
  { width: 720, height: 450 },
]) {
  test(`the stage has the most of a screen of ${width} × ${height}`, async ({ playground }) => {
    const { page } = playground;
    await page.setViewportSize({ width, height });
    await playground.openAt("split-while-lagging", 45);
    const stage = (await page.getByRole("main").boundingBox())!;
    expect(stage.height).toBeGreaterThan(height * 0.4);
    await page.getByRole("button", { name: "Show the lanes" }).tap();
    await expect(page.getByRole("listbox", { name: /^Lane of user-2/ })).toBeVisible();
    expect(await overflow(playground)).toEqual({ over: 0, wide: [] });
  });
}

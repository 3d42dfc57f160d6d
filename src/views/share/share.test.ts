import { describe, expect, it } from "vitest";
import { parseFile, printFile } from "../../scenario/file.ts";
import { SCENARIOS } from "../../scenario/library/index.ts";
import { decodeLink, encodeLink } from "../../scenario/link.ts";
import { createPageRig, type PageRig } from "../../testing/pageRig.ts";
import { fragmentOf, openFile, openLink, openState } from "./opening.ts";
import { stateOf } from "./stateOf.ts";
import { sharedState } from "./useLink.ts";

const NOW = { fromStart: false, playing: false, lock: false, present: false };

const openedAt = async (name: string, more = ""): Promise<PageRig> => {
  const rig = createPageRig();
  expect(await openLink(rig.runtime, `#v=1&s=${name}${more}&c=hand`)).toBe(true);
  await rig.settle();
  return rig;
};

describe("sharing", () => {
  it.each(SCENARIOS.map((scenario) => scenario.name))("opens %s again as it was", async (name) => {
    const { runtime } = await openedAt(name, "&t=12.5&speed=2&panel=table");
    const state = sharedState(stateOf(runtime), NOW, undefined);
    const fragment = await encodeLink(state);
    expect(fragment.length).toBeLessThan(200);
    const second = createPageRig();
    expect(await openLink(second.runtime, fragment)).toBe(true);
    await second.settle();
    expect(second.runtime.session.log()).toEqual(runtime.session.log());
    expect(second.runtime.session.frame()?.atUs).toBe(12_500_000);
    expect(second.runtime.ui.getState()).toEqual(runtime.ui.getState());
  });

  it("makes a link from the start that plays, and one that locks edits", async () => {
    const { runtime } = await openedAt("hot-key", "&t=9");
    const from = { ...NOW, fromStart: true, playing: true };
    const start = await decodeLink(await encodeLink(sharedState(stateOf(runtime), from, "abcdef")));
    expect(start).toMatchObject({ ok: true });
    if (!start.ok) return;
    expect(start.state.hash24).toBeUndefined();
    const rig = createPageRig();
    openState(rig.runtime, start.state);
    await rig.beat();
    expect(rig.runtime.ui.getState().goalMode).toBe("play");
    const lock = sharedState(stateOf(runtime), { ...NOW, lock: true, present: true }, undefined);
    expect(lock).toMatchObject({ locked: ["edit", "seed"], view: { present: true } });
  });

  it("keeps what was there when a link or a file is bad, and says what and where", async () => {
    const { runtime, settle } = await openedAt("hot-key", "&t=9");
    const before = runtime.session.log();
    expect(await openLink(runtime, "https://x/#v=1&s=hot-k")).toBe(false);
    expect(await openLink(runtime, "#v=1&s=hot-key&t=never&c=hand")).toBe(false);
    expect(await openFile(runtime, "a.json", "{")).toBe(false);
    await settle();
    expect(runtime.session.log()).toBe(before);
    expect(runtime.session.frame()?.atUs).toBe(9_000_000);
    const said = runtime.notices.store.getState().map((notice) => notice.text);
    expect(said[1]).toContain("t:");
    expect(said[2]).toContain("a.json");
  });

  it("says what is wrong where it was asked to, and then nowhere else", async () => {
    const { runtime } = await openedAt("hot-key", "&t=9");
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    expect(await openFile(runtime, "a.json", "{", say)).toBe(false);
    expect(await openLink(runtime, "#v=1&s=hot-key&t=99999999999&c=hand", say)).toBe(false);
    expect(said).toEqual([
      expect.stringContaining("a.json"),
      expect.stringContaining(
        "t: 99999999999 seconds is too large: a run lasts at most 9007199254",
      ),
    ]);
    expect(runtime.notices.store.getState()).toEqual([]);
  });

  it("carries the same in a file", async () => {
    const { runtime } = await openedAt("five-pollers", "&t=20");
    const file = parseFile(printFile(stateOf(runtime)));
    expect(file).toMatchObject({ ok: true, state: { atUs: 20_000_000, scenario: "five-pollers" } });
  });

  it("finds the link in what was pasted", () => {
    expect(fragmentOf(" https://a.b/c/#v=1&c=hand \n")).toBe("#v=1&c=hand");
    expect(fragmentOf("v=1&c=hand")).toBe("v=1&c=hand");
  });
});

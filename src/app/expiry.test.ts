import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPageRig } from "../testing/pageRig.ts";
import { startExpiry } from "./expiry.ts";

const press = (): void => {
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "n" }));
};

describe("notices", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    document.body.textContent = "";
  });

  const start = () => {
    const { runtime } = createPageRig();
    startExpiry(runtime);
    const { notices } = runtime;
    const texts = (): readonly string[] => notices.store.getState().map(({ text }) => text);
    return { notices, texts };
  };

  it("of refusals go with the next press after they could be seen, others stay", () => {
    const { notices, texts } = start();
    notices.tell({ tone: "info", text: "info" });
    notices.tell({ tone: "refusal", text: "refusal" });
    press();
    expect(texts()).toEqual(["info", "refusal"]);
    vi.advanceTimersByTime(2_000);
    press();
    expect(texts()).toEqual(["info"]);
  });

  it("go after a while, an offer later, and one that stays never", () => {
    const { notices, texts } = start();
    const offer = { label: "Open", take: () => undefined };
    notices.tell({ tone: "refusal", text: "refusal" });
    notices.tell({ tone: "info", text: "offer", offer });
    notices.tell({ tone: "info", text: "stays", offer, stays: true });
    vi.advanceTimersByTime(15_000);
    expect(texts()).toEqual(["offer", "stays"]);
    vi.advanceTimersByTime(600_000);
    expect(texts()).toEqual(["stays"]);
  });

  it("stay as long as one of them has the focus", () => {
    const { notices, texts } = start();
    document.body.innerHTML = "<section data-notices><button>Dismiss</button></section>";
    notices.tell({ tone: "refusal", text: "refusal" });
    document.querySelector("button")?.focus();
    vi.advanceTimersByTime(60_000);
    press();
    expect(texts()).toEqual(["refusal"]);
    document.querySelector("button")?.blur();
    vi.advanceTimersByTime(15_000);
    expect(texts()).toEqual([]);
  });
});

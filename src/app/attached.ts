import { textOf } from "../i18n/useText.ts";
import { openAttached } from "../session/attached.ts";
import type { Runtime } from "../store/runtime.ts";

const AGAIN_MS = 2_000;

/** Whoever pauses, steps or seeks is told whose clock it is. */
const tellClock = ({ session, ui, notices, endpoint = "" }: Runtime): void => {
  let told = -1;
  ui.subscribe(({ goalMode }, { goalMode: before }) => {
    const arrived = goalMode === "pause" && before !== "play";
    if (goalMode === before || arrived || session.status().phase === "failed") return;
    notices.dismiss(told);
    if (goalMode === "play") return;
    const key = goalMode === "pause" ? "clockPaused" : "clockNotHere";
    told = notices.tell({ tone: "info", text: textOf("after", key, { endpoint }) });
  });
};

/** A line that was given up is taken up again once the endpoint is there and knows the token. */
const takeUpAgain = ({ session, ui }: Runtime, address: string): void => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = async (): Promise<void> => {
    const line = openAttached(address, "again");
    try {
      await line.hello;
    } catch {
      return;
    }
    line.close();
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    session.open(session.log(), 0, { mode: "play", speed: ui.getState().speed });
    ui.setState({ goalMode: "play" });
  };
  session.onStatus.on(({ phase }) => {
    if (phase === "failed") timer ??= setInterval(() => void look(), AGAIN_MS);
  });
};

/** What only a page attached to an endpoint tells and does. */
export const watchEndpoint = (runtime: Runtime, address: string): void => {
  tellClock(runtime);
  takeUpAgain(runtime, address);
};

import { reserve } from "../../base/columns.ts";
import { makeLag, type Chronicle, type LagHistory } from "../core/chronicle.ts";

/** Of a consumer's lag at least so many of the latest seconds are kept, and at most twice as many. */
const KEPT = 14_400;

/** Whether a consumer's lag at the end of a second is there. */
export const hasLag = ({ lags }: Chronicle, actor: number, second: number): boolean => {
  const history = lags?.[actor];
  return history !== undefined && holds(history, second);
};

/** A second that does not follow what is kept, as after a step back beyond it, begins anew. */
export const keepLag = (
  chronicle: Chronicle,
  actor: number,
  second: number,
  lagMs: number,
): void => {
  const all = (chronicle.lags ??= {});
  const known = all[actor];
  const history = known && known.first + known.count === second ? known : makeLag(second);
  all[actor] = history;
  if (history.count >= 2 * KEPT) {
    history.values.copyWithin(0, history.count - KEPT, history.count);
    history.first += history.count - KEPT;
    history.count = KEPT;
  }
  reserve(history, history.count + 1);
  history.values[history.count++] = lagMs;
};

/** Lag at the end of a second, ms; 0 where it is not kept. */
export const lagAt = (history: LagHistory | undefined, second: number): number =>
  history && holds(history, second) ? history.values[second - history.first]! : 0;

const holds = ({ first, count }: LagHistory, second: number): boolean =>
  second >= first && second < first + count;

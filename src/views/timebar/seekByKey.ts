import type { SimUs } from "../../protocol/log.ts";

const SECOND_US = 1_000_000;

/** Where a key on the focused time bar leads, or undefined for keys that mean nothing there. */
export const seekByKey = (
  key: string,
  shift: boolean,
  atUs: SimUs,
  endUs: SimUs,
): SimUs | undefined => {
  const near = shift ? 10 * SECOND_US : SECOND_US;
  const far = endUs / 10;
  const places: Readonly<Record<string, number>> = {
    ArrowRight: atUs + near,
    ArrowUp: atUs + near,
    ArrowLeft: atUs - near,
    ArrowDown: atUs - near,
    PageUp: atUs + far,
    PageDown: atUs - far,
    Home: 0,
    End: endUs,
  };
  const to = places[key];
  return to === undefined ? undefined : Math.max(0, Math.round(to));
};

import { formatCount } from "../../i18n/format.ts";
import type { Text } from "../../i18n/useText.ts";

/** "24", or "≥ 24 (1,000 not checked)" where records were folded into counts unchecked. */
export const countText = (n: number, unverified: number, t: Text<"evidence">): string =>
  unverified > 0
    ? t("atLeast", { n: formatCount(n), m: formatCount(unverified) })
    : t("exact", { n: formatCount(n) });

/** Times as AWS error texts print them, without a clock or a calendar library. */
import { assert } from "../base/assert.ts";

const DAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAY_MS = 86_400_000;

/** `Thu Jan 22 01:22:02 UTC 2015` for epoch milliseconds >= 0. */
export function utcText(epochMs: number): string {
  assert(Number.isSafeInteger(epochMs) && epochMs >= 0, `not a time: ${epochMs}`);
  const days = Math.floor(epochMs / DAY_MS);
  const second = Math.floor((epochMs - days * DAY_MS) / 1000);
  const { year, month, day } = civil(days);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const time = clock.map((n) => String(n).padStart(2, "0")).join(":");
  const date = `${DAYS[days % 7]} ${MONTHS[month]} ${String(day).padStart(2, "0")}`;
  return `${date} ${time} UTC ${year}`;
}

/** Gregorian date of a day counted from 1970-01-01; month 0 .. 11. */
function civil(days: number): { year: number; month: number; day: number } {
  const fromMarch0000 = days + 719_468;
  const era = Math.floor(fromMarch0000 / 146_097);
  const dayOfEra = fromMarch0000 - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((dayOfEra - leaps + Math.floor(dayOfEra / 146_096)) / 365);
  const yearDays = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - yearDays;
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (fromMarch + 2) % 12;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, day };
}

import { currentLanguage } from "./i18n.ts";

const cache = new Map<string, Intl.NumberFormat>();

const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${currentLanguage()} ${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(currentLanguage(), options);
  cache.set(key, made);
  return made;
};

const short = (value: number): string =>
  numbers({
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2,
  }).format(value);

const DURATIONS: readonly (readonly [number, string, string])[] = [
  [86_400_000_000, "d", "일"],
  [3_600_000_000, "h", "시간"],
  [60_000_000, "min", "분"],
  [1_000_000, "s", "초"],
  [1_000, "ms", "ms"],
  [1, "µs", "µs"],
];

/** "16.2 s", "3 h", "250 ms". */
export const formatDuration = (us: number): string => {
  const size = Math.abs(us);
  const found = DURATIONS.find(([unit]) => size >= unit);
  const [unit, en, ko] = size === 0 || !found ? ([1_000_000, "s", "초"] as const) : found;
  const digits = unit === 1_000_000 ? 1 : unit <= 1_000 ? 0 : 1;
  const text = numbers({ maximumFractionDigits: digits }).format(us / unit);
  return currentLanguage() === "ko" ? `${text}${ko}` : `${text} ${en}`;
};

/** "00:42.300", "1:05:00.000", "2 d 03:00:00.000": the clock's own form, alike in every language. */
export const formatClock = (us: number): string => {
  const ms = Math.floor(Math.max(0, us) / 1_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const seconds = Math.floor(ms / 1_000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3_600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${two(minutes)}:${two(seconds % 60)}.${String(ms % 1_000).padStart(3, "0")}`;
  if (days > 0) return `${days} d ${two(hours)}:${tail}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
};

/** "1,310/s", "0.17/s". */
export const formatRate = (perS: number): string => `${short(perS)}/s`;

const BYTES: readonly (readonly [number, string])[] = [
  [1_073_741_824, "GiB"],
  [1_048_576, "MiB"],
  [1_024, "KiB"],
];

/** "1.2 MiB", "310 B": powers of 1,024, as the limits count. */
export const formatBytes = (bytes: number): string => {
  const found = BYTES.find(([unit]) => Math.abs(bytes) >= unit);
  return found ? `${short(bytes / found[0])} ${found[1]}` : `${short(bytes)} B`;
};

/** A share 0..1 as "61 %" ("12.5%" in the language's own manner). */
export const formatPercent = (share: number): string =>
  numbers({
    style: "percent",
    maximumFractionDigits: share !== 0 && Math.abs(share) < 0.1 ? 2 : 1,
  }).format(share);

/** "1,234,567". */
export const formatCount = (n: number): string => numbers({ maximumFractionDigits: 0 }).format(n);

/** Any number with up to three significant decimals. */
export const formatNumber = (n: number): string => numbers({ maximumFractionDigits: 3 }).format(n);

/** A speed as "0.5×", "1,000×". */
export const formatSpeed = (speed: number): string =>
  `${numbers({ maximumSignificantDigits: speed < 1 ? 2 : 3 }).format(speed)}×`;

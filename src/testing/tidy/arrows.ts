/** A room is a folder of src; a kind's folder holds three: `kinds/meta`, `kinds/model`, `kinds/view`. */
export const roomOf = (path: string): string => {
  const [, room = "", ...rest] = path.split("/");
  const name = rest.at(-1) ?? "";
  if (rest.length === 0) return room.replace(/\.tsx?$/, "");
  if (room !== "kinds") return room;
  if (/^(registry\.)?meta\.ts$/.test(name)) return "kinds/meta";
  return /view|messages|\.tsx$|\.css$/.test(rest.join("/")) ? "kinds/view" : "kinds/model";
};

/** The room an import leads to. `i18n` gathers every room's `messages.ts` and sees nothing else of it. */
export const roomSeenFrom = (room: string, path: string): string =>
  room === "i18n" && /\/(messages|[a-z]+Messages)\.ts$/.test(path) ? "messages" : roomOf(path);

const SHARED = ["base", "aws", "protocol", "kinds/meta"] as const;
const PAGE = [...SHARED, "session", "store", "scenario", "i18n", "ui", "viz"] as const;

/** Who may import whom. What is not listed is refused; a room may always import itself. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  aws: ["base"],
  protocol: ["base", "aws"],
  engine: ["base", "aws", "protocol"],
  "kinds/meta": ["base", "aws", "protocol"],
  "kinds/model": [...SHARED, "engine"],
  worker: [...SHARED, "kinds/model", "engine"],
  wire: ["base", "aws", "protocol"],
  sandbox: ["base", "aws", "protocol", "wire"],
  exchange: [...SHARED, "scenario", "i18n"],
  headless: [...SHARED, "kinds/model", "engine", "scenario"],
  endpoint: [...SHARED, "kinds/model", "engine", "scenario", "worker", "wire", "headless"],
  scenario: [...SHARED, "i18n"],
  session: [...SHARED, "scenario"],
  store: [...SHARED, "session", "scenario", "i18n"],
  viz: ["base", "aws", "protocol"],
  ui: ["base", "i18n"],
  i18n: ["base", "messages"],
  "kinds/view": PAGE,
  views: [...PAGE, "kinds/view", "wire", "exchange", "sandbox"],
  lessons: [...PAGE, "kinds/view", "views"],
  exam: [...PAGE, "kinds/view", "views"],
  app: [...PAGE, "kinds/view", "views", "lessons", "exam"],
  main: ["app", "ui", "i18n", "session", "store"],
};

/** The one file through which a room may be entered from another. */
export const DOORS: readonly { from: string; to: string; door: string }[] = [
  { from: "kinds/model", to: "engine", door: "src/engine/public.ts" },
];

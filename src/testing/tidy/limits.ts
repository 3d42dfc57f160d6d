export const FILE_LINES = 400;
export const FUNCTION_LINES = 70;

/** Data tables that may be longer than a file of code, each with its reason. */
export const LONG_FILES: Readonly<Record<string, string>> = {};

/** What may stand beside each other in the repository's root. */
export const TOP_LEVEL: readonly string[] = [
  ".ci",
  ".gitattributes",
  ".gitignore",
  ".npmrc",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "e2e",
  "index.html",
  "package-lock.json",
  "package.json",
  "public",
  "src",
  "tsconfig.json",
  "vite.config.ts",
];

/** Any text as one word or one string of another language, so that it means nothing there. */

/** No more than one line: for comments. */
export const oneLine = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();

/** One word of a POSIX shell; NUL cannot be in one and is left out. */
export const shellWord = (text: string): string =>
  /^[A-Za-z0-9_.,:=@%/+-]+$/.test(text)
    ? text
    : `'${text.replaceAll("\0", "").replaceAll("'", `'\\''`)}'`;

/** `--name value` as shell words; a value that looks like an option stays a value. */
export const shellOption = (name: string, value: string): string =>
  `--${name}${value.startsWith("-") ? "=" : " "}${shellWord(value)}`;

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const escaped = (char: string): string =>
  SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A double-quoted string that YAML and TypeScript read alike; the text must be well formed. */
export const quoted = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  `"${text.replace(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)}"`;

/** Likewise for Terraform, where `${` and `%{` would begin templates. */
export const hclQuoted = (text: string): string =>
  quoted(text).replace(/[$%](?=\{)/g, (char) => escaped(char));

/** Letters and digits alone, the first a capital letter: names of resources and classes. */
export const pascalName = (text: string, fallback: string): string => {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(name) ? name.slice(0, 100) : `${fallback}${name}`.slice(0, 100);
};

/** A Terraform name: letters, digits, `_`; not empty, not beginning with a digit. */
export const snakeName = (text: string, fallback: string): string => {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(name) ? name : `${fallback}_${name}`.replace(/_$/, "");
};

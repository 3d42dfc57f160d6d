/** From a person's text to what the worker evaluates, line for line, and back to a line of theirs. */

/** The name of the program in stack traces. */
export const PROGRAM = "program.js";

const FROM_SDK = /^([ \t]*)import\s+([^;"']*?)\s+from\s+["']@aws-sdk\/client-kinesis["'][ \t]*;?/gm;
const OTHER_IMPORT = /^[ \t]*import\s*(?:[^;"'(]*?\sfrom\s*)?["']([^"']+)["']/m;

/** A module that a program asks for and that is not here, or undefined. */
export const foreignImport = (text: string): string | undefined =>
  OTHER_IMPORT.exec(text.replace(FROM_SDK, ""))?.[1];

const namesOf = (clause: string): string => {
  const whole = /^\*\s+as\s+([\w$]+)$/.exec(clause.trim());
  if (whole) return whole[1] ?? "";
  return clause.replace(/([\w$]+)\s+as\s+([\w$]+)/g, "$1: $2");
};

/**
 * The text as a script whose value is a promise of its end. Imports of the SDK become declarations
 * on the same lines; `sdk` is in the worker's scope.
 */
export const asScript = (text: string): string => {
  const body = text.replace(
    FROM_SDK,
    (_, space: string, clause: string) => `${space}const ${namesOf(clause)} = sdk;`,
  );
  return `(async () => { "use strict"; ${body}\n})()\n//# sourceURL=${PROGRAM}`;
};

/** The first line of the program in a stack trace, or undefined. */
export const lineIn = (stack: string | undefined): number | undefined => {
  const found = /program\.js:(\d+)/.exec(stack ?? "");
  return found ? Number(found[1]) : undefined;
};

import { javascriptLanguage } from "@codemirror/lang-javascript";

/** The line, from 1, of the first place that is no JavaScript; undefined where all of it is. */
export const faultLine = (text: string): number | undefined => {
  let at = -1;
  javascriptLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (at < 0 && type.isError) at = from;
      return at < 0;
    },
  });
  return at < 0 ? undefined : text.slice(0, at).split("\n").length;
};

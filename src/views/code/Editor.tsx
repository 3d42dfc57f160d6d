import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import {
  bracketMatching,
  HighlightStyle,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import styles from "./Code.module.css";

/** Weight and slant alone: colour is for partition keys. */
const looks = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword], fontWeight: "600" },
  { tag: [tags.comment], color: "var(--ink-2)", fontStyle: "italic" },
  { tag: [tags.string, tags.number, tags.regexp], color: "var(--ink-2)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", height: "100%" },
  "&.cm-focused": { outline: "2px solid var(--ink)", outlineOffset: "-2px" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontSize: "max(var(--text-xs), 12px)",
    lineHeight: "1.5",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    color: "var(--ink-2)",
    backgroundColor: "var(--surface)",
    borderRight: "1px solid var(--line)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--band-2)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--band-2)", fontWeight: "600" },
});

/** The browser's own way to type over a selection writes style attributes, which the policy forbids. */
const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { state, composing } = view;
    const { inputType, data } = event;
    if (inputType !== "insertText" || data === null || composing) return false;
    if (state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

interface EditorProps {
  /** Another document: the editor begins again with its text. */
  readonly of: string;
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  readonly onRun: () => void;
}

/**
 * A JavaScript editor. It stands in a shadow root, where its styles are adopted sheets and no style
 * elements, which the page's policy forbids. Esc, then Tab leaves it.
 */
export default function Editor({ of, text, label, onChange, onRun }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const changed = useEffectEvent(onChange);
  const run = useEffectEvent(onRun);
  const initial = useEffectEvent(() => text);
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const extensions = [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      indentUnit.of("  "),
      EditorView.lineWrapping,
      javascript(),
      syntaxHighlighting(looks),
      theme,
      typeOver,
      EditorView.contentAttributes.of({
        "aria-label": label,
        spellcheck: "false",
        tabindex: "0",
      }),
      keymap.of([
        { key: "Mod-Enter", run: () => (run(), true) },
        indentWithTab,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
    ];
    const state = EditorState.create({ doc: initial(), extensions });
    const view = new EditorView({ state, parent: root, root });
    return () => {
      view.destroy();
    };
  }, [of, label]);
  return <div ref={host} className={styles.editor} />;
}

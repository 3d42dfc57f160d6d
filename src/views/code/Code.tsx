import { Play, RotateCcw, Square } from "lucide-react";
import { lazy, Suspense, useId } from "react";
import { useStore } from "zustand";
import { formatClock, formatCount } from "../../i18n/format.ts";
import { type TextKey, useText } from "../../i18n/useText.ts";
import { useActions, useLocked, useLog, useTopology, useUi } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import parts from "../inspector/parts/parts.module.css";
import { Counts } from "./Counts.tsx";
import {
  choiceOf,
  deskOf,
  documentOf,
  type Form,
  nameOf,
  originalText,
  OWN,
  pieceOf,
} from "./desk.ts";
import { Output } from "./Output.tsx";
import { PIECES, type Piece } from "./pieces/index.ts";
import { programOf } from "./program.ts";
import { programsOf, TEXT_MOST } from "./programActors.ts";
import styles from "./Code.module.css";

const Editor = lazy(() => import("./Editor.tsx"));

const word = (piece: Piece, what: "title" | "question" | "see" | "fix"): TextKey<"code"> =>
  `${piece.name}.${what}` as TextKey<"code">;

const Picker = ({ choice }: { readonly choice: string }) => {
  const t = useText("code");
  const id = useId();
  const desk = deskOf(useRuntime());
  const kept = programsOf(useLog());
  return (
    <div className={parts["field"]}>
      <label htmlFor={id}>{t("choose")}</label>
      <select
        id={id}
        className={parts["input"]}
        value={choice}
        onChange={(event) => {
          desk.setState({ choice: event.target.value, form: "bug" });
        }}
      >
        {kept.length === 0 ? null : (
          <optgroup label={t("ofRun")}>
            {kept.map(({ id: actor, name }) => (
              <option key={actor} value={`log:${actor}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={t("ready")}>
          {PIECES.map((piece) => (
            <option key={piece.name} value={`piece:${piece.name}`}>
              {t(word(piece, "title"))}
            </option>
          ))}
        </optgroup>
        <option value={OWN}>{t("own")}</option>
      </select>
    </div>
  );
};

/** What a ready piece asks, and where it is meant to run. */
const About = ({ piece, form }: { readonly piece: Piece; readonly form: Form }) => {
  const t = useText("code");
  const titles = useText("scenario");
  const actions = useActions();
  const { endpoint } = useRuntime();
  const locked = useLocked("scenario") || endpoint !== undefined;
  const desk = deskOf(useRuntime());
  const choice = `piece:${piece.name}`;
  const scenario = titles(`${piece.scenario}.title` as TextKey<"scenario">);
  const atUs = piece.atS * 1_000_000;
  return (
    <>
      <p>
        <strong>{t(word(piece, "question"))}</strong>
      </p>
      <div className={parts["row"]}>
        <Button
          disabled={locked}
          onClick={() => {
            desk.setState({ choice });
            actions.openScenario(piece.scenario);
            actions.seek(atUs);
          }}
        >
          {t("open", { scenario, at: formatClock(atUs) })}
        </Button>
        <Button
          aria-pressed={form === "fixed"}
          onClick={() => {
            desk.setState({ choice, form: form === "fixed" ? "bug" : "fixed" });
          }}
        >
          {t("corrected")}
        </Button>
      </div>
      <details key={piece.name}>
        <summary>{t("answer")}</summary>
        <p>{t(word(piece, "see"))}</p>
        <p>{t(word(piece, "fix"))}</p>
      </details>
    </>
  );
};

interface BenchProps {
  readonly document: string;
  readonly changed: boolean;
  readonly onRun: () => void;
}

/** Run, Stop and Reset. */
const Bench = ({ document, changed, onRun }: BenchProps) => {
  const t = useText("code");
  const runtime = useRuntime();
  const desk = deskOf(runtime);
  const program = programOf(runtime);
  const locked = useLocked("edit");
  const { endpoint } = runtime;
  const phase = useStore(program.store, (state) => state.phase);
  const going = phase === "starting" || phase === "running";
  return (
    <div className={parts["row"]}>
      {going ? (
        <Button
          look="filled"
          onClick={() => {
            program.stop();
          }}
        >
          <Square aria-hidden />
          {t("stop")}
        </Button>
      ) : (
        <Button look="filled" disabled={locked || endpoint !== undefined} onClick={onRun}>
          <Play aria-hidden />
          {t("run")}
        </Button>
      )}
      <Button
        disabled={!changed}
        onClick={() => {
          const { texts, resets } = desk.getState();
          const { [document]: _dropped, ...others } = texts;
          desk.setState({ texts: others, resets: resets + 1 });
        }}
      >
        <RotateCcw aria-hidden />
        {t("reset")}
      </Button>
      {endpoint === undefined ? null : <p>{t("attached", { endpoint })}</p>}
      {locked ? <span className={parts["muted"]}>{t("locked")}</span> : null}
    </div>
  );
};

/** JavaScript with the real AWS SDK against the running stream: choose, change, run, see. */
export default function Code() {
  const t = useText("code");
  const runtime = useRuntime();
  const log = useLog();
  const desk = deskOf(runtime);
  const program = programOf(runtime);
  const state = useStore(desk);
  const scenario = useUi((ui) => ui.scenario);
  const choice = choiceOf(state, log, scenario);
  const laid = { choice, form: state.form };
  const document = documentOf(laid);
  const piece = pieceOf(choice);
  const asked = useUi((ui) => ui.stream);
  const original = originalText(laid, log, useTopology(), asked);
  const text = state.texts[document] ?? original;
  const name = nameOf(laid, log, t("ownName"));
  const run = (): void => {
    desk.setState({ choice });
    void program.run(name, text);
  };
  const locked = useLocked("edit") || runtime.endpoint !== undefined;
  return (
    <div className={parts["panel"]} data-wide>
      <p className={parts["muted"]}>{t("what")}</p>
      <Picker choice={choice} />
      {piece ? <About piece={piece} form={state.form} /> : null}
      {choice.startsWith("log:") ? <p>{t("ofRunNote")}</p> : null}
      <Suspense fallback={<p className={parts["muted"]}>{t("loading")}</p>}>
        <Editor
          of={`${document} ${state.resets} ${original}`}
          text={text}
          label={t("editor")}
          onChange={(next) => {
            desk.setState(({ texts }) => ({ choice, texts: { ...texts, [document]: next } }));
          }}
          onRun={() => {
            if (!locked) run();
          }}
        />
      </Suspense>
      <p className={styles.hint}>{t("hint")}</p>
      {text.length > TEXT_MOST ? (
        <p>{t("tooLong", { n: formatCount(text.length), most: formatCount(TEXT_MOST) })}</p>
      ) : null}
      <Bench document={document} changed={text !== original} onRun={run} />
      <Output />
      <Counts />
    </div>
  );
}

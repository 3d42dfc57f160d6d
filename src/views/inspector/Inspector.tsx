import { useText } from "../../i18n/useText.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import { Happening } from "../caption/Happening.tsx";
import parts from "./parts/parts.module.css";
import { Selected } from "./Selected.tsx";

/** The selected mark in plain words and as the API's JSON; with none, what is happening. */
export default function Inspector() {
  const t = useText("inspector");
  const actions = useActions();
  const selection = useUi((ui) => ui.selection);
  return (
    <div className={parts["panel"]}>
      {selection ? (
        <>
          <div className={parts["row"]}>
            <button
              type="button"
              className={parts["quiet"]}
              onClick={() => actions.select(undefined)}
            >
              {`← ${t("back")}`}
            </button>
          </div>
          <Selected key={JSON.stringify(selection)} selection={selection} />
        </>
      ) : (
        <>
          <Happening />
          <p className={parts["muted"]}>{t("hint")}</p>
        </>
      )}
    </div>
  );
}

import type { ReactElement } from "react";
import base from "./stage.module.css";

export interface ActButtonProps {
  readonly text: string;
  readonly onAct: () => void;
}

/** Does what a handle has laid out; a press on it leaves the focus with the handle. */
export const ActButton = ({ text, onAct }: ActButtonProps): ReactElement => (
  <button
    type="button"
    className={base.small}
    onMouseDown={(event) => event.preventDefault()}
    onClick={(event) => {
      event.stopPropagation();
      onAct();
    }}
  >
    {text}
  </button>
);

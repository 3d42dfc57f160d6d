import type { EngineError } from "../../../protocol/frame.ts";
import styles from "./parts.module.css";

interface RefusalProps {
  readonly error: EngineError | undefined;
  readonly id?: string;
}

/** AWS's own words next to the control that they answer. */
export const Refusal = ({ error, id }: RefusalProps) => (
  <div id={id} role="status" aria-live="polite">
    {error ? (
      <p className={styles["refusal"]}>
        <code>{error.name}</code> {error.message}
      </p>
    ) : null}
  </div>
);

import { ArrowLeftRight } from "lucide-react";
import { useEffect, useState } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useDialog } from "../../store/dialog.ts";
import { useActions, useFrame } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EndpointRun } from "./EndpointRun.tsx";
import { LinkField } from "./LinkField.tsx";
import { OpenOther } from "./OpenOther.tsx";
import { useLink, type LinkOptions } from "./useLink.ts";
import styles from "./share.module.css";

type Switch = "playing" | "lock" | "present";
const SWITCHES: readonly Switch[] = ["playing", "lock", "present"];

const START: LinkOptions = { fromStart: false, playing: false, lock: false, present: false };

/** The run as a link, a QR code or a file, and the way back in. */
export default function ShareDialog() {
  const t = useText("share");
  const { open } = useDialog();
  const { endpoint } = useRuntime();
  const close = (): void => {
    open("none");
  };
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={close}>
      {endpoint === undefined ? <OwnRun onDone={close} /> : <EndpointRun endpoint={endpoint} />}
      <div className={styles.row}>
        <Button onClick={() => open("exchange")}>
          <ArrowLeftRight aria-hidden />
          {t("exchange")}
        </Button>
      </div>
      {endpoint === undefined ? <p className={styles.note}>{t("noServer")}</p> : null}
    </Dialog>
  );
}

const OwnRun = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useText("share");
  const { pause } = useActions();
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const [options, setOptions] = useState(START);
  // A link is to one moment: the run stands while it is made.
  useEffect(pause, [pause]);
  const link = useLink(options);
  return (
    <>
      <fieldset className={styles.options}>
        <legend>{t("when")}</legend>
        {[false, true].map((fromStart) => (
          <label key={String(fromStart)}>
            <input
              type="radio"
              name="when"
              checked={options.fromStart === fromStart}
              onChange={() => {
                setOptions({ ...options, fromStart, playing: fromStart });
              }}
            />
            {fromStart ? t("start") : t("now", { at: formatClock(atUs) })}
          </label>
        ))}
        {SWITCHES.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={options[name]}
              onChange={(event) => {
                setOptions({ ...options, [name]: event.target.checked });
              }}
            />
            {t(name)}
          </label>
        ))}
      </fieldset>
      <LinkField link={link} />
      <OpenOther onDone={onDone} />
    </>
  );
};

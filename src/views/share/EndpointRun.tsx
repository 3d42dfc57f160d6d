import { Copy, Download, Rewind } from "lucide-react";
import { useState } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { parseFile, printFile } from "../../scenario/file.ts";
import { encodeLink } from "../../scenario/link.ts";
import type { LinkState } from "../../scenario/state.ts";
import { handOver } from "../../store/handed.ts";
import { useRuntime, type Runtime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import { LinkField, opens } from "./LinkField.tsx";
import { HANDED } from "./opening.ts";
import { saveFile } from "./saveFile.ts";
import { stateOf } from "./stateOf.ts";
import styles from "./share.module.css";

const SAID = { working: "copying", none: "noCopy", failed: "copyLost" } as const;

interface Taken {
  readonly state: LinkState;
  readonly fragment: string;
}

/** The endpoint's run so far, shown as this page shows it; undefined when it cannot be had. */
const takeCopy = async (runtime: Runtime): Promise<Taken | undefined> => {
  const text = await runtime.copyRun?.();
  const copy = text === undefined ? undefined : parseFile(text);
  if (!copy?.ok) return undefined;
  const { speed: _speed, playing: _playing, ...view } = stateOf(runtime).view;
  const state = { ...copy.state, view };
  return { state, fragment: await encodeLink(state) };
};

/** The page leaves the endpoint for it: by the copy's link, or where that is too long by hand. */
const openCopy = async ({ state, fragment }: Taken, byLink: boolean): Promise<void> => {
  if (!byLink) await handOver(printFile(state));
  location.hash = byLink ? fragment : HANDED;
};

/** An endpoint's run lives there; a copy of it opens anywhere, and goes back in time. */
export const EndpointRun = ({ endpoint }: { readonly endpoint: string }) => {
  const t = useText("share");
  const runtime = useRuntime();
  const [taken, setTaken] = useState<Taken | keyof typeof SAID>();
  const take = (): void => {
    setTaken("working");
    takeCopy(runtime).then(
      (copy) => setTaken(copy ?? "none"),
      () => setTaken("failed"),
    );
  };
  return (
    <>
      <p>{t("endpoint", { endpoint })}</p>
      <div className={styles.row}>
        <Button disabled={taken === "working"} onClick={take}>
          <Copy aria-hidden />
          {t("takeCopy")}
        </Button>
        <p className={styles.note} role="status">
          {typeof taken === "string" ? t(SAID[taken]) : ""}
        </p>
      </div>
      {typeof taken === "object" ? <CopiedRun taken={taken} /> : null}
    </>
  );
};

const CopiedRun = ({ taken: { state, fragment } }: { readonly taken: Taken }) => {
  const t = useText("share");
  const runtime = useRuntime();
  const [page = ""] = location.href.split("#");
  const link = `${page}#${fragment}`;
  return (
    <>
      <p>{t("copied.at", { at: formatClock(state.atUs ?? 0) })}</p>
      <LinkField link={link} />
      <div className={styles.row}>
        <Button
          look="filled"
          onClick={() => {
            void openCopy({ state, fragment }, opens(link));
          }}
        >
          <Rewind aria-hidden />
          {t("copied.open")}
        </Button>
        <Button
          onClick={() => {
            saveFile(runtime, state);
          }}
        >
          <Download aria-hidden />
          {t("download")}
        </Button>
      </div>
    </>
  );
};

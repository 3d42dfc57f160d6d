import { useEffect } from "react";
import { useText } from "../../i18n/useText.ts";
import { useDialog } from "../../store/dialog.ts";
import { useActions } from "../../store/hooks.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ExportPart } from "./ExportPart.tsx";
import { ImportPart } from "./ImportPart.tsx";

/** A stream from AWS and back to it; the run stands meanwhile. */
export default function ExchangeDialog() {
  const t = useText("exchange");
  const { open } = useDialog();
  const { pause } = useActions();
  useEffect(pause, [pause]);
  const close = (): void => {
    open("none");
  };
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={close}>
      <ImportPart onDone={close} />
      <ExportPart />
    </Dialog>
  );
}

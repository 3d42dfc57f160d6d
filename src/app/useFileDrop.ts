import { useState, type DragEvent } from "react";
import { openDialog } from "../store/dialog.ts";
import { useRuntime } from "../store/runtime.ts";
import { openFile } from "../views/share/opening.ts";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** A file dropped anywhere on the page is opened. */
export const useFileDrop = () => {
  const runtime = useRuntime();
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (event.relatedTarget === null) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (!file) return;
        event.preventDefault();
        // What is said of it would lie behind a window.
        openDialog("none");
        void file.text().then((text) => openFile(runtime, file.name, text));
      },
    },
  };
};

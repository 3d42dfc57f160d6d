import { X } from "lucide-react";
import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from "react";
import { IconButton } from "./Button.tsx";
import styles from "./Dialog.module.css";

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal window, open as long as it is mounted; Escape and a press beside it close it. */
export const Dialog = ({ title, closeLabel, onClose, children }: DialogProps) => {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    // Left to the browser, the first button would be ringed as if it were pressed.
    heading.current?.focus();
  }, []);
  const pressed = (event: MouseEvent): void => {
    if (event.target === ref.current) onClose();
  };
  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={pressed}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          <IconButton label={closeLabel} look="plain" onClick={onClose}>
            <X aria-hidden />
          </IconButton>
        </header>
        {children}
      </div>
    </dialog>
  );
};

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Button, type ButtonProps } from "./Button.tsx";
import styles from "./Popover.module.css";

export interface PopoverProps {
  /** The button's content. */
  readonly face: ReactNode;
  readonly button?: ButtonProps;
  /** The window's name for screen readers. */
  readonly label: string;
  readonly side?: "start" | "end";
  /** Rendered while open only. */
  readonly children: (close: () => void) => ReactNode;
}

const MARGIN_PX = 8;

const place = (box: HTMLElement, anchor: HTMLElement, side: "start" | "end"): void => {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = side === "start" ? at.left : at.right - width;
  const below = window.innerHeight - at.bottom - MARGIN_PX * 2;
  const above = height > below && at.top > below;
  box.style.left = `${Math.max(MARGIN_PX, Math.min(left, window.innerWidth - width - MARGIN_PX))}px`;
  box.style.top = above ? "auto" : `${at.bottom + 4}px`;
  box.style.bottom = above ? `${window.innerHeight - at.top + 4}px` : "auto";
  box.style.maxHeight = `${(above ? at.top : below + MARGIN_PX) - MARGIN_PX}px`;
};

/** A button with a small window under it; Escape and a press beside it close it. */
export const Popover = ({ face, button, label, side = "start", children }: PopoverProps) => {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open && box.current && anchor.current) place(box.current, anchor.current, side);
  }, [open, side]);
  const close = (): void => {
    document.getElementById(id)?.hidePopover();
  };
  return (
    <span ref={anchor} className={styles.anchor}>
      <Button {...button} popoverTarget={id} aria-expanded={open}>
        {face}
      </Button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={styles.popover}
        onToggle={(event) => {
          setOpen(event.newState === "open");
        }}
      >
        {open ? children(close) : null}
      </div>
    </span>
  );
};

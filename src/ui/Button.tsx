import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";

type Native = Omit<ComponentProps<"button">, "type">;

export interface ButtonProps extends Native {
  readonly look?: "outline" | "filled" | "plain";
}

const classOf = (...names: (string | undefined | false)[]): string =>
  names.filter((name) => name !== undefined && name !== false).join(" ");

export const Button = ({ look = "outline", className, ...rest }: ButtonProps) => (
  <button type="button" className={classOf(styles.button, styles[look], className)} {...rest} />
);

export interface IconButtonProps extends ButtonProps {
  /** The control's name, also shown on hover. */
  readonly label: string;
  /** Shown on hover after the name, e.g. its key. */
  readonly hint?: string;
  readonly children: ReactNode;
}

export const IconButton = ({ label, hint, className, ...rest }: IconButtonProps) => (
  <Button
    aria-label={label}
    title={hint ? `${label} (${hint})` : label}
    className={classOf(styles.icon, className)}
    {...rest}
  />
);

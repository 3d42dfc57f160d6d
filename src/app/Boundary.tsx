import { Component, type ReactNode } from "react";
import { textOf } from "../i18n/useText.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./app.module.css";

interface Props {
  readonly children: ReactNode;
}

/** A part of the page that fails says so in its own place; the rest goes on. */
export class Boundary extends Component<Props, { readonly message: string | undefined }> {
  override state = { message: undefined };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <div role="alert" className={styles.broken}>
        <p>{textOf("app", "broken", { message })}</p>
        <p>{textOf("app", "brokenWhat")}</p>
        <Button
          onClick={() => {
            this.setState({ message: undefined });
          }}
        >
          {textOf("app", "tryAgain")}
        </Button>
      </div>
    );
  }
}

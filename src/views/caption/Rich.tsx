import { Fragment } from "react";

/** Text in which `**` marks what is bold. */
export const Rich = ({ text }: { readonly text: string }) =>
  text
    .split("**")
    .map((part, at) =>
      at % 2 === 1 ? <strong key={at}>{part}</strong> : <Fragment key={at}>{part}</Fragment>,
    );

let offered = "";

/** Text that was dropped on the page, for the dialog about to open. */
export const offer = (text: string): void => {
  offered = text;
};

/** What was offered, once. */
export const takeOffered = (): string => {
  const text = offered;
  offered = "";
  return text;
};

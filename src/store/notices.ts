import { createStore, type StoreApi } from "zustand/vanilla";

export interface Notice {
  readonly id: number;
  readonly tone: "info" | "refusal";
  readonly text: string;
  /** An offer that goes with it. */
  readonly offer?: { readonly label: string; readonly take: () => void };
  /** Stays until it is dismissed: nothing else on the page says it. */
  readonly stays?: boolean;
}

export interface Notices {
  readonly store: StoreApi<readonly Notice[]>;
  tell(notice: Omit<Notice, "id">): number;
  dismiss(id: number): void;
}

const SHOWN_MAX = 3;

/** What the page has to say besides the run: the latest few, until dismissed. */
export const createNotices = (): Notices => {
  let nextId = 1;
  const store = createStore<readonly Notice[]>(() => []);
  return {
    store,
    tell: (notice) => {
      const id = nextId;
      nextId += 1;
      const others = store.getState().filter((each) => each.text !== notice.text);
      store.setState([...others, { ...notice, id }].slice(-SHOWN_MAX), true);
      return id;
    },
    dismiss: (id) => {
      store.setState(
        store.getState().filter((each) => each.id !== id),
        true,
      );
    },
  };
};

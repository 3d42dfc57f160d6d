/** A set of listeners. */
export interface Signal<T> {
  readonly on: (listener: (value: T) => void) => () => void;
  readonly fire: (value: T) => void;
}

export const createSignal = <T>(): Signal<T> => {
  const listeners = new Set<(value: T) => void>();
  return {
    on: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    fire: (value) => {
      for (const listener of listeners) listener(value);
    },
  };
};

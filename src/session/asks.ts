import type { Queries } from "../protocol/viewport.ts";

type Name = keyof Queries;
interface Ask {
  readonly id: number;
  readonly name: Name;
  readonly query: Queries[Name];
}

/** The standing questions of mounted views; the youngest of one name is the one asked. */
export interface Asks {
  /** Stands until the returned function is called. */
  add<K extends Name>(name: K, query: Queries[K]): () => void;
  /** What to send; the same object as long as nothing was added or taken back. */
  current(): Queries;
}

export const createAsks = (): Asks => {
  let standing: readonly Ask[] = [];
  let nextId = 1;
  let queries: Queries = {};
  const replace = (asks: readonly Ask[]): void => {
    standing = asks;
    queries = Object.fromEntries(standing.map((ask) => [ask.name, ask.query]));
  };
  return {
    add: (name, query) => {
      const id = nextId;
      nextId += 1;
      replace([...standing, { id, name, query }]);
      return () => {
        replace(standing.filter((ask) => ask.id !== id));
      };
    },
    current: () => queries,
  };
};

export interface Messages<Key extends string = string> {
  readonly en: Readonly<Record<Key, string>>;
  readonly ko: Readonly<Record<Key, string>>;
}

/** A room's strings. Both languages hold the same keys: a missing or extra one does not compile. */
export const defineMessages = <const En extends Readonly<Record<string, string>>>(
  en: En,
  ko: { readonly [Key in keyof En]: string },
): Messages<Extract<keyof En, string>> => ({ en, ko });

import { useTranslation } from "react-i18next";
import { i18n } from "./i18n.ts";

/** Words of a kind (`kind-<kind>`): a parameter's name, `<key>.help`, `<key>.<choice>`. */
export interface KindText {
  /** The word itself where the kind has none: the key is then what AWS calls it. */
  readonly name: (key: string) => string;
  readonly help: (key: string) => string | undefined;
}

export const useKindText = (kind: string): KindText => {
  const { i18n: live } = useTranslation(undefined, { i18n });
  const ns = `kind-${kind}`;
  const has = (key: string): boolean => live.exists(key, { ns });
  return {
    name: (key) => (has(key) ? live.t(key, { ns }) : (key.split(".").at(-1) ?? key)),
    help: (key) => (has(`${key}.help`) ? live.t(`${key}.help`, { ns }) : undefined),
  };
};

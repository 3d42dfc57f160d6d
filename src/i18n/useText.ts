import { useTranslation } from "react-i18next";
import { i18n } from "./i18n.ts";
import type { Namespace, Tables } from "./tables.ts";

type RawKey<Room extends Namespace> = Extract<keyof Tables[Room]["en"], string>;
type WithoutPlural<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other`
  ? Base
  : Key;

/** A key of the room; plural forms (`_one`, `_other`) are asked for by their common stem. */
export type TextKey<Room extends Namespace> = WithoutPlural<RawKey<Room>>;
export type TextValues = Readonly<Record<string, string | number>>;
export type Text<Room extends Namespace> = (key: TextKey<Room>, values?: TextValues) => string;

/** The room's strings in the current language: `t('ratio', { n: 50 })`, plural by `count`. */
export const useText = <Room extends Namespace>(room: Room): Text<Room> => {
  const { i18n: live } = useTranslation(room, { i18n });
  return (key, values) => live.t(key, { ...values, ns: room });
};

/** The same outside React (canvas labels, messages of actions). */
export const textOf = <Room extends Namespace>(
  room: Room,
  key: TextKey<Room>,
  values?: TextValues,
): string => i18n.t(key, { ...values, ns: room });

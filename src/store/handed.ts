/** A run too long for a link, on its way from one page to the next: the text of its file. */
import { get, set } from "idb-keyval";

const KEY = "shardscope.copy";

export const handOver = (text: string): Promise<void> => set(KEY, text);

/** The latest that was handed over in this browser. */
export const handedOver = (): Promise<string | undefined> => get<string>(KEY);

import { words as en } from "./words.en.ts";
import { words as ko } from "./words.ko.ts";
import { defineMessages } from "../../i18n/define.ts";

export const inspectorMessages = defineMessages(en, ko);

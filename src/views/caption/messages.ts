import { defineMessages } from "../../i18n/define.ts";
import { words as en } from "./words.en.ts";
import { words as ko } from "./words.ko.ts";

export const captionMessages = defineMessages(en, ko);

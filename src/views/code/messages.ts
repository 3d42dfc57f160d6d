import { defineMessages } from "../../i18n/define.ts";
import { codeEn } from "./words.en.ts";
import { codeKo } from "./words.ko.ts";

export const codeMessages = defineMessages(codeEn, codeKo);

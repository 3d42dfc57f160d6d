import { defineMessages } from "../../i18n/define.ts";
import { more as en } from "./more.en.ts";
import { more as ko } from "./more.ko.ts";

export const happeningMessages = defineMessages(en, ko);

import { defineMessages } from "../../../i18n/define.ts";

/** Words of both kinds of program, the writing and the reading one: they have one name and one text. */
export const codeMessages = defineMessages(
  {
    "group.program": "Program",
    text: "Program",
    "text.help": "JavaScript that uses the AWS SDK. It runs only when Run is pressed.",
  },
  {
    "group.program": "프로그램",
    text: "프로그램",
    "text.help": "AWS SDK를 쓰는 JavaScript입니다. 실행을 눌러야만 실행됩니다.",
  },
);

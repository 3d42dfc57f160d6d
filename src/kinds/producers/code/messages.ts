import { defineMessages } from "../../../i18n/define.ts";

/** Words of both kinds of program, the writing and the reading one: they have one name and one text. */
export const codeMessages = defineMessages(
  {
    "group.program": "Program",
    "signal.disconnect": "Disconnect",
    "signal.disconnect.help": "Ends its subscriptions: nothing more is pushed to it.",
    text: "Program",
    "text.help": "JavaScript that uses the AWS SDK. It runs only when Run is pressed.",
  },
  {
    "group.program": "프로그램",
    "signal.disconnect": "연결 끊기",
    "signal.disconnect.help": "구독을 끝냅니다. 더는 아무것도 푸시되지 않습니다.",
    text: "프로그램",
    "text.help": "AWS SDK를 쓰는 JavaScript입니다. 실행을 눌러야만 실행됩니다.",
  },
);

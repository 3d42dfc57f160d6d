import { defineMessages } from "../i18n/define.ts";

export const appMessages = defineMessages(
  {
    title: "Shardscope",
    skip: "Skip to the stream",
    header: "Playground controls",
    stage: "The stream",
    panel: "Details",
    lanes: "Key lanes",
    caption: "What is happening",
    close: "Close",
    loading: "Loading",
    broken: "This part of the page failed: {{message}}",
    brokenWhat: "The run itself is kept. Try again, or save the log and reload the page.",
    tryAgain: "Try again",
    saveLog: "Save the log",
  },
  {
    title: "Shardscope",
    skip: "스트림으로 건너뛰기",
    header: "재생 조작",
    stage: "스트림",
    panel: "상세",
    lanes: "키 레인",
    caption: "지금 일어나는 일",
    close: "닫기",
    loading: "불러오는 중",
    broken: "페이지의 이 부분에서 오류가 났습니다: {{message}}",
    brokenWhat: "실행 자체는 보존되어 있습니다. 다시 시도하거나, 로그를 저장하고 새로 고치세요.",
    tryAgain: "다시 시도",
    saveLog: "로그 저장",
  },
);

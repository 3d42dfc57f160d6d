import { defineMessages } from "../i18n/define.ts";

export const afterMessages = defineMessages(
  {
    workerDied:
      "The engine stopped ({{reason}}) and was started again: the run was replayed to {{at}}. Nothing is lost.",
    lineBroke:
      "The connection to the endpoint broke ({{reason}}) and was made again. The run went on there: nothing is lost.",
    notKept: "This run is too large to be kept across a reload. Save it as a file.",
    putAside: "“{{name}}” with your edits, at {{at}}, was put aside.",
    backToIt: "Back to it",
  },
  {
    workerDied:
      "엔진이 멈추어({{reason}}) 다시 시작했습니다. 실행을 {{at}}까지 다시 재생했으며 잃은 것은 없습니다.",
    lineBroke:
      "엔드포인트와의 연결이 끊겨({{reason}}) 다시 연결했습니다. 실행은 그곳에서 계속되었으며 잃은 것은 없습니다.",
    notKept: "이 실행은 너무 커서 새로 고침 뒤까지 보관할 수 없습니다. 파일로 저장하세요.",
    putAside: "편집하신 “{{name}}” 실행({{at}})을 따로 두었습니다.",
    backToIt: "이 실행으로 돌아가기",
  },
);

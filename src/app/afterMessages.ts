import { defineMessages } from "../i18n/define.ts";

export const afterMessages = defineMessages(
  {
    workerDied:
      "The engine stopped ({{reason}}) and was started again: the run was replayed to {{at}}. Nothing is lost.",
    lineBroke:
      "The connection to the endpoint broke ({{reason}}) and was made again. The run went on there: nothing is lost.",
    endpointLost: "The connection to the endpoint was lost: {{reason}}",
    endpointLostWhat:
      "The run is the endpoint's own. Started again with its --state folder, it is shown here again by itself; without one it prints a new link: open that.",
    clockPaused:
      "This picture stands. The clock is the endpoint's and runs on there: play shows its present again.",
    clockNotHere:
      "The clock is the endpoint's: it cannot be stepped or set back from here, and the picture stands at its present. To move it on by a minute: curl -X POST {{endpoint}}/__advance -d '{\"ms\": 60000}'. To go back in time, take a copy of the run: Link.",
    notOpenedHere:
      "This page shows an endpoint's run and opens no other. Open yours in a page of its own.",
    emptyAccount:
      "This page shows the run of {{endpoint}}. To create a stream there, in a terminal:",
    emptyThen: "It is shown here as soon as it is there.",
    copy: "Copy",
    copied: "Copied",
    notKept: "This run is too large to be kept across a reload. Save it as a file.",
    putAside: "“{{name}}” with your edits, at {{at}}, was put aside.",
    backToIt: "Back to it",
    quiet: "No event until {{at}}.",
  },
  {
    workerDied:
      "엔진이 멈추어({{reason}}) 다시 시작했습니다. 실행을 {{at}}까지 다시 재생했으며 잃은 것은 없습니다.",
    lineBroke:
      "엔드포인트와의 연결이 끊겨({{reason}}) 다시 연결했습니다. 실행은 그곳에서 계속되었으며 잃은 것은 없습니다.",
    endpointLost: "엔드포인트와의 연결이 끊겼습니다: {{reason}}",
    endpointLostWhat:
      "실행은 엔드포인트의 것입니다. 같은 --state 폴더로 다시 시작하면 여기에 저절로 다시 나타납니다. 폴더가 없으면 새 링크를 출력하니 그것을 여세요.",
    clockPaused:
      "이 그림은 멈춰 있습니다. 시계는 엔드포인트의 것이라 그곳에서 계속 갑니다. 재생하면 다시 현재를 보여 줍니다.",
    clockNotHere:
      "시계는 엔드포인트의 것입니다. 여기서 한 단계씩 가거나 되돌릴 수 없으며, 그림은 엔드포인트의 현재에 멈춰 있습니다. 1분 앞으로 보내려면: curl -X POST {{endpoint}}/__advance -d '{\"ms\": 60000}'. 되감으려면 '링크'에서 복사본을 만드세요.",
    notOpenedHere:
      "이 페이지는 엔드포인트의 실행을 보여 주며 다른 실행은 열지 않습니다. 다른 페이지에서 여세요.",
    emptyAccount:
      "이 페이지는 {{endpoint}}의 실행을 보여 줍니다. 그곳에 스트림을 만들려면 터미널에서:",
    emptyThen: "만들어지는 즉시 여기에 나타납니다.",
    copy: "복사",
    copied: "복사됨",
    notKept: "이 실행은 너무 커서 새로 고침 뒤까지 보관할 수 없습니다. 파일로 저장하세요.",
    putAside: "편집하신 “{{name}}” 실행({{at}})을 따로 두었습니다.",
    backToIt: "이 실행으로 돌아가기",
    quiet: "{{at}}까지 이벤트가 없습니다.",
  },
);

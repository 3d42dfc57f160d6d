import type { codeEn } from "./words.en.ts";

export const codeKo: { readonly [Key in keyof typeof codeEn]: string } = {
  what: "보고 있는 스트림에 실제 AWS SDK로 접근하는 JavaScript입니다. 샌드박스에서 시뮬레이션 시간으로, 실행을 눌러야만 실행됩니다.",
  choose: "프로그램",
  ofRun: "이 실행에 든 것",
  ready: "준비된 예제 (찾아볼 버그가 하나씩)",
  own: "직접 쓰는 프로그램",
  ownName: "내 프로그램",
  ofRunNote:
    "이 실행은 이 프로그램으로 만들어졌습니다. 여기서는 아직 실행되지 않았으니 먼저 읽어 보세요.",
  open: "“{{scenario}}” 시나리오를 {{at}}에 열기",
  corrected: "고친 코드",
  answer: "버그는 무엇일까요?",
  loading: "편집기를 불러오는 중",
  editor: "프로그램, JavaScript",
  hint: "쓸 수 있는 것: client, @aws-sdk/client-kinesis의 모든 명령, sleep(ms), console. Ctrl+Enter로 실행합니다. Tab은 들여쓰기이고, Esc 다음 Tab으로 편집기를 나갑니다.",
  run: "실행",
  stop: "중지",
  reset: "원래 코드로",
  tooLong: "{{n}}자입니다. 실행은 되지만 실행 기록과 링크에는 {{most}}자까지만 남습니다.",
  locked: "이 링크는 편집을 잠갔고, 프로그램의 호출은 편집입니다.",
  attached:
    "이 페이지는 {{endpoint}}의 실행을 보여 주며, 여기서 쓴 프로그램은 페이지 자신의 실행에서만 돌아갑니다. 자신의 클라이언트를 이 엔드포인트로 향하게 하면 하는 일이 여기에 보입니다. 또는 실행의 복사본('링크')을 만들어 거기서 돌리세요.",
  output: "출력",
  outputOf: "{{name}}의 출력",
  lines: "출력된 줄",
  earlier: "{{n}}줄은 표시하지 않았습니다.",
  starting: "시작하는 중",
  running: "실행 중",
  "end.done": "{{at}}에 끝났습니다.",
  "end.failed": "{{at}}에 실패했습니다. {{text}}",
  "end.failedAt": "{{at}}, {{line}}번째 줄에서 실패했습니다. {{text}}",
  "end.refused": "시작하지 못했습니다. {{text}}",
  "end.stopped": "중지했습니다.",
  "end.rewound": "중지했습니다. 실행이 과거로 돌아갔는데 프로그램은 돌아갈 수 없습니다.",
  "end.replaced": "중지했습니다. 다른 실행이 열렸습니다.",
  "end.silent": "중지했습니다. 아무 말 없이 2초 동안 계산만 했고, 그동안 시간이 멈춰 있었습니다.",
  "end.calls":
    "중지했습니다. 시뮬레이션 1초에 호출과 타이머가 10,000개를 넘었거나 모두 64 Mi 글자를 넘었습니다.",
  "end.messages": "중지했습니다. 페이지로 보낸 메시지가 20,000개를 넘었습니다.",
  "end.died": "중지했습니다. 엔진이 다시 시작되었습니다.",
  "end.broken": "샌드박스를 불러오지 못했습니다. 페이지를 새로 고치세요.",
  counted: "엔진이 센 것",
  inspect: "{{name}} ({{letter}}) 검사",
  "put-one.title": "레코드 하나 넣기",
  "put-one.question": "기기는 열둘, 샤드는 넷인데 왜 한 샤드에만 레코드가 들어갈까요?",
  "put-one.see": "점 열두 개가 모두 한 줄에 놓입니다. 출력에는 네 샤드 중 하나만 나옵니다.",
  "put-one.fix":
    "파티션 키가 모두 같고, 샤드는 키의 MD5만으로 정해집니다. 기기를 키로 쓰면 레코드가 네 샤드에 퍼지고 기기마다 순서도 지켜집니다.",
  "put-records.title": "PutRecords와 일부 거부",
  "put-records.question": "거부된 레코드를 모두 다시 보내는데 왜 다른 레코드가 두 번 저장될까요?",
  "put-records.see":
    "시도할 때마다 두 번 저장된 수가 늘고, 뜨거운 샤드는 거부할 것이 전보다 더 많아집니다.",
  "put-records.fix":
    "PutRecords는 트랜잭션이 아닙니다. FailedRecordCount > 0이어도 HTTP 200이고, 응답의 자리마다 그 레코드의 결과가 있습니다. ErrorCode가 있는 자리만 다시 보내면 두 번 저장되는 것이 없습니다.",
  "naive-reader.title": "모든 샤드를 읽는 리더",
  "naive-reader.question": "스트림이 20초에 분할되었습니다. 이 리더는 키의 순서를 지킬까요?",
  "naive-reader.see":
    "늦은 레코드가 수백 개입니다. 같은 키의 더 오래된 레코드가 부모에 남아 있는데 자식을 읽기 때문입니다. 키 레인의 교차를 눌러 보세요.",
  "naive-reader.fix":
    "부모를 읽는 쪽에 다음 이터레이터가 없을 때만 샤드를 읽습니다. 처음에는 더 뒤처지지만 늦은 레코드는 0입니다.",
  "parents-first.title": "부모를 먼저 비우는 리더",
  "parents-first.question":
    "12초에 두 샤드가 병합되었습니다. 부모를 기다리는데도 왜 레코드가 늦을까요?",
  "parents-first.see":
    "늦은 레코드 수십 개가 모두 병합된 샤드에 있습니다. 두 부모 중 하나만 끝나면 읽기 시작하기 때문입니다.",
  "parents-first.fix":
    "병합된 샤드의 부모는 ParentShardId와 AdjacentParentShardId 둘입니다. 둘 다 기다리면 늦은 레코드는 0입니다.",
  "replay.title": "AT_TIMESTAMP로 다시 읽기",
  "replay.question":
    "15초 전부터를 요청했는데 첫 레코드는 10초 전 것입니다. 나머지는 어디 있을까요?",
  "replay.see": "약 180개가 쓰였는데 약 120개만 읽습니다. 분할 전의 것이 빠졌습니다.",
  "replay.fix":
    "닫힌 샤드를 뺐지만, 닫힌 샤드도 보존 기간까지 레코드를 갖고 있습니다. ListShards가 알려 주는 모든 샤드를 부모부터 읽으세요.",
  "split-hottest.title": "가장 뜨거운 샤드 분할",
  "split-hottest.question": "샤드도 범위의 한가운데도 맞게 찾았는데 왜 AWS가 분할을 거부할까요?",
  "split-hottest.see":
    "ValidationException입니다. 보낸 hash key가 8.507059173023462e+37이고 어느 샤드도 분할되지 않습니다.",
  "split-hottest.fix":
    "hash key는 39자리까지이고 Number는 16자리까지만 정확합니다. BigInt를 쓰면 분할이 수락되고, 끝나면 뜨거운 띠가 한도 아래의 두 띠가 됩니다.",
  "fan-out.title": "fan-out 구독자",
  "fan-out.question": "소비자를 등록했는데 왜 구독이 거부될까요?",
  "fan-out.see":
    "ResourceInUseException입니다. RegisterStreamConsumer는 바로 응답하지만 소비자는 아직 CREATING입니다.",
  "fan-out.fix":
    "상태가 ACTIVE가 될 때까지 DescribeStreamConsumer로 물어보세요. 그러면 폴러들이 나눠 쓰는 읽기 예산 밖에서 레코드가 밀려옵니다.",
};

import type { words as english } from "./words.en.ts";

/** The narrator's Korean; AWS's terms stay as AWS writes them. */
export const words: { readonly [Key in keyof typeof english]: string } = {
  showMe: "보여주기",
  show: "{{what}} 보기",
  shardNamed: "샤드 {{shard}}",
  loading: "스트림의 첫 화면을 기다리고 있습니다.",

  "orderBroken.line.child-before-parent":
    "**{{letter}}** 소비자가 {{key}} 키의 **{{ordinal}}** 레코드를 **{{higherOrdinal}}** 뒤에 받음: 부모 {{shard}}보다 먼저 {{higherShard}} 샤드를 읽었습니다.",
  "orderBroken.line.different-shards":
    "**{{letter}}** 소비자가 {{key}} 키의 **{{ordinal}}** 레코드를 **{{higherOrdinal}}** 뒤에 받음: ExplicitHashKey로 샤드 {{shard}}, {{higherShard}}에 나뉘었습니다.",
  "orderBroken.line.position-moved":
    "**{{letter}}** 소비자가 {{key}} 키의 **{{ordinal}}** 레코드를 **{{higherOrdinal}}** 뒤에 받음: 읽기 위치가 옮겨졌습니다.",
  "hotKey.line":
    "**{{key}}** 키 하나가 샤드 **{{shard}}**의 {{share}}입니다. 분할해도 키 하나는 나뉘지 않습니다.",
  "hotShard.line":
    "**{{shard}}** 샤드가 키 공간 {{range}}로 레코드 {{share}}를 받습니다. 한 키의 탓이 아니니 분할이 도움이 됩니다.",
  "writeThrottled.line.records":
    "샤드 **{{shard}}**에 {{askedRecordsPerS}}가 오지만 1,000/s만 받습니다. **{{throttledPerS}}는 거부됩니다.**",
  "writeThrottled.line.bytes":
    "샤드 **{{shard}}**에 {{askedBytesPerS}}가 오지만 1 MiB/s만 받습니다. **레코드 {{throttledPerS}}가 거부됩니다.**",
  "readThrottled.line.calls":
    "샤드 **{{shard}}**의 소비자 {{readers}}개가 초당 GetRecords 5회를 나눠 씁니다. **호출 초당 {{refusedPerS}}회가 거부됩니다.**",
  "readThrottled.line.bytes":
    "샤드 **{{shard}}**의 소비자 {{readers}}개가 초당 2 MiB를 나눠 씁니다. **호출 초당 {{refusedPerS}}회가 거부됩니다.**",
  "readBlocked.line":
    "**{{letter}}** 소비자가 샤드 **{{shard}}**에서 한 번에 {{bytes}}를 가져가, **{{untilLeft}}** 동안 아무도 읽지 못합니다.",
  "recordsLost.line":
    "샤드 {{shard}}의 **레코드 {{records}}개**가 **{{letter}}** 소비자가 읽기 전에 {{retentionHours}}시간이 지나 만료되었습니다.",
  "iteratorExpired.line":
    "**{{letter}}** 소비자의 {{shard}} 이터레이터가 {{ageMs}} 지났습니다. 수명은 5분입니다: ExpiredIteratorException.",
  "consumerCrashed.line":
    "**{{letter}}** 소비자({{name}})가 중단됨. 레코드 {{unread}}개가 최대 {{lagMs}} 기다리고 있습니다.",
  "reReading.line":
    "**{{letter}}** 소비자가 샤드 {{shard}}의 **레코드 {{records}}개**를 다시 받습니다. 체크포인트가 그보다 앞이었습니다.",
  "reReading.line.due":
    "**{{letter}}** 소비자가 재시작해 마지막 체크포인트부터 읽습니다. 이미 처리한 **레코드 {{due}}개**를 다시 받게 됩니다.",
  "producerCopies.line":
    "**{{name}}** 생산자가 {{copyOf}} 레코드가 저장된 줄 모르고 또 넣었습니다. **{{ordinal}}** 레코드는 번호가 다른 사본입니다.",
  "producerCopies.line.program":
    "**{{name}}** 프로그램이 {{copyOf}} 레코드와 같은 키와 데이터를 또 넣었습니다. **{{ordinal}}** 레코드를 그 사본으로 셉니다.",
  "resharding.line.SplitShard":
    "샤드 **{{shard}}** 분할 중. **{{stepEndsLeft}}** 더 쓰기를 받고 나면 자식 둘이 열립니다.",
  "resharding.line.MergeShards":
    "샤드 **{{shard}}**, **{{adjacentShard}}** 병합 중. **{{stepEndsLeft}}** 더 쓰기를 받습니다.",
  "resharding.line.UpdateShardCount":
    "UpdateShardCount {{targetShards}}: 분할이나 병합을 하나씩, **{{stepsLeft}}개 남음**, 지금 {{openShards}}개 열림.",
  "resharding.line.last":
    "UpdateShardCount {{targetShards}}: 마지막 분할이나 병합, **{{stepEndsLeft}}** 남음, 지금 {{openShards}}개 열림.",
  "waitingForParent.line":
    "**{{letter}}** 소비자는 {{shard}} 샤드를 아직 읽지 않습니다. 부모 {{parent}}의 **레코드 {{unread}}개**가 먼저입니다.",
  "fallingBehind.line.processing":
    "**{{letter}}** 소비자는 {{deliveredPerS}} 처리, 도착은 {{writtenPerS}}: 샤드 {{shard}}에서 **{{lagMs}} 뒤처졌고** 더 밀립니다.",
  "fallingBehind.line.slow":
    "**{{letter}}** 소비자가 샤드 {{shard}}에서 **{{lagMs}} 뒤처졌고** 더 밀립니다. 도착보다 처리가 느립니다.",
  "fallingBehind.line.silent":
    "**{{letter}}** 소비자가 **{{silentMs}}** 동안 가져간 것이 없습니다. 레코드 {{unread}}개가 기다립니다.",
  "fallingBehind.line.calls":
    "**{{letter}}** 소비자가 샤드 {{shard}}에서 **{{lagMs}} 뒤처짐**: 초당 GetRecords 5회 중 몫이 모자랍니다.",
  "fallingBehind.line.bytes":
    "**{{letter}}** 소비자가 샤드 {{shard}}에서 **{{lagMs}} 뒤처짐**: 샤드의 초당 2 MiB가 다 쓰였습니다.",
  "fallingBehind.line.down":
    "**{{letter}}** 소비자가 읽지 않습니다. 샤드 {{shard}}에서 **{{lagMs}} 뒤처졌고** 계속 쌓입니다.",
  "retentionNear.line":
    "**{{letter}}** 소비자가 샤드 {{shard}}에서 {{lagMs}} 뒤처짐, 만료는 {{retentionHours}}시간: **{{share}}를 썼습니다.**",
  "retentionNear.line.full":
    "**{{letter}}** 소비자가 샤드 {{shard}}에서 {{lagMs}} 뒤처짐: {{retentionHours}}시간이 지나 **읽기 전에 만료됩니다.**",
  "backlogAbandoned.line":
    "**{{name}}** 생산자가 너무 많이 시도한 끝에 **레코드 {{records}}개**를 포기했습니다. 스트림에 닿지 못했습니다.",
  "noStream.line.none": "아직 스트림이 없습니다. 샤드 표를 열어 CreateStream으로 만듭니다.",
  "noStream.line.planned":
    "아직 스트림이 없습니다. 이 실행은 **{{plannedLeft}}** 뒤에 스트림을 만듭니다. 재생해 보세요.",
  "noStream.line.CREATING":
    "스트림이 **CREATING**입니다. ACTIVE가 될 때까지 쓰기는 ResourceNotFoundException으로 실패합니다.",
  "noStream.line.DELETING": "스트림이 **DELETING**입니다. 샤드와 레코드가 함께 사라집니다.",
  "noProducers.line.unread":
    "아무도 쓰지 않습니다. **{{letter}}** 소비자가 읽을 레코드가 **{{unread}}개** 남아 있습니다.",
  "noProducers.line":
    "아무도 쓰지 않습니다. 열린 샤드: **{{openShards}}**. 생산자를 추가하거나 직접 레코드를 넣어 보세요.",
  "calm.line.empty":
    "열린 샤드: **{{openShards}}**, 각각 키 공간의 띠입니다. 아직 아무것도 들어오지 않았습니다.",
  "calm.line.first":
    "**{{ordinal}}**의 키는 **{{key}}**. 키의 MD5가 그림에서의 높이이고, 그것이 **{{shard}}** 샤드를 고릅니다.",
  "calm.line.filling":
    "같은 키는 언제나 같은 줄에 놓입니다. 레코드는 나이가 들수록 오른쪽으로 갑니다.",
  "calm.line.reading":
    "소비자가 글자가 있는 곳까지 읽었습니다. 지나간 점은 비고, 찬 점은 아직 안 읽은 것입니다.",
  "calm.line.steady":
    "레코드가 **{{recordsPerS}}** 들어오고 가장 느린 소비자는 {{lagMs}} 뒤. 찬 점은 안 읽은 것, 빈 점은 읽은 것입니다.",
  "calm.line.unread":
    "레코드가 **{{recordsPerS}}** 들어오고 아무도 읽지 않습니다. 열린 샤드: {{openShards}}.",
  perMinute: "분당 {{n}}",
};

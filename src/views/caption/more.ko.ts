import type { more as english } from "./more.en.ts";

/** The same in Korean; AWS's terms stay as AWS writes them. */
export const more: { readonly [Key in keyof typeof english]: string } = {
  happening: "지금 일어나는 일",
  what: "대처 방법",
  see: "볼 것 (먼저 해 보세요)",
  source: "{{source}}, {{asOf}} 확인",
  more_one: "그 밖에 {{count}}가지 일이 진행 중",
  more_other: "그 밖에 {{count}}가지 일이 진행 중",
  "orderBroken.title": "순서가 깨짐, {{key}}",
  "orderBroken.why":
    "Kinesis는 한 샤드 안에서만 순서를 지킵니다. 리샤딩 후에도 키의 이전 레코드는 부모 샤드에 남으므로, 모든 샤드를 한꺼번에 읽으면 자식의 레코드를 먼저 받을 수 있습니다. 지금까지 {{lateSoFar}}.",
  "orderBroken.do":
    "부모를 NextShardIterator가 null이 될 때까지 읽은 뒤 ChildShards를 TRIM_HORIZON부터 읽습니다. KCL은 스스로 그렇게 하지만, GetRecords를 직접 쓰는 코드는 직접 해야 합니다.",
  "hotKey.title": "{{key}}: 핫 키",
  "hotKey.why":
    "파티션 키의 MD5가 키 공간의 한 점을 정하므로, 그 키의 모든 레코드가 한 샤드의 {{limitText}} 한도를 함께 씁니다.",
  "hotKey.do":
    "키에 접미사({{key}}-0 … -9)를 붙여 흩고 읽을 때 합치거나, 양을 줄이거나, 레코드를 집계합니다. 샤드를 분할하면 이웃 키만 옮겨 갑니다.",
  "hotShard.title": "{{shard}}: 핫 샤드",
  "hotShard.why":
    "요청 {{askedRecordsPerS}}, {{askedBytesPerS}}. 샤드 한도는 {{limitText}}입니다. 스트림 합계는 멀쩡해 보이고, 샤드 수준 지표에서만 보입니다.",
  "hotShard.do":
    "범위가 아니라 부하를 나누는 NewStartingHashKey로 SplitShard를 호출합니다. 비용은 한가한 이웃 둘을 병합해 메웁니다.",
  "writeThrottled.title": "{{shard}}: 쓰기 한도 초과",
  "writeThrottled.why":
    "샤드는 초당 1,000 레코드와 1 MiB 중 먼저 닿는 쪽까지만 받습니다. 넘으면 PutRecord는 ProvisionedThroughputExceededException으로 실패하고, PutRecords는 그 레코드만 실패하며, CloudWatch는 WriteProvisionedThroughputExceeded로 셉니다. 지금 그런 샤드: {{shards}}개.",
  "writeThrottled.do":
    "지수 백오프와 지터로 재시도합니다. 계속되면 더 잘 퍼지는 키, 더 많은 샤드, 또는 집계(레코드 한도에는 도움, 바이트 한도에는 아님)를 씁니다.",
  "readThrottled.title": "{{shard}}: 읽는 쪽끼리 충돌",
  "readThrottled.why":
    "한 샤드의 모든 GetRecords 호출자는 초당 5회, 2 MiB를 함께 씁니다. 거부된 호출은 아무것도 돌려주지 않고 ReadProvisionedThroughputExceeded로 집계됩니다.",
  "readThrottled.do":
    "초당 한 번 이하로 폴링하거나, 폴링하는 애플리케이션을 줄이거나, 각각에 enhanced fan-out(샤드마다 전용 2 MiB/s)을 줍니다.",
  "readBlocked.title": "{{shard}}: 모든 GetRecords 거부",
  "readBlocked.why":
    "한 번의 호출은 10 MiB까지 돌려줄 수 있지만 샤드는 초당 2 MiB만 내보냅니다. 10 ÷ 2 = 5초 동안 GetRecords는 모두에게 ProvisionedThroughputExceededException을 냅니다.",
  "readBlocked.do":
    "한 번에 덜 요청하거나(Limit), 밀리지 않게 따라가거나, enhanced fan-out을 씁니다.",
  "recordsLost.title": "{{letter}} 소비자가 읽기 전에 만료됨",
  "recordsLost.why":
    "보존 기간이 끝나면 읽혔든 아니든 레코드는 스트림을 떠납니다. 그다음 받는 것은 남은 것 중 가장 오래된 레코드(TRIM_HORIZON)입니다.",
  "recordsLost.do":
    "GetRecords.IteratorAgeMilliseconds가 보존 기간의 절반일 때 경보를 걸고, 만료 전에 IncreaseStreamRetentionPeriod로 늘립니다. 만료된 것은 돌아오지 않습니다.",
  "iteratorExpired.title": "{{letter}}의 샤드 이터레이터 만료",
  "iteratorExpired.why":
    "GetRecords의 답마다 300초 유효한 새 NextShardIterator가 옵니다. 한 배치를 더 오래 처리하면 이미 죽은 것을 쥐게 됩니다.",
  "iteratorExpired.do":
    "마지막으로 처리한 레코드의 AFTER_SEQUENCE_NUMBER로 GetShardIterator를 다시 부르고, 배치를 줄입니다. KCL에서는 리스 테이블이 스로틀될 때도 같아 보입니다.",
  "consumerCrashed.title": "{{letter}} 소비자 중단",
  "consumerCrashed.why":
    "누가 읽든 스트림은 보존 기간 동안 레코드를 갖고 있습니다. 마지막 체크포인트 뒤에 처리한 것은 다시 읽게 됩니다.",
  "consumerCrashed.do":
    "다시 시작하면 체크포인트부터 이어집니다. 읽기는 at-least-once이므로 처리를 멱등하게 만듭니다.",
  "reReading.title": "{{letter}} 소비자가 다시 읽음",
  "reReading.why":
    "재시작하면 마지막 체크포인트부터 이어집니다. 그 뒤의 레코드는 처리되었지만 아무도 적어 두지 않았습니다. {{sinkText}}",
  "reReading.do": "멱등하게 처리하거나(id로 upsert), 쓰기 비용을 들여 체크포인트를 더 자주 합니다.",
  "producerCopies.title": "같은 레코드가 두 번, {{key}}",
  "producerCopies.why":
    "네트워크에서 사라진 응답은 생산자에게 실패로 보이고, 다시 넣은 것은 다시 저장됩니다. 바이트가 같은 두 이벤트도 똑같아 보입니다. Kinesis에는 중복 제거도 멱등 토큰도 없습니다. 지금까지 {{copiesSoFar}}.",
  "producerCopies.do":
    "데이터에 고유 id를 넣고 소비자나 목적지에서 두 번째 것을 버립니다. 사본끼리는 시퀀스 번호가 다르므로 그것으로는 가릴 수 없습니다.",
  "resharding.title": "{{operation}} 진행 중",
  "resharding.why":
    "스트림은 UPDATING입니다. 읽기와 쓰기는 계속되고 다른 리샤딩은 ResourceInUseException으로 거부됩니다. 레코드는 부모에 남으며 자식으로 복사되지 않습니다.",
  "resharding.do":
    "ACTIVE가 될 때까지 기다립니다(DescribeStreamSummary). 읽는 쪽은 부모를 끝낸 뒤 자식을 읽어야 합니다. 한 단계 30초는 바꿀 수 있는 가정입니다.",
  "waitingForParent.title": "{{letter}} 소비자가 {{parent}} 샤드를 기다림",
  "waitingForParent.why":
    "리샤딩을 거쳐도 키의 순서가 지켜지는 방법입니다. 대가로 자식의 새 레코드도 기다립니다. 지금 {{lagMs}}.",
  "waitingForParent.do":
    "잘못된 것은 없습니다. 줄이려면 부모를 더 빨리 비우거나(처리량, 큰 배치) 밀림이 없을 때 리샤딩합니다.",
  "fallingBehind.title": "{{letter}} 소비자가 밀림",
  "fallingBehind.why":
    "다음에 읽을 레코드의 나이를 CloudWatch는 GetRecords.IteratorAgeMilliseconds로, GetRecords는 MillisBehindLatest로 알려 줍니다. 레코드 {{unread}}개가 기다립니다.",
  "fallingBehind.do":
    "처리가 느립니다: 더 큰 배치, 더 빠른 코드, 더 많은 워커(샤드 수까지)가 필요합니다.",
  "fallingBehind.do.calls":
    "샤드는 모든 소비자를 합해 초당 GetRecords 호출 5개에 답합니다: 소비자를 줄이거나, 폴링 간격을 늘리거나, enhanced fan-out을 씁니다.",
  "fallingBehind.do.bytes":
    "샤드는 모든 소비자를 합해 초당 2 MiB를 줍니다: 샤드를 늘리거나, 소비자를 줄이거나, enhanced fan-out을 씁니다.",
  "fallingBehind.do.down":
    "실행되고 있지 않습니다. 다시 시작하면 마지막 체크포인트부터 이어 갑니다.",
  "fallingBehind.do.silent":
    "프로그램이 더 묻지 않습니다: 끝났는지, 무언가를 기다리는지, 만료된 반복자를 쥐고 있는지 살펴보세요.",
  "retentionNear.title": "{{letter}} 소비자: 보존 기간의 {{share}} 사용",
  "retentionNear.why":
    "AWS는 GetRecords.IteratorAgeMilliseconds가 보존 기간의 절반을 넘기 전에 경보를 걸라고 권합니다.",
  "retentionNear.do":
    "지금 IncreaseStreamRetentionPeriod를 호출합니다(최대 8,760시간). 아직 만료되지 않은 것만 지켜집니다. 그다음 읽기를 빠르게 합니다.",
  "backlogAbandoned.title": "{{name}} 생산자가 레코드를 포기함",
  "backlogAbandoned.why":
    "스로틀된 레코드는 생산자에서 기다립니다. 시도 횟수와 메모리는 유한하므로 과부하가 이어지면 Kinesis에 닿기도 전에 데이터를 잃습니다.",
  "backlogAbandoned.do":
    "샤드를 늘리거나 키를 흩습니다. 시도 횟수를 늘리는 것은 짧은 버스트에만 도움이 됩니다.",
  "noStream.title": "스트림 없음",
  "noStream.why":
    "CreateStream과 DeleteStream은 곧바로 답하고 나중에 끝납니다. StreamStatus는 DescribeStreamSummary가 알려 줍니다.",
  "noStream.do": "ACTIVE가 된 뒤 첫 PutRecord를 보냅니다.",
  "noProducers.title": "아무도 쓰지 않음",
  "noProducers.why":
    "프로비저닝 스트림은 쓰든 안 쓰든 샤드 시간으로 과금됩니다. 지금 레코드 {{records}}개를 갖고 있습니다.",
  "noProducers.do": "계속 한가한 샤드는 병합합니다.",
  "calm.title": "모두 정상",
  "calm.why":
    "샤드 하나는 초당 1,000 레코드와 1 MiB를 받고, 초당 2 MiB와 GetRecords 5회를 내줍니다. 지금은 어느 한도에도 가깝지 않습니다.",
  "calm.do":
    "무언가 바꿔 보세요. 샤드를 분할하거나, 소비자를 중단시키거나, 생산자를 버스트시킵니다.",
  "limit.records": "초당 1,000 레코드",
  "limit.bytes": "초당 1 MiB",
  "sink.none": "싱크는 그것을 두 번 적용합니다.",
  "sink.sequenceNumber": "싱크가 시퀀스 번호를 기억해 버립니다.",
  "sink.recordId": "싱크가 레코드 id를 기억해 버립니다.",
  lateSoFar_one: "늦은 레코드 {{count}}개",
  lateSoFar_other: "늦은 레코드 {{count}}개",
  copiesSoFar_one: "사본 {{count}}개",
  copiesSoFar_other: "사본 {{count}}개",
};

import { defineMessages } from "../../../i18n/define.ts";

/** A parameter's name, `<key>.help`, `<key>.<choice>`, `group.<group>`, `signal.<signal>`. */
export const getRecordsMessages = defineMessages(
  {
    "group.reading": "Reading",
    "group.processing": "Processing",

    "signal.crash": "Crash",
    "signal.crash.help":
      "Stops in the middle of its work: what is not checkpointed is read again after a restart.",
    "signal.restart": "Restart",
    "signal.restart.help": "Starts again at its checkpoints.",

    startPosition: "Start at",
    "startPosition.help":
      "Where it begins in a shard without a checkpoint: the oldest record kept, or what comes from now on. Children found later are always read from their oldest record.",
    "startPosition.TRIM_HORIZON": "TRIM_HORIZON",
    "startPosition.LATEST": "LATEST",
    order: "Shards",
    "order.help":
      "Lineage: a child waits until its parents are read to the end, which keeps the order of a key. Naive: every listed shard at once.",
    "order.lineage": "Parents first",
    "order.naive": "All at once",
    pollMs: "Poll interval",
    "pollMs.help": "From the end of one batch to the next GetRecords call on the same shard.",
    limit: "Limit",
    "limit.help": "Records a GetRecords call asks for at most.",
    listShardsMs: "ListShards every",
    "listShardsMs.help": "How often new shards are looked for.",

    ratePerS: "Processing rate",
    "ratePerS.help": "Records a second that one shard's worker processes; 0: at once.",
    sink: "Idempotent sink",
    "sink.help":
      "What the destination recognises as a duplicate. A sequence number shows a re-read; a producer's copy has a new one, so only the record's own id shows that.",
    "sink.none": "Off",
    "sink.sequence-number": "By sequence number",
    "sink.record-id": "By record id",
    checkpointMs: "Checkpoint every",
    "checkpointMs.help":
      "A shard's place is saved after the first batch that ends this long after the last save; 0: after every batch.",
    restartMs: "Restart after",
    "restartMs.help":
      "From a crash to the restart; 0: it stays down until it is restarted by hand.",
  },
  {
    "group.reading": "읽기",
    "group.processing": "처리",

    "signal.crash": "크래시",
    "signal.crash.help":
      "일하던 도중에 멈춥니다. 체크포인트하지 않은 것은 다시 시작한 뒤 또 읽습니다.",
    "signal.restart": "재시작",
    "signal.restart.help": "체크포인트에서 다시 시작합니다.",

    startPosition: "시작 위치",
    "startPosition.help":
      "체크포인트가 없는 샤드에서 시작하는 곳: 남아 있는 가장 오래된 레코드, 또는 지금부터 오는 것. 나중에 찾은 자식은 늘 가장 오래된 레코드부터 읽습니다.",
    "startPosition.TRIM_HORIZON": "TRIM_HORIZON",
    "startPosition.LATEST": "LATEST",
    order: "샤드 순서",
    "order.help":
      "부모 먼저: 부모를 끝까지 읽을 때까지 자식이 기다려 키의 순서가 지켜집니다. 한꺼번에: 목록에 있는 샤드를 모두 바로 읽습니다.",
    "order.lineage": "부모 먼저",
    "order.naive": "한꺼번에",
    pollMs: "폴링 간격",
    "pollMs.help": "한 묶음이 끝난 뒤 같은 샤드에 다음 GetRecords를 보내기까지의 시간입니다.",
    limit: "Limit",
    "limit.help": "GetRecords 호출 하나가 요청하는 레코드의 최대 수입니다.",
    listShardsMs: "ListShards 간격",
    "listShardsMs.help": "새 샤드를 찾아보는 간격입니다.",

    ratePerS: "처리 속도",
    "ratePerS.help": "샤드 하나의 워커가 1초에 처리하는 레코드 수. 0이면 즉시 처리합니다.",
    sink: "멱등 싱크",
    "sink.help":
      "목적지가 중복을 알아보는 기준. 시퀀스 번호로는 다시 읽은 것을 알 수 있습니다. 생산자의 사본은 번호가 새것이라 레코드 자신의 id로만 알 수 있습니다.",
    "sink.none": "끔",
    "sink.sequence-number": "시퀀스 번호로",
    "sink.record-id": "레코드 id로",
    checkpointMs: "체크포인트 간격",
    "checkpointMs.help":
      "마지막 저장 뒤 이만큼 지나 처음 끝나는 묶음에서 샤드의 위치를 저장합니다. 0이면 묶음마다 저장합니다.",
    restartMs: "재시작까지",
    "restartMs.help": "크래시에서 재시작까지의 시간. 0이면 손으로 재시작할 때까지 멈춰 있습니다.",
  },
);

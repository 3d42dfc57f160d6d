import { defineMessages } from "../../i18n/define.ts";

/** `fault.<id>` and `note.<id>` are said for what `src/exchange` refuses or assumes. */
export const exchangeMessages = defineMessages(
  {
    title: "Import and export",
    close: "Close",
    import: "Bring your own stream",
    importWhat:
      "Paste what aws kinesis list-shards, describe-stream or describe-stream-summary prints; several pages one after another. Nothing leaves this page.",
    topology: "Output of list-shards, describe-stream or describe-stream-summary",
    topologyHint: "JSON, pasted here or dropped as files",
    load: "Its load, if you have it: CloudWatch IncomingRecords and IncomingBytes by shard",
    loadHint: "JSON of get-metric-data or get-metric-statistics, or CSV",
    files: "Choose files",
    found: "{{name}}: open shards {{open}}, closed {{closed}}, retention {{hours}} h, {{mode}}.",
    foundLoad: "Producers for the load: {{producers}}.",
    open: "Open as a new run",
    opened: "Opened {{name}} as it was listed.",
    export: "Take it with you",
    exportWhat: "Stream {{name}} as it stands at {{at}}, and what was done to it.",
    noStream: "There is no stream to export at this moment.",
    noStage: "The stage is not shown.",
    format: "Format",
    "format.cli": "AWS CLI script",
    "format.cloudformation": "CloudFormation",
    "format.terraform": "Terraform",
    "format.cdk": "CDK (TypeScript)",
    "format.journalCsv": "Journal, CSV",
    "format.journalLines": "Journal, JSON Lines",
    "format.metrics": "Metrics, CloudWatch JSON",
    "format.svg": "Stage, SVG",
    "format.png": "Stage, PNG",
    noMinute:
      "CloudWatch tells whole minutes, and no minute of this run is over yet: the file will hold no values.",
    text: "The export",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "This browser did not allow copying. Select the text and copy it by hand.",
    save: "Save",
    stop: "Stop",
    working: "Working",
    stopped: "Stopped; nothing was saved.",
    failed: "The export failed: {{message}}",
    saved: "Saved {{name}}.",

    "expected.object": "an object",
    "expected.array": "a list",
    "expected.string": "a text",
    "expected.number": "a whole number",
    "expected.name": "a stream's name (1 to 128 of a-z A-Z 0-9 _ . -)",
    "expected.hours": "24 to 8760 hours",
    "expected.time": "a time",
    "expected.count": "a number, 0 or more (ask CloudWatch for the Sum)",
    "expected.pairs": "as many Values as Timestamps",

    "fault.empty": "There is nothing here yet.",
    "fault.syntax":
      "This is not JSON at line {{line}}, column {{column}}: '{{found}}'. Run the command with --output json and copy the whole output.",
    "fault.cutOff":
      "This JSON breaks off at line {{line}}, column {{column}}. Copy the whole output again.",
    "fault.deep": "This is nested more than {{max}} deep at line {{line}}, column {{column}}.",
    "fault.unknownDocument":
      "Document {{where}} is none of the outputs read here: it has neither Shards, StreamDescription, StreamDescriptionSummary, MetricDataResults nor Datapoints.",
    "fault.field": "{{where}} needs {{expected}}.",
    "fault.shardId": "{{where}}: '{{value}}' is not a shard id such as shardId-000000000000.",
    "fault.hashKey": "{{where}}: '{{value}}' is not a hash key (0 to 2^128 - 1).",
    "fault.range": "{{shard}} ends before it starts.",
    "fault.tooManyShards":
      "{{shard}}: shard numbers from {{max}} on are not taken, closed and expired ones counted. That is a limit of this page, not of Kinesis.",
    "fault.disagree":
      "{{shard}} is listed twice with different values. The pages were taken before and after a change: list them again.",
    "fault.streamsDiffer":
      "The pages are of different streams: {{field}} is {{values}}. Paste those of one stream.",
    "fault.summaryDiffers":
      "The summary tells of {{summary}} open shards, the listing has {{listed}}. Take both at the same time.",
    "fault.nextPage":
      "The last page is missing: every one of the {{pages}} given says that there is more (NextToken or HasMoreShards). Add the next page.",
    "fault.noShards": "There are no shards in this.",
    "fault.noOpen": "No shard is open here, so nothing could be written. Add the other pages.",
    "fault.gap":
      "No open shard holds the hash keys from {{from}} to {{to}}: a page is missing, or the listing was filtered.",
    "fault.overlap":
      "{{shard}} and {{other}} are both open and both hold hash key {{from}}: these are not of one moment.",
    "fault.parentYounger":
      "{{parent}} cannot be the parent of {{shard}}: a parent has a lower number.",
    "fault.parentOpen": "{{parent}} has the child {{shard}} but no EndingSequenceNumber.",
    "fault.childMissing":
      "{{shard}} is closed, but not all its children are listed: a page is missing, or the listing was filtered.",
    "fault.parentMissing":
      "{{parent}}, a parent of {{shard}}, is not listed, though it closed within the {{hours}} hours of retention. List again without a filter.",
    "fault.oneParentMissing":
      "Only one parent of {{shard}} is listed, {{parent}} is not; both closed at the same time.",
    "fault.lineage": "The ranges of {{shard}} and its child {{child}} do not fit together.",
    "fault.status": "The stream is {{status}}. Take the output when it is ACTIVE.",
    "fault.csvQuote": "A quote at line {{line}}, column {{column}} is not closed.",
    "fault.csvHeader":
      "'{{header}}' is not a header read here. Needed: a ShardId column with IncomingRecords or IncomingBytes, or times at the left and a shard's metric in each column.",
    "fault.csvCell": "Row {{row}}, {{column}}: '{{value}}' cannot be read.",
    "fault.noShardName":
      "'{{label}}' does not name its shard. Give each label its shard id, or put each output under it.",
    "fault.noMetric":
      "There are no values of IncomingRecords or IncomingBytes in this: no label or column names one of them.",
    "fault.statistic":
      "'{{label}}' is the {{statistic}}. Choose the statistic Sum in CloudWatch and download again.",
    "fault.foreignShard": "{{shard}} has metrics, but the stream has no such shard.",
    "fault.noLoad": "No open shard has any load in this.",

    "note.noName": "A listing does not name its stream; it is called {{name}}.",
    "note.noRetention": "No retention is given; {{hours}} hours, the default, are assumed.",
    "note.noMode": "No capacity mode is given; PROVISIONED is assumed.",
    "note.equalRanges":
      "A summary lists no shards; equal ranges, numbered from 0, are assumed: {{count}}.",
    "note.duplicatePages": "Shards given twice, alike: {{count}}.",
    "note.expiredParents": "Shards whose parents have expired and are left out: {{count}}.",
    "note.period": "One point alone has no period: {{seconds}} s are assumed.",
    "note.meanRate":
      "Each shard is given its mean rate over the time of the metrics, without bursts.",
    "note.keysPerShard":
      "The keys are made up: {{count}} in each loaded shard. Real streams have other keys.",
    "note.onlyBytes": "Where IncomingRecords is not given, records of {{bytes}} bytes are assumed.",
    "note.onlyRecords": "Where IncomingBytes is not given, {{bytes}} bytes of data are assumed.",
    "note.noKeyFound": "{{shard}} is so narrow that no made-up key falls into it: no load there.",
    "note.shared":
      "Shards that share one producer with keys over the whole key space, each with its share of their mean: {{count}}.",
    "note.closedShard":
      "Closed shards that have metrics, though nothing can be written to them: {{count}}.",
    "note.aboveLimit":
      "Shards with more than {{most}} records/s in the metrics, which will be throttled: {{count}}.",
  },
  {
    title: "가져오기와 내보내기",
    close: "닫기",
    import: "내 스트림 가져오기",
    importWhat:
      "aws kinesis list-shards, describe-stream, describe-stream-summary의 출력을 붙여 넣으세요. 여러 페이지는 이어서 넣으면 됩니다. 아무것도 이 페이지를 떠나지 않습니다.",
    topology: "list-shards, describe-stream 또는 describe-stream-summary의 출력",
    topologyHint: "JSON을 여기에 붙여 넣거나 파일로 놓으세요",
    load: "있다면 부하: 샤드별 CloudWatch IncomingRecords와 IncomingBytes",
    loadHint: "get-metric-data 또는 get-metric-statistics의 JSON, 또는 CSV",
    files: "파일 선택",
    found: "{{name}}: 열린 샤드 {{open}}개, 닫힌 샤드 {{closed}}개, 보존 {{hours}}시간, {{mode}}.",
    foundLoad: "부하: 생산자 {{producers}}개.",
    open: "새 실행으로 열기",
    opened: "{{name}}을(를) 나열된 그대로 열었습니다.",
    export: "가지고 나가기",
    exportWhat: "{{at}} 시점의 스트림 {{name}}과 거기에 한 일.",
    noStream: "지금은 내보낼 스트림이 없습니다.",
    noStage: "스테이지가 보이지 않습니다.",
    format: "형식",
    "format.cli": "AWS CLI 스크립트",
    "format.cloudformation": "CloudFormation",
    "format.terraform": "Terraform",
    "format.cdk": "CDK (TypeScript)",
    "format.journalCsv": "저널, CSV",
    "format.journalLines": "저널, JSON Lines",
    "format.metrics": "지표, CloudWatch JSON",
    "format.svg": "스테이지, SVG",
    "format.png": "스테이지, PNG",
    noMinute:
      "CloudWatch는 1분 단위로 알려 주는데 이 실행은 아직 1분이 지나지 않았습니다. 파일에 값이 없습니다.",
    text: "내보낼 내용",
    copy: "복사",
    copied: "복사됨",
    copyFailed: "브라우저가 복사를 허용하지 않았습니다. 내용을 선택해 직접 복사하세요.",
    save: "저장",
    stop: "중지",
    working: "작업 중",
    stopped: "중지했습니다. 저장한 것이 없습니다.",
    failed: "내보내지 못했습니다: {{message}}",
    saved: "{{name}}을(를) 저장했습니다.",

    "expected.object": "객체",
    "expected.array": "목록",
    "expected.string": "글",
    "expected.number": "정수",
    "expected.name": "스트림 이름(a-z A-Z 0-9 _ . - 중 1~128자)",
    "expected.hours": "24~8760시간",
    "expected.time": "시각",
    "expected.count": "0 이상의 수(CloudWatch에 Sum을 요청하세요)",
    "expected.pairs": "Timestamps와 같은 수의 Values",

    "fault.empty": "아직 아무것도 없습니다.",
    "fault.syntax":
      "{{line}}번째 줄 {{column}}번째 글자에서 JSON이 아닙니다: '{{found}}'. 명령을 --output json으로 실행하고 출력 전체를 복사하세요.",
    "fault.cutOff":
      "JSON이 {{line}}번째 줄 {{column}}번째 글자에서 끊깁니다. 출력 전체를 다시 복사하세요.",
    "fault.deep": "{{line}}번째 줄 {{column}}번째 글자에서 {{max}}단계보다 깊습니다.",
    "fault.unknownDocument":
      "문서 {{where}}은(는) 여기서 읽는 출력이 아닙니다. Shards, StreamDescription, StreamDescriptionSummary, MetricDataResults, Datapoints 중 어느 것도 없습니다.",
    "fault.field": "{{where}}에 필요한 것: {{expected}}.",
    "fault.shardId": "{{where}}: '{{value}}'은(는) shardId-000000000000 같은 샤드 id가 아닙니다.",
    "fault.hashKey": "{{where}}: '{{value}}'은(는) hash key(0~2^128 - 1)가 아닙니다.",
    "fault.range": "{{shard}}의 끝이 시작보다 앞에 있습니다.",
    "fault.tooManyShards":
      "{{shard}}: 닫히고 만료된 것까지 세어 {{max}}번부터는 받지 않습니다. Kinesis가 아니라 이 페이지의 한도입니다.",
    "fault.disagree":
      "{{shard}}이(가) 다른 값으로 두 번 있습니다. 변경 전후의 페이지입니다. 다시 나열하세요.",
    "fault.streamsDiffer":
      "서로 다른 스트림의 페이지입니다. {{field}}: {{values}}. 한 스트림의 것만 넣으세요.",
    "fault.summaryDiffers":
      "요약에는 열린 샤드가 {{summary}}개, 목록에는 {{listed}}개입니다. 같은 때에 얻으세요.",
    "fault.nextPage":
      "마지막 페이지가 없습니다. 주어진 {{pages}}페이지 모두 뒤가 더 있다고 합니다(NextToken 또는 HasMoreShards). 다음 페이지를 더하세요.",
    "fault.noShards": "샤드가 하나도 없습니다.",
    "fault.noOpen": "열린 샤드가 없어 아무것도 쓸 수 없습니다. 다른 페이지를 더하세요.",
    "fault.gap":
      "{{from}}부터 {{to}}까지의 hash key를 가진 열린 샤드가 없습니다. 페이지가 빠졌거나 필터한 목록입니다.",
    "fault.overlap":
      "{{shard}}과(와) {{other}}이(가) 모두 열려 있고 모두 hash key {{from}}을(를) 가집니다. 한 시점의 것이 아닙니다.",
    "fault.parentYounger":
      "{{parent}}은(는) {{shard}}의 부모일 수 없습니다. 부모의 번호가 더 작습니다.",
    "fault.parentOpen":
      "{{parent}}에는 자식 {{shard}}이(가) 있지만 EndingSequenceNumber가 없습니다.",
    "fault.childMissing":
      "{{shard}}은(는) 닫혔지만 자식이 모두 나열되지 않았습니다. 페이지가 빠졌거나 필터한 목록입니다.",
    "fault.parentMissing":
      "{{shard}}의 부모 {{parent}}이(가) 보존 {{hours}}시간 안에 닫혔는데 목록에 없습니다. 필터 없이 다시 나열하세요.",
    "fault.oneParentMissing":
      "{{shard}}의 부모 가운데 하나만 있고 {{parent}}이(가) 없습니다. 둘은 같은 때에 닫혔습니다.",
    "fault.lineage": "{{shard}}과(와) 자식 {{child}}의 범위가 서로 맞지 않습니다.",
    "fault.status": "스트림이 {{status}} 상태입니다. ACTIVE일 때 얻으세요.",
    "fault.csvQuote": "{{line}}번째 줄 {{column}}번째 글자의 따옴표가 닫히지 않았습니다.",
    "fault.csvHeader":
      "'{{header}}'은(는) 여기서 읽는 머리글이 아닙니다. ShardId 열과 IncomingRecords 또는 IncomingBytes 열, 또는 왼쪽에 시각을 두고 열마다 샤드의 지표가 필요합니다.",
    "fault.csvCell": "{{row}}번째 행, {{column}}: '{{value}}'을(를) 읽을 수 없습니다.",
    "fault.noShardName":
      "'{{label}}'에 샤드가 없습니다. 레이블마다 샤드 id를 넣거나 출력을 그 id 아래에 두세요.",
    "fault.noMetric":
      "IncomingRecords나 IncomingBytes의 값이 없습니다. 이 지표를 가리키는 레이블이나 열이 없습니다.",
    "fault.statistic":
      "'{{label}}'의 통계는 {{statistic}}입니다. CloudWatch에서 통계를 Sum으로 바꾸고 다시 내려받으세요.",
    "fault.foreignShard": "{{shard}}의 지표가 있지만 스트림에 그런 샤드가 없습니다.",
    "fault.noLoad": "부하가 있는 열린 샤드가 없습니다.",

    "note.noName": "목록에는 스트림 이름이 없어 {{name}}(으)로 부릅니다.",
    "note.noRetention": "보존 기간이 없어 기본값 {{hours}}시간으로 가정합니다.",
    "note.noMode": "용량 모드가 없어 PROVISIONED로 가정합니다.",
    "note.equalRanges":
      "요약에는 샤드가 없습니다. 범위가 같은 {{count}}개를 0번부터 있다고 가정합니다.",
    "note.duplicatePages": "샤드 {{count}}개가 같은 값으로 두 번 주어졌습니다.",
    "note.expiredParents": "샤드 {{count}}개의 부모는 만료되어 빠집니다.",
    "note.period": "점이 하나뿐이면 기간을 알 수 없어 {{seconds}}초로 가정합니다.",
    "note.meanRate": "샤드마다 지표 기간의 평균 속도를 주며, 버스트는 없습니다.",
    "note.keysPerShard":
      "키는 지어낸 것으로, 부하가 있는 샤드마다 {{count}}개입니다. 실제 스트림의 키는 다릅니다.",
    "note.onlyBytes": "IncomingRecords가 없는 곳은 {{bytes}}바이트 레코드로 가정합니다.",
    "note.onlyRecords": "IncomingBytes가 없는 곳은 데이터 {{bytes}}바이트로 가정합니다.",
    "note.noKeyFound": "{{shard}}은(는) 너무 좁아 지어낸 키가 들어가지 않습니다. 부하가 없습니다.",
    "note.shared":
      "샤드 {{count}}개는 키 공간 전체에 키를 둔 생산자 하나를 나누며, 각자 평균에서 제 몫을 받습니다.",
    "note.closedShard": "닫힌 샤드 {{count}}개의 지표가 있습니다. 거기에는 쓸 수 없습니다.",
    "note.aboveLimit": "샤드 {{count}}개의 지표가 초당 {{most}}레코드를 넘습니다. 스로틀링됩니다.",
  },
);

export const codeEn = {
  what: "Your own JavaScript with the real AWS SDK, against the stream you see. It runs in a sandbox, in simulated time, and only when you press Run.",
  choose: "Program",
  ofRun: "Of this run",
  ready: "Ready pieces, each with a bug to find",
  own: "A program of my own",
  ownName: "my program",
  ofRunNote: "This run was made with this program. It has not run here: read it first.",
  open: "Open “{{scenario}}” at {{at}}",
  corrected: "Corrected form",
  answer: "What is the bug?",
  loading: "Loading the editor",
  editor: "Program, JavaScript",
  hint: "In scope: client, every command of @aws-sdk/client-kinesis, sleep(ms), console. Ctrl+Enter runs. Tab indents; Esc, then Tab leaves the editor.",
  run: "Run",
  stop: "Stop",
  reset: "Reset the text",
  tooLong: "{{n}} characters: it runs, but only up to {{most}} are kept with the run and its link.",
  locked: "This link has locked edits, and what a program calls is an edit.",
  attached:
    "This page shows the run of {{endpoint}}, and programs written here run only in the page's own runs. Point your own client to the endpoint: what it does is shown here. Or take a copy of the run (Link), and run a program in that.",
  output: "Output",
  outputOf: "Output of {{name}}",
  lines: "Lines printed",
  earlier: "{{n}} more lines are not shown.",
  starting: "Starting",
  running: "Running",
  "end.done": "Ended at {{at}}.",
  "end.failed": "Failed at {{at}}. {{text}}",
  "end.failedAt": "Failed at {{at}}, line {{line}}. {{text}}",
  "end.refused": "Not started. {{text}}",
  "end.stopped": "Stopped.",
  "end.rewound": "Stopped: the run went back in time, and a program cannot.",
  "end.replaced": "Stopped: another run was opened.",
  "end.silent": "Stopped: it computed for two seconds without a word, and time stood still for it.",
  "end.calls":
    "Stopped: more than 10,000 calls and timers in a simulated second, or 64 Mi characters in all.",
  "end.messages": "Stopped: it told the page more than 20,000 things.",
  "end.died": "Stopped: the engine was started again.",
  "end.broken": "The sandbox could not be loaded. Reload the page.",
  counted: "What the engine counted",
  inspect: "Inspect {{name}} ({{letter}})",
  "put-one.title": "Put one record",
  "put-one.question": "Twelve devices and four shards: why does one shard get every record?",
  "put-one.see": "All twelve dots land on one row: the printed lines name one shard of four.",
  "put-one.fix":
    "The partition key is the same for all, and its MD5 alone picks the shard. With the device as the key the records spread over all four, and each device keeps its order.",
  "put-records.title": "PutRecords, and what part of it was refused",
  "put-records.question": "Every refused record is sent again: why are others stored twice?",
  "put-records.see":
    "Stored twice climbs with each attempt, and the hot shard gets more to refuse than before.",
  "put-records.fix":
    "PutRecords is no transaction: FailedRecordCount > 0 comes with HTTP 200, and each seat of the answer tells of its own record. Send again only the seats that have an ErrorCode; then nothing is stored twice.",
  "naive-reader.title": "A reader of all shards",
  "naive-reader.question": "The stream was split at 20 s: does this reader keep a key's order?",
  "naive-reader.see":
    "Hundreds of late records: it reads the children while older records of the same keys are still unread in the parent. Click a crossing in the key lanes.",
  "naive-reader.fix":
    "Read a shard only when the reader of its parent has no next iterator. Late then stays 0, for the price of more lag at first.",
  "parents-first.title": "A reader that drains parents first",
  "parents-first.question":
    "Two shards were merged at 12 s. This reader waits for the parent: why are records late all the same?",
  "parents-first.see":
    "Some tens of late records, all in the merged shard: it is read as soon as one of its two parents is finished.",
  "parents-first.fix":
    "A merged shard has two parents, ParentShardId and AdjacentParentShardId. Wait for both and Late stays 0.",
  "replay.title": "Replay AT_TIMESTAMP",
  "replay.question":
    "Fifteen seconds are asked for, and the first record is ten seconds old: where are the others?",
  "replay.see":
    "About 120 records where about 180 were written: what came before the split is missing.",
  "replay.fix":
    "Closed shards are left out, but they keep their records until retention. Take every shard that ListShards names, parents first.",
  "split-hottest.title": "Split the hottest shard",
  "split-hottest.question":
    "It finds the right shard and the middle of its range: why does AWS refuse the split?",
  "split-hottest.see":
    "A ValidationException: the hash key it sends reads 8.507059173023462e+37, and no shard is split.",
  "split-hottest.fix":
    "A hash key has up to 39 digits and a Number is exact to 16. With BigInt the split is accepted; when it is done, the hot band has become two that stay below the mark.",
  "fan-out.title": "A fan-out subscriber",
  "fan-out.question": "The consumer is registered: why is its subscription refused?",
  "fan-out.see":
    "A ResourceInUseException: RegisterStreamConsumer answers at once, but the consumer is still CREATING.",
  "fan-out.fix":
    "Ask DescribeStreamConsumer until the status is ACTIVE. Then records are pushed to it, outside the read budget that the pollers share.",
} as const;

/** The narrator's English. `**` marks what is set in bold; a line is one or two sentences. */
export const words = {
  showMe: "Show me",
  show: "Show {{what}}",
  shardNamed: "shard {{shard}}",
  loading: "Waiting for the first picture of the stream.",

  "orderBroken.line.child-before-parent":
    "**{{letter}}** took {{key}}’s **{{ordinal}}** after **{{higherOrdinal}}**: it read shard {{higherShard}} before its parent {{shard}} was done.",
  "orderBroken.line.different-shards":
    "**{{letter}}** took {{key}}’s **{{ordinal}}** after **{{higherOrdinal}}**: an ExplicitHashKey put them in shards {{shard}} and {{higherShard}}.",
  "orderBroken.line.position-moved":
    "**{{letter}}** took {{key}}’s **{{ordinal}}** after **{{higherOrdinal}}**: its read position had been moved past it.",
  "hotKey.line":
    "One key, **{{key}}**, is {{share}} of shard **{{shard}}**. No split divides a key: it stays one thin line.",
  "hotShard.line":
    "Shard **{{shard}}** gets {{share}} of the records on {{range}} of the key space; no single key is to blame: a split would help.",
  "writeThrottled.line.records":
    "Shard **{{shard}}** is asked for {{askedRecordsPerS}} and takes 1,000/s: **{{throttledPerS}} are refused**.",
  "writeThrottled.line.bytes":
    "Shard **{{shard}}** is asked for {{askedBytesPerS}} and takes 1 MiB/s: **{{throttledPerS}} of its records are refused**.",
  "readThrottled.line.calls":
    "Shard **{{shard}}** has {{readers}} readers for its 5 GetRecords calls a second: **{{refusedPerS}} more calls a second are refused**.",
  "readThrottled.line.bytes":
    "Shard **{{shard}}** has {{readers}} readers for its 2 MiB a second: **{{refusedPerS}} calls a second are refused**.",
  "readBlocked.line":
    "**{{letter}}** took {{bytes}} from shard **{{shard}}** in one call: the shard answers nobody for **{{untilLeft}}**.",
  "recordsLost.line":
    "**{{records}} records** of shard {{shard}} expired after {{retentionHours}} h before **{{letter}}** had read them.",
  "iteratorExpired.line":
    "**{{letter}}** used an iterator of shard {{shard}} that was {{ageMs}} old. They live 5 min: ExpiredIteratorException.",
  "consumerCrashed.line":
    "**{{letter}}** ({{name}}) has crashed. {{unread}} records wait for it, the oldest for {{lagMs}}.",
  "reReading.line":
    "**{{letter}}** takes **{{records}} records** of shard {{shard}} again: its last checkpoint was before them.",
  "reReading.line.due":
    "**{{letter}}** restarted and reads on from its last checkpoint: **{{due}} records** it has already handled come again.",
  "producerCopies.line":
    "**{{name}}** never heard that {{copyOf}} was stored and put it again: **{{ordinal}}** is a copy, with its own number.",
  "producerCopies.line.program":
    "**{{name}}** put the key and data of {{copyOf}} again: **{{ordinal}}** counts as its copy.",
  "resharding.line.SplitShard":
    "Shard **{{shard}}** is being split. It takes writes for **{{stepEndsLeft}}** more, then two children open.",
  "resharding.line.MergeShards":
    "Shards **{{shard}}** and **{{adjacentShard}}** are being merged. They take writes for **{{stepEndsLeft}}** more.",
  "resharding.line.UpdateShardCount":
    "UpdateShardCount to {{targetShards}}, one split or merge at a time: **{{stepsLeft}} to follow**, {{openShards}} shards open now.",
  "resharding.line.last":
    "UpdateShardCount to {{targetShards}}: the last split or merge, done in **{{stepEndsLeft}}**. {{openShards}} shards open now.",
  "waitingForParent.line":
    "**{{letter}}** does not read shard {{shard}} yet: **{{unread}} records** of its parent {{parent}} come first.",
  "fallingBehind.line.processing":
    "**{{letter}}** handles {{deliveredPerS}} while {{writtenPerS}} arrive: it is **{{lagMs}} behind** in shard {{shard}}, and losing.",
  "fallingBehind.line.slow":
    "**{{letter}}** is **{{lagMs}} behind** in shard {{shard}} and losing: it handles less than arrives.",
  "fallingBehind.line.silent":
    "**{{letter}}** has taken nothing for **{{silentMs}}**: {{unread}} records wait for it.",
  "fallingBehind.line.calls":
    "**{{letter}}** is **{{lagMs}} behind** in shard {{shard}}: it gets too few of its 5 GetRecords calls a second.",
  "fallingBehind.line.bytes":
    "**{{letter}}** is **{{lagMs}} behind** in shard {{shard}}: the shard’s 2 MiB a second are used up.",
  "fallingBehind.line.down":
    "**{{letter}}** does not read: it is **{{lagMs}} behind** in shard {{shard}}, and more arrives.",
  "retentionNear.line":
    "**{{letter}}** is {{lagMs}} behind in shard {{shard}}; records expire after {{retentionHours}} h: **{{share}} of that is gone**.",
  "retentionNear.line.full":
    "**{{letter}}** is {{lagMs}} behind in shard {{shard}}: after {{retentionHours}} h records **expire before it reads them**.",
  "backlogAbandoned.line":
    "**{{name}}** gave up **{{records}} records** after too many attempts. They never reached the stream.",
  "noStream.line.none": "There is no stream yet. CreateStream makes one: open Shards to do it.",
  "noStream.line.planned":
    "There is no stream yet: this run makes one in **{{plannedLeft}}**. Press play.",
  "noStream.line.CREATING":
    "The stream is **CREATING**. Until it is ACTIVE, puts fail with ResourceNotFoundException.",
  "noStream.line.DELETING":
    "The stream is **DELETING**. Its shards and all their records go with it.",
  "noProducers.line.unread":
    "Nobody writes. **{{letter}}** has **{{unread}} records** still to read.",
  "noProducers.line":
    "Nobody writes. Open shards: **{{openShards}}**. Add a producer, or put a record by hand.",
  "calm.line.empty":
    "Open shards: **{{openShards}}**, each a band of the key space. Nothing has been put yet.",
  "calm.line.first":
    "**{{ordinal}}** has a key, **{{key}}**. The key’s MD5 is its height here, and so picks shard **{{shard}}**.",
  "calm.line.filling": "The same key always lands on the same row. Records move right as they age.",
  "calm.line.reading":
    "A consumer has read up to its letter: the dots it has passed turn hollow, the filled ones are unread.",
  "calm.line.steady":
    "Records come in at **{{recordsPerS}}**; the slowest reader is {{lagMs}} behind. Filled dots are unread, hollow ones read.",
  "calm.line.unread":
    "Records come in at **{{recordsPerS}}** and nobody reads them. Open shards: {{openShards}}.",
  perMinute: "{{n}}/min",
} as const;

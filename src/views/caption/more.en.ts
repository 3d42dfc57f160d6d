/** What is happening, in full: titles, reasons, what one does about it. Asked for later than the lines. */
export const more = {
  happening: "What is happening",
  what: "What one does about it",
  see: "What to see (try first)",
  source: "{{source}}, read {{asOf}}",
  more_one: "{{count}} more thing going on",
  more_other: "{{count}} more things going on",
  "orderBroken.title": "Order broken, {{key}}",
  "orderBroken.why":
    "Kinesis keeps order inside one shard only. After a reshard a key's older records stay in the parent; a reader that lists all shards and reads them at once can take the child's first. {{lateSoFar}} so far.",
  "orderBroken.do":
    "Read a parent until NextShardIterator is null, then start its ChildShards at TRIM_HORIZON. The KCL does this by itself; plain GetRecords code must do it.",
  "hotKey.title": "{{key}} is a hot key",
  "hotKey.why":
    "The MD5 of the partition key picks one point of the key space, so all its records share one shard's {{limitText}}.",
  "hotKey.do":
    "Spread the key (add a suffix such as {{key}}-0 … -9 and put the parts together when reading), send less of it, or aggregate records. Splitting the shard only moves its neighbours away.",
  "hotShard.title": "{{shard}} is a hot shard",
  "hotShard.why":
    "{{askedRecordsPerS}} records and {{askedBytesPerS}} asked of it, against {{limitText}} a shard. The stream's total looks fine; only shard-level metrics show this.",
  "hotShard.do":
    "SplitShard with a NewStartingHashKey that divides its load, not just its range. Merge two cold neighbours to pay for it.",
  "writeThrottled.title": "{{shard}} is over its write limit",
  "writeThrottled.why":
    "A shard takes 1,000 records and 1 MiB a second, whichever is reached first. Beyond it PutRecord fails with ProvisionedThroughputExceededException; in PutRecords only those records fail, and CloudWatch counts them as WriteProvisionedThroughputExceeded. Shards doing so now: {{shards}}.",
  "writeThrottled.do":
    "Retry with exponential back-off and jitter. If it lasts: keys that spread better, more shards, or aggregation (which helps the record limit, not the byte limit).",
  "readThrottled.title": "Readers get in each other's way at {{shard}}",
  "readThrottled.why":
    "All GetRecords callers of a shard share 5 calls and 2 MiB a second. A refused call returns nothing and counts as ReadProvisionedThroughputExceeded.",
  "readThrottled.do":
    "Poll once a second or less, have fewer applications poll, or give each one enhanced fan-out: 2 MiB a second of its own from every shard.",
  "readBlocked.title": "{{shard}} refuses every GetRecords",
  "readBlocked.why":
    "A call may return up to 10 MiB, but the shard reads out only 2 MiB a second: 10 ÷ 2 = 5 s in which GetRecords throws ProvisionedThroughputExceededException, for every reader.",
  "readBlocked.do":
    "Ask for less at a time (Limit), keep up so that there is less to take, or use enhanced fan-out.",
  "recordsLost.title": "Records expired before {{letter}} read them",
  "recordsLost.why":
    "Records leave a stream when its retention period is over, read or not. The reader's next record is then the oldest one left (TRIM_HORIZON).",
  "recordsLost.do":
    "Alarm on GetRecords.IteratorAgeMilliseconds at half of retention; raise it with IncreaseStreamRetentionPeriod before data expires. What has expired does not come back.",
  "iteratorExpired.title": "{{letter}}'s shard iterator expired",
  "iteratorExpired.why":
    "Each GetRecords answer brings a fresh NextShardIterator, valid for 300 s. A reader that takes longer over a batch holds a dead one.",
  "iteratorExpired.do":
    "Ask GetShardIterator for AFTER_SEQUENCE_NUMBER of the last record processed; take smaller batches. In the KCL a lease table that throttles looks the same.",
  "consumerCrashed.title": "{{letter}} is down",
  "consumerCrashed.why":
    "The stream holds records until retention ends, whoever reads. What was processed since the last checkpoint will be read again.",
  "consumerCrashed.do":
    "Restart it: it goes on from its checkpoint. Make processing idempotent, because reading is at-least-once.",
  "reReading.title": "{{letter}} reads records again",
  "reReading.why":
    "A restart goes on from the last checkpoint. Records after it were processed, but nobody wrote that down. {{sinkText}}",
  "reReading.do":
    "Process idempotently (upsert by an id), or checkpoint more often at the price of more writes.",
  "producerCopies.title": "The same record twice, {{key}}",
  "producerCopies.why":
    "A response lost on the network looks like a failure to the producer, and what is put again is stored again; two events with equal bytes look just the same. Kinesis has no de-duplication and no idempotency token. {{copiesSoFar}} so far.",
  "producerCopies.do":
    "Put a unique id into the data and drop the second one in the consumer or the destination. The sequence number cannot help: the copies differ in it.",
  "resharding.title": "{{operation}} under way",
  "resharding.why":
    "The stream is UPDATING: reads and writes go on, another reshard is refused with ResourceInUseException. Records stay in the parent; nothing is copied to the children.",
  "resharding.do":
    "Wait for ACTIVE (DescribeStreamSummary). Readers must finish the parent before its children. That a step takes 30 s is an assumption you can change.",
  "waitingForParent.title": "{{letter}} waits for {{parent}}",
  "waitingForParent.why":
    "This is how a key's order survives a reshard. The price: new records in the child wait as well, {{lagMs}} by now.",
  "waitingForParent.do":
    "Nothing is wrong. To shorten it, drain the parent faster (more processing, larger batches) or reshard while there is no lag.",
  "fallingBehind.title": "{{letter}} falls behind",
  "fallingBehind.why":
    "The age of the next record to read is what CloudWatch shows as GetRecords.IteratorAgeMilliseconds and GetRecords answers as MillisBehindLatest. {{unread}} records wait.",
  "fallingBehind.do":
    "Its processing is too slow: bigger batches, faster code, more workers (never more than shards).",
  "fallingBehind.do.calls":
    "A shard answers 5 GetRecords calls a second, for all readers together: fewer readers, longer poll intervals, or enhanced fan-out.",
  "fallingBehind.do.bytes":
    "A shard gives 2 MiB a second, for all readers together: more shards, fewer readers, or enhanced fan-out.",
  "fallingBehind.do.down": "It does not run. Start it again: it goes on from its last checkpoint.",
  "fallingBehind.do.silent":
    "Its program has stopped asking: see whether it has ended, waits for something or holds an iterator that expired.",
  "retentionNear.title": "{{letter}} has used {{share}} of retention",
  "retentionNear.why":
    "AWS advises an alarm on GetRecords.IteratorAgeMilliseconds before it passes half of retention.",
  "retentionNear.do":
    "IncreaseStreamRetentionPeriod now (up to 8,760 h); it saves only what has not expired. Then make the reader faster.",
  "backlogAbandoned.title": "{{name}} gave up records",
  "backlogAbandoned.why":
    "Throttled records wait at the producer. Attempts and memory are finite, so a lasting overload loses data before Kinesis ever has it.",
  "backlogAbandoned.do":
    "Give the stream more shards or spread the keys; more attempts only help against short bursts.",
  "noStream.title": "No stream",
  "noStream.why":
    "CreateStream and DeleteStream answer at once and finish later; DescribeStreamSummary tells the StreamStatus.",
  "noStream.do": "Wait for ACTIVE before the first PutRecord.",
  "noProducers.title": "Nobody writes",
  "noProducers.why":
    "A provisioned stream is paid by the shard-hour, used or not. It holds {{records}} records now.",
  "noProducers.do": "Merge shards that stay cold.",
  "calm.title": "All is well",
  "calm.why":
    "A shard takes 1,000 records and 1 MiB a second in, and gives 2 MiB and 5 GetRecords calls a second out. Nothing is near those limits.",
  "calm.do": "Change something: split a shard, crash a consumer, or let a producer burst.",
  "limit.records": "1,000 records a second",
  "limit.bytes": "1 MiB a second",
  "sink.none": "Its sink applies them twice.",
  "sink.sequenceNumber": "Its sink knows their sequence numbers and drops them.",
  "sink.recordId": "Its sink knows their record ids and drops them.",
  lateSoFar_one: "{{count}} late record",
  lateSoFar_other: "{{count}} late records",
  copiesSoFar_one: "{{count}} copy",
  copiesSoFar_other: "{{count}} copies",
} as const;

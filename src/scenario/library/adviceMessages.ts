import { defineMessages } from "../../i18n/define.ts";

/** What to try in a scenario, and what is to be seen; asked for on a panel. */
export const adviceMessages = defineMessages(
  {
    "hot-shard.try":
      "Drag the cut on the crowded band and drop it where both parts stay below the mark.",
    "hot-shard.see":
      "Nine of twelve keys hash to the upper shard: 1,350 records a second and their retries, against its limit of 1,000. After the split both children stay below the mark and nothing bounces.",
    "hot-key.try": "Watch the split at 12 s, then cut once more, right beside the busy row.",
    "hot-key.see":
      "The key stays one thin row in one shard after every split, and its records bounce as before: a shard takes 1,000 records a second, however narrow its range.",
    "split-while-lagging.try":
      "Let it run past 30 s, then put each reader in focus and compare their key lanes.",
    "split-while-lagging.see":
      "N reads the children at once and takes new records before the old ones still in the parent: crossings. K reads the parent to its end first: later, and in order.",
    "merge-cold.try": "Watch the merge at 12 s, then drag two other neighbouring borders together.",
    "merge-cold.see":
      "One child takes over both ranges and names both parents. The parents are closed, not gone: their records stay readable until retention.",
    "five-pollers.try": "Remove readers one by one, or give each a poll of 1 s.",
    "five-pollers.see":
      "The five share 5 GetRecords calls and 2 MiB a second. More and more polls are refused, and the lag of all five grows, though the shard takes every write.",
    "ten-megabyte-read.try": "Lower the limit of reader A to 50 records a call and run it again.",
    "ten-megabyte-read.see":
      "A starts late, at 16 s, and takes 10 MiB at once. At 2 MiB a second that is five seconds of the shard's budget: until then every call is refused, V's too.",
    "producer-duplicates.try":
      "Follow a key and click a copy; then set the lost responses to 0 % and the lost requests to 10 %.",
    "producer-duplicates.see":
      "The record was stored before its answer was lost, so the retry stores it again under a new sequence number. L applies both; I knows the record's own id and applies one.",
    "crash-before-checkpoint.try":
      "Crash a reader yourself, right after a checkpoint and right before one.",
    "crash-before-checkpoint.see":
      "After the restart both read again from the last checkpoint on, nine seconds of records. L applies those records twice; S remembers sequence numbers and skips them.",
    "retention.try": "Go back to 25 h and raise the retention period to 48 hours.",
    "retention.see":
      "Records leave by the right edge after 24 hours whether they were read or not. At about 26 h the edge reaches S: what leaves now it never gets, and no call reports an error.",
    "update-shard-count.try": "Ask for 3 instead of 4 and count the short-lived shards.",
    "update-shard-count.see":
      "Two splits, one after the other. At the end four equal shards are open, nothing bounces any more, and two closed shards still hold their records: six in all.",
    "thousand-doubled.try":
      "Run at 1000×, then look at a band that is split and at one that is not yet.",
    "thousand-doubled.see":
      "One split at a time, 30 s each here (an assumption): over eight hours of UPDATING, in which every shard goes on taking records.",
  },
  {
    "hot-shard.try": "붐비는 띠의 절단선을 끌어, 두 부분이 모두 한도 아래에 있는 곳에 놓으세요.",
    "hot-shard.see":
      "열두 키 중 아홉이 위쪽 샤드로 해시됩니다. 초당 1,350 레코드에 재시도가 더해지는데 한도는 1,000입니다. 분할 뒤에는 두 자식 모두 한도 아래이고 튕기는 레코드가 없습니다.",
    "hot-key.try": "12초의 분할을 본 뒤, 붐비는 줄 바로 옆을 한 번 더 자르세요.",
    "hot-key.see":
      "키는 몇 번을 분할해도 한 샤드의 가는 줄 하나로 남고, 레코드는 그대로 튕깁니다. 범위가 아무리 좁아도 샤드 하나는 초당 1,000 레코드까지입니다.",
    "split-while-lagging.try":
      "30초를 지나도록 두었다가, 두 소비자에 차례로 초점을 두고 키 레인을 비교하세요.",
    "split-while-lagging.see":
      "N은 자식을 바로 읽어, 부모에 남은 옛 레코드보다 새 레코드를 먼저 가져옵니다. 선이 교차합니다. K는 부모를 끝까지 읽고 시작합니다. 늦지만 순서대로입니다.",
    "merge-cold.try": "12초의 병합을 본 뒤, 이웃한 다른 두 경계를 끌어 맞붙이세요.",
    "merge-cold.see":
      "자식 하나가 두 범위를 이어받고 두 부모를 모두 가리킵니다. 부모는 닫혔을 뿐 사라지지 않았고, 레코드는 보존 기간까지 읽을 수 있습니다.",
    "five-pollers.try": "소비자를 하나씩 빼거나, 폴링 간격을 모두 1초로 하세요.",
    "five-pollers.see":
      "다섯이 초당 GetRecords 5회와 2 MiB를 나누어 씁니다. 거절되는 폴링이 늘고, 샤드가 쓰기를 모두 받는데도 다섯 모두의 지연이 자랍니다.",
    "ten-megabyte-read.try": "소비자 A의 호출당 한도를 50 레코드로 낮추고 다시 돌리세요.",
    "ten-megabyte-read.see":
      "A는 16초에 늦게 시작해 10 MiB를 한 번에 가져갑니다. 초당 2 MiB이므로 샤드 예산 5초어치입니다. 그때까지는 V의 호출까지 모두 거절됩니다.",
    "producer-duplicates.try":
      "키 하나를 따라가며 사본을 눌러 보세요. 그다음 잃는 응답을 0 %, 잃는 요청을 10 %로 하세요.",
    "producer-duplicates.see":
      "응답이 사라지기 전에 레코드는 저장되었으므로, 재시도는 새 시퀀스 번호로 한 번 더 저장합니다. L은 둘 다 적용하고, I는 레코드 자체의 id를 알아 하나만 적용합니다.",
    "crash-before-checkpoint.try": "체크포인트 직후와 직전에 직접 소비자를 죽여 보세요.",
    "crash-before-checkpoint.see":
      "다시 시작하면 둘 다 마지막 체크포인트부터 9초어치를 다시 읽습니다. L은 그 레코드를 두 번 적용하고, S는 시퀀스 번호를 기억해 건너뜁니다.",
    "retention.try": "25시간으로 돌아가 보존 기간을 48시간으로 늘리세요.",
    "retention.see":
      "레코드는 24시간이 지나면 읽혔든 아니든 오른쪽 끝으로 나갑니다. 26시간쯤 그 끝이 S에 닿습니다. 이제 나가는 것은 S가 영영 받지 못하고, 어떤 호출도 오류를 내지 않습니다.",
    "update-shard-count.try": "4 대신 3을 요청하고, 잠깐 살다 가는 샤드를 세어 보세요.",
    "update-shard-count.see":
      "분할이 하나씩 두 번 일어납니다. 끝에는 같은 크기의 네 샤드가 열려 더는 튕기지 않고, 닫힌 두 샤드는 레코드를 간직합니다. 모두 여섯입니다.",
    "thousand-doubled.try": "1000×로 돌린 뒤, 분할된 띠와 아직인 띠를 하나씩 보세요.",
    "thousand-doubled.see":
      "분할은 한 번에 하나, 여기서는 30초씩입니다(가정). UPDATING이 여덟 시간 넘게 이어지고, 그동안 모든 샤드는 레코드를 계속 받습니다.",
  },
);

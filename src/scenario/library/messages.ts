import { defineMessages } from "../../i18n/define.ts";

/** A scenario's title and question. */
export const libraryMessages = defineMessages(
  {
    "hot-shard.title": "A hot shard",
    "hot-shard.question":
      "The stream has room for 2,000 records a second and is offered 1,800: why are some refused?",
    "hot-key.title": "A hot key",
    "hot-key.question": "One key is most of the traffic: does splitting its shard help?",
    "split-while-lagging.title": "A split while readers lag",
    "split-while-lagging.question":
      "Two readers are behind when the shard is split: which of them breaks a key's order?",
    "merge-cold.title": "Merging two cold shards",
    "merge-cold.question": "Two neighbours are almost idle: what becomes of them when merged?",
    "five-pollers.title": "Five pollers on one shard",
    "five-pollers.question": "Five applications poll one shard: which read limit runs out?",
    "ten-megabyte-read.title": "The 10 MB read",
    "ten-megabyte-read.question": "One call returns 10 MB: when may the next one read?",
    "producer-duplicates.title": "Duplicates from the producer",
    "producer-duplicates.question":
      "An answer is lost and the producer sends again: is the record there once or twice?",
    "crash-before-checkpoint.title": "A crash before the checkpoint",
    "crash-before-checkpoint.question":
      "A worker dies just before its next checkpoint: what is read again?",
    "retention.title": "Retention runs out",
    "retention.question":
      "A reader falls further behind every hour: what happens when it is 24 hours behind?",
    "update-shard-count.title": "UpdateShardCount, 2 to 4",
    "update-shard-count.question": "The count is doubled by one call: what happens in the stream?",
    "thousand-doubled.title": "A thousand shards doubled",
    "thousand-doubled.question": "UpdateShardCount from 1,000 to 2,000: how long does it take?",
  },
  {
    "hot-shard.title": "핫 샤드",
    "hot-shard.question":
      "스트림은 초당 2,000 레코드를 받을 수 있고 1,800이 옵니다. 왜 일부가 거절될까요?",
    "hot-key.title": "핫 키",
    "hot-key.question": "키 하나가 트래픽 대부분입니다. 샤드를 분할하면 나아질까요?",
    "split-while-lagging.title": "읽기가 뒤처졌을 때의 분할",
    "split-while-lagging.question":
      "두 소비자가 뒤처져 있을 때 샤드가 분할됩니다. 어느 쪽이 키의 순서를 깰까요?",
    "merge-cold.title": "한가한 두 샤드의 병합",
    "merge-cold.question": "이웃한 두 샤드가 거의 놀고 있습니다. 병합하면 어떻게 될까요?",
    "five-pollers.title": "한 샤드를 다섯이 폴링",
    "five-pollers.question":
      "다섯 애플리케이션이 한 샤드를 폴링합니다. 어느 읽기 한도가 바닥날까요?",
    "ten-megabyte-read.title": "10 MB 읽기",
    "ten-megabyte-read.question":
      "호출 하나가 10 MB를 돌려줍니다. 다음 호출은 언제 읽을 수 있을까요?",
    "producer-duplicates.title": "생산자가 만든 중복",
    "producer-duplicates.question":
      "응답이 사라져 생산자가 다시 보냅니다. 레코드는 하나일까요, 둘일까요?",
    "crash-before-checkpoint.title": "체크포인트 직전의 장애",
    "crash-before-checkpoint.question":
      "다음 체크포인트 직전에 워커가 죽습니다. 무엇을 다시 읽을까요?",
    "retention.title": "보존 기간이 끝날 때",
    "retention.question": "소비자가 시간이 갈수록 뒤처집니다. 24시간 뒤처지면 무슨 일이 생길까요?",
    "update-shard-count.title": "UpdateShardCount, 2에서 4로",
    "update-shard-count.question":
      "호출 하나로 샤드 수를 두 배로 합니다. 스트림에서는 무슨 일이 생길까요?",
    "thousand-doubled.title": "천 개 샤드를 두 배로",
    "thousand-doubled.question": "UpdateShardCount로 1,000에서 2,000으로. 얼마나 걸릴까요?",
  },
);

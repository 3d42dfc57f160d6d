import { defineMessages } from "../i18n/define.ts";
import { EXPECTED, type ExpectedId, type Fault, FAULT_SENTENCES, type FaultId } from "./faults.ts";
import { adviceMessages } from "./library/adviceMessages.ts";
import { libraryMessages } from "./library/messages.ts";

type Prefixed<Prefix extends string, Key extends string> = Readonly<
  Record<`${Prefix}.${Key}`, string>
>;

const prefixed = <Prefix extends string, Key extends string>(
  prefix: Prefix,
  texts: Readonly<Record<Key, string>>,
): Prefixed<Prefix, Key> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${prefix}.${key}`, text]),
  ) as Prefixed<Prefix, Key>;

const FAULTS_KO: Readonly<Record<FaultId, string>> = {
  empty: "열 것이 없습니다. 링크나 파일 전체를 다시 복사하세요.",
  foreign:
    "Shardscope 링크가 아닙니다. v=로 시작하지 않습니다. #부터 끝까지 링크를 다시 복사하세요.",
  cut: "링크가 끝까지 오지 않았습니다. 채팅이나 메일 프로그램은 긴 링크를 자릅니다. 링크를 다시 받거나 파일을 받으세요.",
  damaged:
    "링크가 도중에 바뀌었습니다. 마지막 네 글자가 나머지와 맞지 않습니다. 다시 복사하거나 파일을 받으세요.",
  newer:
    "더 새로운 Shardscope(형식 {{v}})에서 만든 것입니다. 이 페이지는 형식 {{max}}까지 읽습니다. 페이지를 새로 고쳐 최신 버전을 받으세요.",
  tooLong: "{{size}}자입니다. {{max}}자까지만 읽습니다. 더 작은 시나리오를 쓰세요.",
  inflated: "풀면 {{max}}바이트보다 커서 풀지 않았습니다. 더 작은 시나리오를 쓰세요.",
  packed: "압축된 부분을 풀 수 없습니다. 링크를 다시 복사하거나 파일을 받으세요.",
  escape: "'{{text}}'의 표기가 잘못되었습니다. 링크를 다시 복사하거나 직접 고치세요.",
  unknownPart:
    "이 형식에는 '{{key}}' 항목이 없습니다. 지우거나, 페이지를 새로 고쳐 최신 버전을 받으세요.",
  repeated: "'{{key}}' 항목이 두 번 이상 있습니다. 하나만 남기세요.",
  scenario: "'{{name}}' 시나리오는 없습니다. 준비된 시나리오: {{names}}.",
  dropped: "시나리오의 항목은 {{count}}개이며 {{n}}번은 없습니다. 빼세요.",
  verb: "'{{verb}}' 편집은 없습니다. 쓸 수 있는 편집: {{verbs}}.",
  fields: "이 편집의 형식은 {{form}} 입니다. 다른 부분을 더하거나 빼세요.",
  text: "'{{value}}'은(는) 쓸 수 없습니다. 필요한 것: {{expected}}. 고치세요.",
  notJson: "JSON이 아니거나 끝까지 오지 않았습니다. 파일을 다시 내려받거나 복사하세요.",
  type: "{{expected}}이(가) 필요한 자리에 {{received}}이(가) 있습니다. 고치세요.",
  missing: "빠져 있습니다. 더하세요.",
  unknown: "이런 이름의 항목은 없습니다. 지우세요.",
  range: "{{value}}은(는) {{min}}~{{max}} 범위 밖입니다. 범위 안의 값을 쓰세요.",
  late: "{{value}}초는 너무 큽니다. 실행은 최대 {{max}}초입니다. 더 작은 시각을 쓰세요.",
  whole: "{{value}}은(는) 정수가 아닙니다. 반올림하세요.",
  choice: "'{{value}}'은(는) 다음 중 하나가 아닙니다: {{choices}}.",
  tooMany: "{{count}}개입니다. {{max}}개까지만 읽습니다. 일부를 지우세요.",
  order: "{{atUs}} µs의 항목이 {{beforeUs}} µs의 항목 뒤에 있습니다. atUs 순서로 정렬하세요.",
  plain: "순수한 JSON 데이터가 아니거나 {{max}}단계보다 깊습니다. 단순하게 하세요.",
  kind: "'{{kind}}' 종류의 {{role}}은(는) 없습니다. 있는 종류: {{kinds}}.",
  parameter: "'{{kind}}' 종류에는 '{{key}}' 매개변수가 없습니다. 지우세요.",
  paramRange:
    "{{value}} {{unit}}은(는) {{min}}~{{max}} {{unit}} 범위 밖입니다. 범위 안의 값을 쓰세요.",
  signal: "'{{kind}}' 종류에는 '{{signal}}' 신호가 없습니다. 있는 신호: {{signals}}.",
};

const EXPECTED_KO: Readonly<Record<ExpectedId, string>> = {
  stream: "스트림 이름(a-z A-Z 0-9 _ . - 중 1~128자)",
  operation: "SplitShard 같은 작업 이름",
  name: "1~64자의 이름",
  letter: "대문자 한 글자",
  signal: "신호 이름",
  engine: "엔진 버전",
  account: "12자리 계정 번호",
  region: "us-east-1 같은 Region 이름",
  partitionKey: "1~256자의 partition key",
  shards: "모든 hash key를 한 번씩 갖는 샤드들(예: u4 s2 m1,4)",
  control: "조작 요소의 이름",
  scenario: "시나리오 이름",
  hash: "16진수 여섯 자리",
  zoom: "0과 1 사이의 두 분수, 작은 것부터(예: 0.25~0.5)",
  seconds: "초 단위 시각(예: 31.5)",
  number: "숫자",
  whole: "정수",
  place: "키 공간의 위치(예: 0.5 또는 x7f3a)",
  data: "base64url 데이터",
  parameter: "매개변수:값",
  version: "형식 버전",
  seed: "16진수 한 자리에서 여덟 자리",
  selection: "record~순번, shard~번호, front~소비자~샤드, actor~id, evidence~소비자~행 중 하나",
};

export const scenarioMessages = defineMessages(
  {
    ...prefixed("fault", FAULT_SENTENCES),
    ...prefixed("expected", EXPECTED),
    "fault.where": "{{where}}: {{sentence}}",
    ...libraryMessages.en,
    ...adviceMessages.en,
  },
  {
    ...prefixed("fault", FAULTS_KO),
    ...prefixed("expected", EXPECTED_KO),
    "fault.where": "{{where}}: {{sentence}}",
    ...libraryMessages.ko,
    ...adviceMessages.ko,
  },
);

export type ScenarioKey = Extract<keyof typeof scenarioMessages.en, string>;

/** A fault in the language of `say`, which is the room's text function. */
export const faultText = (
  fault: Fault,
  say: (key: ScenarioKey, values?: Readonly<Record<string, string | number>>) => string,
): string => {
  const { where, values } = fault;
  const expected = values["expected"];
  const words =
    typeof expected === "string" && Object.hasOwn(EXPECTED, expected)
      ? { ...values, expected: say(`expected.${expected as ExpectedId}`) }
      : values;
  const sentence = say(`fault.${fault.id}`, words);
  return where === "" ? sentence : say("fault.where", { where, sentence });
};

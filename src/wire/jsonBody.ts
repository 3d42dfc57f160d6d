/**
 * JSON.stringify's text in bytes. Answers of thousands of records are written piece by piece: one long
 * text costs several times as much as many short ones.
 */
import type { KinesisRecord, PutRecordsResultEntry } from "../aws/shapes.ts";

/** Characters after which a piece is put into bytes. */
const PIECE = 16_384;
/** Room for any text of this many UTF-16 units in UTF-8. */
const BYTES_PER_UNIT = 3;
const ROOM_FIRST = 262_144;
const ROOM_KEPT = 1_048_576;
const NEEDS_ESCAPE = /[^ !#-[\]-~]/;

const encoder = new TextEncoder();

/** Grows as an answer needs it, and is used again for the next. */
let room = new Uint8Array(ROOM_FIRST);
let used = 0;

const put = (text: string): void => {
  const most = used + text.length * BYTES_PER_UNIT;
  if (most > room.length) {
    const larger = new Uint8Array(Math.max(most, 2 * room.length));
    larger.set(room.subarray(0, used));
    room = larger;
  }
  used += encoder.encodeInto(text, room.subarray(used)).written;
};

const taken = (): Uint8Array => {
  const bytes = room.slice(0, used);
  if (room.length > ROOM_KEPT) room = new Uint8Array(ROOM_FIRST);
  return bytes;
};

const quoted = (text: string): string =>
  NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;

/** Records of one call arrived at one moment, and the text of a fraction costs as much as the rest. */
let moment = { value: 0, text: "0" };

const momentText = (value: number): string => {
  if (value !== moment.value) moment = { value, text: String(value) };
  return moment.text;
};

const isRecord = (value: object): value is KinesisRecord => {
  const { Data, SequenceNumber, ApproximateArrivalTimestamp: arrival } = value as KinesisRecord;
  const texts = typeof Data === "string" && typeof SequenceNumber === "string";
  return texts && Number.isFinite(arrival);
};

/**
 * Data is base64, a SequenceNumber digits, a ShardId a name of the service: none is searched for what
 * needs an escape.
 */
const recordText = (record: KinesisRecord): string => {
  const { SequenceNumber, Data, PartitionKey, EncryptionType } = record;
  const arrival = momentText(record.ApproximateArrivalTimestamp);
  const key = PartitionKey === undefined ? "" : `,"PartitionKey":${quoted(PartitionKey)}`;
  const type = EncryptionType === undefined ? "" : `,"EncryptionType":${quoted(EncryptionType)}`;
  return `{"SequenceNumber":"${SequenceNumber}","ApproximateArrivalTimestamp":${arrival},"Data":"${Data}"${key}${type}}`;
};

/** What PutRecords says of a record it took. */
type Taken = Extract<PutRecordsResultEntry, { ShardId: string }>;

const isTaken = (value: object): value is Taken => {
  const { SequenceNumber, ShardId } = value as Partial<Taken>;
  if (typeof SequenceNumber !== "string" || typeof ShardId !== "string") return false;
  for (const key in value) if (key !== "SequenceNumber" && key !== "ShardId") return false;
  return true;
};

const itemText = (item: unknown): string => {
  if (typeof item !== "object" || item === null) return JSON.stringify(item) ?? "null";
  if (isRecord(item)) return recordText(item);
  if (!isTaken(item)) return JSON.stringify(item);
  return `{"SequenceNumber":"${item.SequenceNumber}","ShardId":"${item.ShardId}"}`;
};

const isRecords = (key: string, member: unknown): member is readonly unknown[] =>
  key === "Records" && Array.isArray(member);

export const writeJson = (output: object): Uint8Array => {
  used = 0;
  let piece = "";
  let separator = "{";
  for (const [key, member] of Object.entries(output)) {
    if (!isRecords(key, member)) {
      const text: string | undefined = JSON.stringify(member);
      if (text === undefined) continue;
      piece += `${separator}${JSON.stringify(key)}:${text}`;
    } else {
      piece += `${separator}"Records":[`;
      for (let at = 0; at < member.length; at++) {
        piece += at === 0 ? itemText(member[at]) : `,${itemText(member[at])}`;
        if (piece.length < PIECE) continue;
        put(piece);
        piece = "";
      }
      piece += "]";
    }
    separator = ",";
  }
  put(separator === "{" ? "{}" : `${piece}}`);
  return taken();
};

import fc from "fast-check";
import { expect, test } from "vitest";
import { makeApi } from "../../../testing/api.ts";
import { recordAt } from "./recordShape.ts";

const COUNT = 60;

test("given data is found by ordinal, whichever rows are left of it", () => {
  const kept = fc.subarray(
    Array.from({ length: COUNT }, (_, at) => at),
    { minLength: 0, maxLength: COUNT },
  );
  fc.assert(
    fc.property(kept, (rows) => {
      const api = makeApi({ a: 1 });
      const Records = Array.from({ length: COUNT }, (_, at) => ({
        Data: Buffer.from(`record ${at}`).toString("base64"),
        PartitionKey: `${at}`,
      }));
      api.ok("PutRecords", { StreamName: "a", Records });
      const stream = api.stream("a");
      const { payloads, segments } = stream.log;
      const all = [...payloads.data];
      Object.assign(payloads, {
        ordinal: rows.map((row) => payloads.ordinal[row]!),
        data: rows.map((row) => payloads.data[row]!),
      });
      const read = all.map((_, at) => recordAt(api.run.world, stream, segments[0]!, at).Data);
      expect(read).toEqual(all.map((data, at) => (rows.includes(at) ? data : "")));
    }),
  );
});

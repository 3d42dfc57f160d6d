import { describe, expect, it } from "vitest";
import { shardIdOf } from "../../aws/shardId.ts";
import { printCsv, printMetricData } from "../export/rows.ts";
import { readCsv } from "./csv.ts";
import { readLoads } from "./metrics.ts";
import fc from "fast-check";

const [zero, one] = [shardIdOf(0), shardIdOf(1)];
const MINUTES = ["2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z"];

/** `0: 10/s 2000 B/s` a line. */
const loads = (text: string): string => {
  const result = readLoads(text);
  if (!result.ok) return `${result.fault.id} ${JSON.stringify(result.fault.values)}`;
  const per = (value: number | undefined): string => String(value ?? "-");
  return result.value
    .map(({ shard, recordsPerS, bytesPerS }) => `${shard}: ${per(recordsPerS)} ${per(bytesPerS)}`)
    .join(", ");
};

const data = (...results: readonly [label: string, values: readonly number[]][]): string =>
  JSON.stringify({
    MetricDataResults: results.map(([Label, Values], at) => ({
      Id: `m${at}`,
      Label,
      Timestamps: MINUTES.slice(0, Values.length),
      Values,
      StatusCode: "Complete",
    })),
  });

const statistics = (sums: readonly number[]): object => ({
  Label: "IncomingRecords",
  Datapoints: sums.map((Sum, at) => ({ Timestamp: MINUTES[at], Sum, Unit: "Count" })),
});

describe("CloudWatch metrics", () => {
  it("are read from get-metric-data, the stream's own series left out", () => {
    const text = data(
      [`${zero} IncomingRecords`, [600, 600]],
      [`${zero} IncomingBytes`, [60_000, 180_000]],
      [`${one} IncomingRecords`, [0, 120]],
      ["IncomingRecords", [600, 720]],
    );
    expect(loads(text)).toBe("0: 10 2000, 1: 1 -");
  });

  it("are read from get-metric-data by its ids where the labels are shards alone", () => {
    const result = (Id: string, Label: string) => ({
      Id,
      Label,
      Timestamps: MINUTES,
      Values: [60, 180],
    });
    const MetricDataResults = [result("incomingRecords0", zero), result("incomingBytes1", one)];
    expect(loads(JSON.stringify({ MetricDataResults }))).toBe("0: 2 -, 1: - 2");
  });

  it("are read from get-metric-statistics under the id of its shard", () => {
    expect(loads(JSON.stringify({ [one]: statistics([60, 180]) }))).toBe("1: 2 -");
    expect(loads(JSON.stringify(statistics([60])))).toContain("noShardName");
  });

  it("are read from a table with a row a shard", () => {
    const rows = `ShardId,IncomingRecords,IncomingBytes\r\n${zero},6000,120000\r\n${one},60,\r\n`;
    expect(loads(rows)).toBe("0: 100 2000, 1: 1 -");
    const long = `Timestamp,ShardId,MetricName,Sum\n${MINUTES[0]},${zero},IncomingRecords,60\n${MINUTES[1]},${zero},IncomingRecords,180\n`;
    expect(loads(long)).toBe("0: 2 -");
  });

  it("are read from a table with a column a metric, names above and times at the left", () => {
    const wide = [
      `Full label,"${zero} IncomingRecords","${one} IncomingRecords"`,
      "Period,60,60",
      "2026/11/23 10:00:00,600,",
      '2026/11/23 10:01:00,"1,200",60',
    ].join("\n");
    expect(loads(wide)).toBe("0: 15 -, 1: 1 -");
  });

  /** What the console's "Download as .csv" writes, by the header rows seen in public. */
  const consoleCsv = (stat: string, ...columns: readonly (readonly string[])[]): string => {
    const full = (metric = "", shard = ""): string =>
      `us-east-1:AWS/Kinesis ShardId: ${shard} StreamName: clicks ${metric} ${stat}`;
    return [
      ["Id", ...columns.map((_, at) => `m${at + 1}`)],
      ["StatusCode", ...columns.map(() => "Complete")],
      ["Messages", ...columns.map(() => "")],
      ["Full label", ...columns.map(([metric, shard]) => full(metric, shard))],
      ["Label", ...columns.map(([metric]) => metric)],
      ["2026/02/14 14:20:00", ...columns.map((column) => column[2])],
      ["2026/02/14 14:30:00", ...columns.map((column) => column[3])],
    ]
      .map((row) => row.join(","))
      .join("\n");
  };

  it("are read from the console's CSV, with the period its full labels tell", () => {
    const text = consoleCsv(
      "Sum 300",
      ["IncomingRecords", zero, "600", "300.0"],
      ["IncomingBytes", zero, "90000", ""],
      ["OutgoingBytes", zero, "-", "-"],
      ["IncomingRecords", one, "", "1200"],
    );
    expect(loads(text)).toBe("0: 1 300, 1: 4 -");
    expect(loads(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toBe("0: 1 300, 1: 4 -");
  });

  it.each(["Average 300", "Maximum 60", "p99 60", "SampleCount 60"])(
    "of the console are refused where they are no sums: %s",
    (stat) => {
      const text = consoleCsv(stat, ["IncomingRecords", zero, "600", "300"]);
      expect(loads(text)).toContain(`statistic {"label":"us-east-1:AWS/Kinesis ShardId: ${zero}`);
    },
  );

  it.each(["Z", "+00:00", ".000Z", "+09:00"])(
    "of either version of the CLI: times in %s",
    (zone) => {
      expect(
        loads(data([`${zero} IncomingRecords`, [600, 600]]).replaceAll('Z"', `${zone}"`)),
      ).toBe("0: 10 -");
    },
  );

  it("come back from what is exported", () => {
    const answer = (values: readonly number[]) => ({
      periodS: 60,
      atUs: Float64Array.from([0, 60e6, 120e6]),
      series: [{ name: "IncomingRecords", unit: "Count", values: Float64Array.from(values) }],
    });
    const measured = [
      { shard: -1, answer: answer([9, 9, 9]) },
      { shard: 3, answer: answer([60, 120, 77]) },
    ];
    const text = printMetricData(measured, 1_767_225_600_000, 150e6, "orders");
    expect(loads(text)).toBe("3: 1.5 -");
    expect(JSON.parse(text)).toMatchObject({
      MetricDataResults: [
        { Label: "IncomingRecords (orders)", Values: [9, 9] },
        { Label: "shardId-000000000003 IncomingRecords (orders)", Values: [120, 60] },
      ],
    });
  });

  it.each([
    ["", "empty"],
    ["{", "cutOff"],
    ['{"a": 1}', "unknownDocument"],
    ["a,b\n1,2", "csvHeader"],
    [`ShardId,IncomingRecords\n${zero},many`, "csvCell"],
    [`ShardId,IncomingRecords\n"${zero},1`, "csvQuote"],
    [data([`${zero} OutgoingBytes`, [1]]), "noMetric"],
    [data(["IncomingRecords", [1]]), "noShardName"],
    [data([`${zero} IncomingRecords`, [-1]]), "field"],
    ['{"MetricDataResults": [], "NextToken": "x"}', "nextPage"],
  ])("%s is refused: %s", (text, id) => {
    expect(loads(text).split(" ")[0]).toBe(id);
  });
});

describe("CSV", () => {
  it("comes back as it was written, as RFC 4180 says", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\r", "\n", "주", " ") });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        const kept = table.filter((row) => row.some((text) => text !== ""));
        const spaced = (text: string): string => (/[",\r\n]/.test(text) ? text : text.trim());
        const wanted = kept.map((row) => row.map(spaced));
        const read = readCsv(printCsv(kept)).filter((row) => row.some((text) => text !== ""));
        expect(read).toEqual(wanted.filter((row) => row.some((text) => text !== "")));
      }),
    );
  });
});

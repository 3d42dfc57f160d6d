import { execFileSync } from "node:child_process";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import fc from "fast-check";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { advance, command, createRun, type Run } from "../engine/public.ts";
import { printCliScript } from "../exchange/export/cli.ts";
import { outgoingOf, type Edit, type Outgoing } from "../exchange/export/edits.ts";
import { hclQuoted, quoted, shellWord } from "../exchange/export/quote.ts";
import { printCdk, printCloudFormation, printTerraform } from "../exchange/export/templates.ts";
import { models } from "../headless/models.ts";
import { emptyLog } from "../protocol/log.ts";
import { SECOND_US } from "./api.ts";
import { listed, outgoing } from "./exportRig.ts";
import { randomLog } from "./randomLog.ts";

const OPERATIONS: Readonly<Record<string, string>> = {
  "create-stream": "CreateStream",
  "delete-stream": "DeleteStream",
  "split-shard": "SplitShard",
  "merge-shards": "MergeShards",
  "update-shard-count": "UpdateShardCount",
  "increase-stream-retention-period": "IncreaseStreamRetentionPeriod",
  "decrease-stream-retention-period": "DecreaseStreamRetentionPeriod",
};
const WHOLE = ["ShardCount", "TargetShardCount", "RetentionPeriodHours"];

const pascal = (option: string): string =>
  option.replace(/(?:^--|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The words of a shell's line as the shell itself would give them to a program. */
const wordsOf = (line: string): string[] => {
  const shown = execFileSync("/bin/sh", ["-c", `set -- ${line}\nprintf '%s\\0' "$@"`], {
    encoding: "utf8",
  });
  return shown.split("\0").slice(0, -1);
};

/** Simple words only, without asking a shell. */
const plainWords = (line: string): string[] =>
  /['"\\$]/.test(line) ? wordsOf(line) : line.split(" ");

/** Runs a script against an engine, call by call, waiting where it waits. */
const replay = (script: string): Run => {
  const run = createRun(emptyLog(1), models);
  for (const line of script.split("\n")) {
    if (!/^(aws kinesis|until_active) /.test(line)) continue;
    const [program, , operation = "", ...words] = plainWords(line);
    if (program === "until_active" || operation === "wait") {
      const busy = (): boolean => run.world.streams.some(({ status }) => status !== "ACTIVE");
      for (let tries = 0; busy(); tries++) {
        expect(tries).toBeLessThan(100);
        advance(run, run.world.nowUs + 31 * SECOND_US);
      }
      continue;
    }
    const name = OPERATIONS[operation]!;
    const input: Record<string, unknown> = {};
    const pairs = words.flatMap((word) => (word.startsWith("--") ? word.split("=", 2) : [word]));
    for (let at = 0; at < words.length; at += 2) {
      const field = pascal(pairs[at]!);
      const value = pairs[at + 1]!;
      if (field === "StreamModeDetails") input[field] = { StreamMode: value.split("=")[1] };
      else input[field] = WHOLE.includes(field) ? Number(value) : value;
    }
    const outcome = command(run, { type: "Call", operation: name, input });
    if (!outcome.ok) throw new Error(`${line}: ${outcome.error.name} ${outcome.error.message}`);
  }
  return run;
};

const controlOf = (seed: number, first?: string): Run => {
  const log = randomLog(seed, 25, 40 * SECOND_US);
  const calls = log.entries.filter(({ command: { type } }) => /Call|Assume/.test(type));
  const imported = {
    type: "ImportStream",
    name: "s",
    mode: "PROVISIONED",
    retentionHours: 30,
  } as const;
  const entries =
    first === undefined ? calls : [{ atUs: 0, command: { ...imported, shards: first } }, ...calls];
  const run = createRun({ ...log, entries }, models);
  advance(run, 100 * SECOND_US);
  return run;
};

describe("the exported AWS CLI script", () => {
  it("makes the same shards again, replayed call by call", () => {
    let edits = 0;
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const run = controlOf(seed);
        const stream = run.world.streams.find((each) => each.name === "s");
        if (stream?.status !== "ACTIVE") return;
        const out = outgoing(run, "s");
        edits += out.edits.length;
        expect(out.rebuilt).toBe(false);
        expect(out.retentionHours * 3_600 * SECOND_US).toBe(stream.retentionUs);
        expect(listed(replay(printCliScript(out)), "s")).toEqual(listed(run, "s"));
      }),
      { numRuns: 120 },
    );
    expect(edits).toBeGreaterThan(120);
  });

  it("makes an imported stream again: whole if its past is known, else its open shards", () => {
    const texts = ["u3", "u4 s2 m1,4 s0,3", "u1 s0,,-7", "x5 r,7,2 r8,,2", "u2 s0 r,3,2"];
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(...texts), (seed, text) => {
        const run = controlOf(seed, text);
        const stream = run.world.streams.find((each) => each.name === "s");
        if (stream?.status !== "ACTIVE" || stream.createdUs > 0) return;
        const out = outgoing(run, "s");
        expect(out.rebuilt).toBe(/[xr]/.test(text));
        const there = replay(printCliScript(out));
        if (!out.rebuilt) expect(listed(there, "s")).toEqual(listed(run, "s"));
        expect(outgoing(there, "s").open).toEqual(out.open);
      }),
      { numRuns: 60 },
    );
  });

  it("holds every other change of the stream as its input", () => {
    const StreamARN = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
    const calls: readonly [string, object][] = [
      ["CreateStream", { StreamName: "clicks", ShardCount: 2, Tags: { a: "it's" } }],
      ["AddTagsToStream", { StreamName: "clicks", Tags: { team: "it's" } }],
      ["AddTagsToStream", { StreamName: "other", Tags: { team: "x" } }],
      ["ListShards", { StreamName: "clicks" }],
      ["PutRecord", { StreamName: "clicks", PartitionKey: "a", Data: "" }],
      ["UpdateStreamMode", { StreamARN, StreamModeDetails: { StreamMode: "ON_DEMAND" } }],
      ["RegisterStreamConsumer", { StreamARN, ConsumerName: "c" }],
    ];
    const entries = calls.map(([operation, input], at) => ({
      atUs: at,
      command: { type: "Call", operation, input } as const,
    }));
    const told = [{ atUs: 6, operation: "RegisterStreamConsumer", refused: true }];
    const out = outgoingOf({ entries, atUs: 10, told, name: "clicks", open: PLAIN.open });
    expect(out.mode).toBe("ON_DEMAND");
    const lines = printCliScript(out).split("\n");
    const [create = "", ...others] = lines.filter((line) => line.includes("--cli-input-json"));
    expect(wordsOf(create).slice(3, 7)).toEqual(["--stream-name", "clicks", "--shard-count", "2"]);
    expect(wordsOf(create).slice(-2)).toEqual(["--cli-input-json", '{"Tags":{"a":"it\'s"}}']);
    expect(printTerraform(out)).toContain("in the AWS CLI script: Tags, AddTagsToStream.");
    expect(others.map((line) => [wordsOf(line)[2], JSON.parse(wordsOf(line)[4]!)])).toEqual([
      ["add-tags-to-stream", calls[1]![1]],
      ["update-stream-mode", calls[5]![1]],
    ]);
    expect(lines.join("\n")).toContain("# The ARNs in it are of the simulation");
  });

  it("is told as a person would write it", () => {
    const edits: Edit[] = [
      { type: "create", mode: "PROVISIONED", shards: 2 },
      { type: "split", shardId: "shardId-000000000001", at: "255" },
    ];
    const script = printCliScript({ ...PLAIN, edits });
    expect(script.split("\n").slice(-5).join("\n")).toBe(
      [
        "aws kinesis create-stream --stream-name clicks --shard-count 2 --stream-mode-details StreamMode=PROVISIONED",
        "aws kinesis wait stream-exists --stream-name clicks",
        "aws kinesis split-shard --stream-name clicks --shard-to-split shardId-000000000001 --new-starting-hash-key 255",
        "until_active --stream-name clicks",
        "",
      ].join("\n"),
    );
    execFileSync("/bin/sh", ["-n"], { input: script });
  });
});

const PLAIN: Outgoing = {
  name: "clicks",
  mode: "PROVISIONED",
  retentionHours: 48,
  open: [{ start: 0n, end: (1n << 128n) - 1n }],
  edits: [],
  rebuilt: false,
};

const hostile = fc.oneof(
  fc.constantFrom(
    "'; rm -rf / #",
    "$(id)`id`",
    "${var.x}%{ if true }",
    '"\\"\n- a: b',
    "--help",
    "-n\u2028x",
    "a: &b *c !d",
    "*/ alert() //",
    "주문\u0085\ufeff",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);

/** What Terraform makes of a quoted string: no template begins in it, its escapes are JSON's. */
const readHcl = (text: string): string => {
  expect(text).not.toMatch(/[$%]\{/);
  return JSON.parse(text) as string;
};

describe("quoting", () => {
  it("keeps any text one word of a shell", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), (texts) => {
        const plain = texts
          .map((text) => text.replaceAll("\0", ""))
          .filter((text) => text.isWellFormed());
        expect(wordsOf(plain.map(shellWord).join(" "))).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps any text one string of YAML, TypeScript and Terraform", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        if (!text.isWellFormed()) return;
        expect(parse(`a: ${quoted(text)}`)).toEqual({ a: text });
        const { program, errors } = parseSync("a.ts", `x(${quoted(text)});`);
        expect(errors).toEqual([]);
        expect(JSON.stringify(program.body[0])).toContain(`"value":${JSON.stringify(text)}`);
        expect(readHcl(hclQuoted(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("makes whole files of hostile names, with the name in one place", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("PROVISIONED", "ON_DEMAND"), (name, mode) => {
        if (!name.isWellFormed()) return;
        const stream: Outgoing = { ...PLAIN, name, mode };
        const template = parse(printCloudFormation(stream)) as Template;
        expect(Object.values(template.Resources)[0]?.Properties["Name"]).toBe(name);
        expect(parseSync("a.ts", printCdk(stream)).errors).toEqual([]);
        const body = printTerraform(stream).replace(/^#.*\n/gm, "");
        expect(body.split("\n")[0]).toMatch(/^resource "aws_kinesis_stream" "[a-z][a-z0-9_]*" \{$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what a template cannot say", () => {
  const half = (1n << 127n) - 1n;
  const range = (start: bigint, end: bigint) => ({ start, end });
  const even: Outgoing = {
    ...PLAIN,
    open: [range(0n, half), range(half + 1n, (1n << 128n) - 1n)],
  };
  const uneven: Outgoing = { ...even, open: [range(0n, 9n), range(10n, (1n << 128n) - 1n)] };
  const PRINTS = { cloudformation: printCloudFormation, terraform: printTerraform, cdk: printCdk };
  const EQUAL = "equal shards, those of the stream differ";
  const SCRIPT = "run the AWS CLI script of the same export";

  it.each(Object.entries(PRINTS))(
    "%s tells unequal ranges and where the exact ones are",
    (_, print) => {
      expect(print(uneven)).toContain(EQUAL);
      expect(print(uneven)).toContain(SCRIPT);
      expect(print(even)).not.toContain(EQUAL);
      expect(print({ ...uneven, mode: "ON_DEMAND" })).not.toContain(EQUAL);
    },
  );

  it.each(Object.entries(PRINTS))("%s names the changes that are not in it", (_, print) => {
    const edits: Edit[] = [
      { type: "create", mode: "PROVISIONED", shards: 1 },
      { type: "other", operation: "AddTagsToStream", input: {} },
      { type: "other", operation: "UpdateStreamMode", input: {} },
      { type: "other", operation: "AddTagsToStream", input: {} },
    ];
    expect(print({ ...PLAIN, edits })).toContain("in the AWS CLI script: AddTagsToStream.");
    expect(print(PLAIN)).not.toContain("Not in it");
  });

  it("stands in the stack's description too, where a stack has one to show", () => {
    const told = parse(printCloudFormation(uneven)) as { Description?: string };
    expect(told.Description).toContain(EQUAL);
    expect(told.Description).toContain(SCRIPT);
    expect(parse(printCloudFormation(even))).not.toHaveProperty("Description");
  });
});

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }
    >
  >;
}

const db = loadAwsServiceSpecSync();

interface Spec {
  readonly properties: Readonly<
    Record<string, { readonly type: object; readonly required?: boolean }>
  >;
}
type Typed = {
  readonly type: string;
  readonly allowedValues?: readonly unknown[];
  readonly reference?: { readonly $ref: string };
};

/** Faults of properties by AWS's own resource specification. */
const faultsOf = (
  values: Readonly<Record<string, unknown>>,
  spec: Spec,
  path: string,
): string[] => {
  const missing = Object.entries(spec.properties)
    .filter(([name, { required }]) => required === true && !(name in values))
    .map(([name]) => `${path}.${name} is missing`);
  return [
    ...missing,
    ...Object.entries(values).flatMap(([name, value]) => {
      const known = spec.properties[name];
      if (!known) return [`${path}.${name} is unknown`];
      const type = known.type as Typed;
      const at = `${path}.${name}`;
      if (type.type === "ref") {
        return faultsOf(
          value as Record<string, unknown>,
          db.get("typeDefinition", type.reference!.$ref),
          at,
        );
      }
      const allowed = type.allowedValues === undefined || type.allowedValues.includes(value);
      const fits = type.type === "integer" ? Number.isInteger(value) : typeof value === type.type;
      return fits && allowed ? [] : [`${at} is not ${JSON.stringify(type)}`];
    }),
  ];
};

describe("the exported CloudFormation template", () => {
  const resource = db
    .lookup("resource", "cloudFormationType", "equals", "AWS::Kinesis::Stream")
    .only();
  const check = (text: string): string[] => {
    const { Resources } = parse(text) as Template;
    return Object.values(Resources).flatMap(({ Type, Properties }) => [
      ...(Type === resource.cloudFormationType ? [] : [`${Type} is unknown`]),
      ...faultsOf(Properties, resource as Spec, Type),
    ]);
  };

  it.each(["PROVISIONED", "ON_DEMAND"] as const)(
    "passes AWS's resource specification: %s",
    (mode) => {
      const text = printCloudFormation({ ...PLAIN, mode });
      expect(check(text)).toEqual([]);
      const { Properties } = Object.values((parse(text) as Template).Resources)[0]!;
      expect(Properties["ShardCount"]).toBe(mode === "PROVISIONED" ? 1 : undefined);
    },
  );

  it("would be caught by the check if it were wrong", () => {
    const text = printCloudFormation(PLAIN);
    expect(check(text.replace("RetentionPeriodHours: 48", "Retention: 48"))).toHaveLength(1);
    expect(check(text.replace("ShardCount: 1", "ShardCount: one"))).toHaveLength(1);
    expect(check(text.replace("StreamMode: PROVISIONED", "StreamMode: SOMETIMES"))).toHaveLength(1);
  });
});

import type { ListShardsOutput } from "../aws/shapes.ts";
import { call as ask } from "../engine/kds/api/index.ts";
import { endOf, startOf } from "../engine/kds/reshard.ts";
import { answerJournal } from "../engine/observe/answers/journal.ts";
import type { Run } from "../engine/public.ts";
import { outgoingOf, type Outgoing, type Told } from "../exchange/export/edits.ts";
import type { Command } from "../protocol/log.ts";

export const call = (operation: string, input: object): Command => ({
  type: "Call",
  operation,
  input,
});

/** What the page's journal tells of calls, oldest first. */
const toldOf = (run: Run): Told[] => {
  const [stream] = run.world.streams;
  const query = { beforeUs: run.world.nowUs + 1, count: 1e9, types: ["call", "refused"] };
  return answerJournal(run, stream, query)
    .rows.toReversed()
    .map(({ atUs, type, values }) => {
      return { atUs, operation: String(values["operation"]), refused: type === "refused" };
    });
};

/** What an export takes of a run. */
export const outgoing = (run: Run, name: string): Outgoing => {
  const stream = run.world.streams.find((each) => each.name === name)!;
  const open = stream.open.map((shard) => ({
    start: startOf(stream, shard),
    end: endOf(stream, shard),
  }));
  const { entries, world } = run;
  return outgoingOf({ entries, atUs: world.nowUs, told: toldOf(run), name, open });
};

/** ListShards of a run, with what is closed told in one word. */
export const listed = (run: Run, StreamName: string): object[] => {
  const outcome = ask(run, "ListShards", { StreamName }, { principal: "test" });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return (outcome.output as ListShardsOutput).Shards.map(({ SequenceNumberRange, ...rest }) => ({
    ...rest,
    closed: SequenceNumberRange.EndingSequenceNumber !== undefined,
  }));
};

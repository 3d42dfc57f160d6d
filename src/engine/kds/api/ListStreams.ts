import { expiredNextToken, invalidNextToken } from "../../../aws/errorsRead.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { ListStreamsOutput } from "../../../aws/shapes.ts";
import { seal } from "../opaque.ts";
import { unseal } from "../unseal.ts";
import { done, refused, type Operation } from "./answer.ts";
import { streamSummaryOf } from "./streamShape.ts";

/** Streams of the account by name, at most 100 a page. */
export const ListStreams: Operation<"ListStreams"> = (run, input) => {
  const { world } = run;
  let after = input.ExclusiveStartStreamName ?? "";
  if (input.NextToken !== undefined) {
    const fields = unseal(world, "listStreams", input.NextToken);
    const issuedUs = Number(fields?.[1]);
    if (!fields || !(issuedUs <= world.nowUs)) return refused(invalidNextToken());
    const ttlUs = LIMIT.nextTokenTtlSeconds * 1_000_000;
    if (world.nowUs - issuedUs > ttlUs) return refused(expiredNextToken());
    after = fields[0]!;
  }
  const most = LIMIT.listStreamsPageMax;
  const page = Math.min(input.Limit ?? most, most);
  const left = world.streams
    .filter((stream) => stream.name > after)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const shown = left.slice(0, page);
  const output: ListStreamsOutput = {
    StreamNames: shown.map((stream) => stream.name),
    HasMoreStreams: left.length > page,
    StreamSummaries: shown.map((stream) => streamSummaryOf(world, stream)),
  };
  const last = shown.at(-1);
  if (output.HasMoreStreams && last) {
    output.NextToken = seal(world, "listStreams", [last.name, world.nowUs]);
  }
  return done<"ListStreams">(output);
};

import { consumerShapeOf, findConsumer } from "../consumers.ts";
import { arnOf, done, refused, type Operation } from "./answer.ts";

/** One registered consumer. */
export const DescribeStreamConsumer: Operation<"DescribeStreamConsumer"> = ({ world }, input) => {
  const found = findConsumer(world, input);
  if (found.error) return refused(found.error);
  const { stream, consumer } = found;
  const shape = consumerShapeOf(world, stream, consumer);
  const ConsumerDescription = { ...shape, StreamARN: arnOf(world, stream) };
  return done<"DescribeStreamConsumer">({ ConsumerDescription });
};

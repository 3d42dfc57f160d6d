import type { AwsError } from "../../../aws/errors.ts";
import { resourceNotFound } from "../../../aws/errorsMore.ts";
import type { World } from "../../core/world.ts";
import type { Channel } from "../settings.ts";
import { channelArnOf } from "./channelShape.ts";

type Found =
  | { readonly channel: Channel; readonly error?: undefined }
  | { readonly error: AwsError };

export const findChannel = (world: World, arn: string): Found => {
  const channel = world.settings?.channels.find((each) => channelArnOf(world, each) === arn);
  return channel ? { channel } : { error: resourceNotFound(arn) };
};

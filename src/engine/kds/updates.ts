import { orderOf, PHASE, push, whatOf } from "../core/queue.ts";
import { note, type Run } from "../core/state.ts";
import { consumerNumbered, settingsOf } from "./consumers.ts";
import { SERVICE_EVENT } from "./events.ts";
import { onPushEvent } from "./push.ts";
import { schedule } from "./reshard.ts";
import type { Pending } from "./settings.ts";
import type { Stream } from "./stream.ts";

/** The stream is UPDATING for the assumed time, then `pending` holds. */
export const beginUpdate = (run: Run, stream: Stream, pending: Pending): void => {
  settingsOf(stream).pending = pending;
  stream.status = "UPDATING";
  note(run, "status", { stream: stream.name, status: "UPDATING" }, [], "status", 0);
  schedule(run, stream, SERVICE_EVENT.streamUpdated, run.world.assumptions.createStreamUs);
};

/** A service event about the thing with this number, after the assumed time. */
export const scheduleNumber = (run: Run, type: number, number: number): void => {
  const { world } = run;
  const atUs = world.nowUs + Math.max(1, Math.round(world.assumptions.createStreamUs));
  const order = orderOf(PHASE.control, 0, type * 65_536 + (number % 65_536));
  push(world.queue, atUs, order, whatOf(type, number));
};

const finishUpdate = (run: Run, number: number): void => {
  const stream = run.world.streams.find((each) => each.number === number);
  const settings = stream?.settings;
  if (!stream || !settings?.pending) return;
  const { mode, keyId } = settings.pending;
  delete settings.pending;
  if (mode) stream.mode = mode;
  if (keyId !== undefined) encrypt(stream, keyId);
  stream.status = "ACTIVE";
  note(run, "status", { stream: stream.name, status: "ACTIVE" }, [], "status", 0);
};

/** Records from now on are encrypted with this key, or with none for "". */
const encrypt = (stream: Stream, keyId: string): void => {
  const settings = settingsOf(stream);
  const was = settings.keyId !== undefined;
  if (keyId === "") delete settings.keyId;
  else settings.keyId = keyId;
  if (was !== (keyId !== "")) (settings.encrypted ??= []).push(stream.log.total);
};

const finishConsumer = (run: Run, number: number, gone: boolean): void => {
  const found = consumerNumbered(run, number);
  if (!found) return;
  const { stream, consumer } = found;
  if (!gone) {
    if (consumer.status === "CREATING") consumer.status = "ACTIVE";
    return;
  }
  const left = settingsOf(stream).consumers!.filter((each) => each !== consumer);
  settingsOf(stream).consumers = left;
};

const finishChannel = (run: Run, number: number, gone: boolean): void => {
  const { settings } = run.world;
  const channel = settings?.channels.find((each) => each.number === number);
  if (!settings || !channel) return;
  if (gone) settings.channels = settings.channels.filter((each) => each !== channel);
  else if (channel.status !== "DELETING") channel.status = "ACTIVE";
};

/** Events of the operations beyond the core. */
export const onMoreEvent = (run: Run, type: number, argument: number): void => {
  if (type === SERVICE_EVENT.push) onPushEvent(run, argument);
  else if (type === SERVICE_EVENT.streamUpdated) finishUpdate(run, argument);
  else if (type === SERVICE_EVENT.consumerReady) finishConsumer(run, argument, false);
  else if (type === SERVICE_EVENT.consumerGone) finishConsumer(run, argument, true);
  else if (type === SERVICE_EVENT.channelReady) finishChannel(run, argument, false);
  else finishChannel(run, argument, true);
};

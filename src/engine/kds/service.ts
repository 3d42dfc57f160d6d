import { sampleSecond } from "../cloudwatch/sample.ts";
import { orderOf, PHASE, push, whatOf } from "../core/queue.ts";
import { note, type Run } from "../core/state.ts";
import { SERVICE_EVENT } from "./events.ts";
import { finishCreate, finishStep } from "./reshard.ts";

/** Schedules what the service does by itself from time 0 on. */
export const startService = (run: Run): void => scheduleSecond(run);

const scheduleSecond = (run: Run): void => {
  const atUs = run.world.nowUs + 1_000_000;
  push(run.world.queue, atUs, orderOf(PHASE.sample, 0, 0), whatOf(SERVICE_EVENT.second, 0));
};

export const onServiceEvent = (run: Run, type: number, argument: number): void => {
  if (type === SERVICE_EVENT.second) {
    sampleSecond(run);
    return scheduleSecond(run);
  }
  if (type > SERVICE_EVENT.second) return run.models.operations?.onEvent(run, type, argument);
  const stream = run.world.streams.find((each) => each.number === argument);
  if (!stream) return;
  if (type === SERVICE_EVENT.createDone) finishCreate(run, stream);
  else if (type === SERVICE_EVENT.reshardStep) finishStep(run, stream);
  else {
    stream.totals.forEach((total, at) => {
      run.world.retiredTotals[at]! += total;
    });
    const { name, number, createdUs, totals } = stream;
    (run.world.deleted ??= []).push({ name, number, createdUs, totals });
    delete run.world.samples[name];
    run.world.streams = run.world.streams.filter((each) => each !== stream);
    note(run, "status", { stream: stream.name, status: "DELETED" }, [], "status", 0);
  }
};

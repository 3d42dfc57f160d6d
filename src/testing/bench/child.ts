import { TASKS } from "./tasks.ts";

/** Measures one subject of one task and sends its lines to the process that forked this one. */
const [name = "", subject = ""] = process.argv.slice(2);
const task = TASKS[name];
if (!task) throw new Error(`there is no task ${name}`);
process.send?.(task.measure(subject));

/**
 * `npm run soak -- [--seconds 60] [--writers 4] [--seed 1]`: an endpoint under load is killed with SIGKILL
 * and started again, over and over. Every record whose put was answered must be read back, once, under
 * the sequence number it was given.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { soak } from "./load.ts";

const args = process.argv.slice(2);
const numberOf = (name: string, otherwise: number): number => {
  const at = args.indexOf(`--${name}`);
  if (at < 0) return otherwise;
  const value = Number(args[at + 1]);
  if (!Number.isFinite(value) || value < 1) throw new Error(`--${name} needs a number from 1 on.`);
  return value;
};

const folder = await mkdtemp(join(tmpdir(), "soak-"));
const result = await soak({
  folder,
  ms: numberOf("seconds", 60) * 1_000,
  writers: numberOf("writers", 4),
  seed: numberOf("seed", 1),
});
const { kills, answered, lost, twice } = result;
console.log(
  `${kills} kills, ${answered} records answered, ${lost.length} lost, ${twice.length} twice.`,
);
if (lost.length > 0 || twice.length > 0) {
  console.log(`kept in ${folder}: ${[...lost, ...twice].slice(0, 5).join(", ")}`);
  process.exitCode = 1;
} else {
  await rm(folder, { recursive: true });
}

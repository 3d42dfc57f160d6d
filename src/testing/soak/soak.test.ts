import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { soak } from "./load.ts";

test("an endpoint that is killed under load loses nothing that was answered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "soak-"));
  const result = await soak({ folder, ms: 1_000, writers: 3, seed: 5 });
  expect(result).toMatchObject({ lost: [], twice: [] });
  expect(result.kills).toBeGreaterThan(0);
  expect(result.answered).toBeGreaterThan(100);
  await rm(folder, { recursive: true });
});

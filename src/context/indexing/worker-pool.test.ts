import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { type SizedJob, WorkerPool } from "./worker-pool.js";

it("ends all its workers when a write fails, so that the next run starts with new ones", async () => {
  using scratch = new Scratch();
  const text = "export const boat = 1;\n".repeat(4000);
  const names = Array.from({ length: 24 }, (_, index) => `boat${index}.ts`);
  scratch.write(Object.fromEntries(names.map((name) => [name, text])));
  const jobs = names.map(
    (path): SizedJob => ({ path, absolute: join(scratch.root, path), bytes: text.length }) as SizedJob,
  );
  const pool = new WorkerPool("o200k_base", 3);
  const full = new Error("the disk is full");
  const run = (onBatch: () => Promise<void>) =>
    pool.run(jobs, {
      onBatch,
      onRefused: async () => {},
      onProgress: () => {},
      signal: new AbortController().signal,
    });
  let writes = 0;
  await expect(
    run(async () => {
      writes++;
      throw full;
    }),
  ).rejects.toBe(full);
  expect(writes).toBe(1);
  // The index is closed next; a thread that is left would be started again, and never ended.
  expect(() => pool.stop()).not.toThrow();
  let batches = 0;
  await run(async () => {
    batches++;
  });
  expect(batches).toBeGreaterThan(0);
  pool.stop();
}, 60_000);

import { join } from "node:path";
import { expect, test } from "vitest";
import { runEvents } from "./run-events.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

// benchmarks/crash-events.ts does this with 10,000 events.
test("after random events with indexing processes killed in between, the index equals a fresh one", async () => {
  const run = await runEvents({ events: 240, seed: 7, eventsPerRound: 20, mostMilliseconds: 700, cli });
  expect(run.differences).toEqual([]);
  expect(run.kills).toBeGreaterThan(0);
}, 60_000);

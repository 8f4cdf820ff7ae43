/**
 * Creates, edits, renames and deletes files at random and kills `fovea index` and `fovea watch` (SIGKILL) in
 * between. At the end the index is compared with a new one, file by file and query by query.
 *
 *   npm run build && node scripts/run-ts.mjs benchmarks/crash-events.ts [--events 10000] [--seed 1]
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runEvents } from "../test/crash/run-events.js";

const { values } = parseArgs({
  options: { events: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const started = performance.now();
const run = await runEvents({
  events: Number(values.events),
  seed: Number(values.seed),
  eventsPerRound: 25,
  mostMilliseconds: 700,
  cli: resolve("dist/cli.js"),
});
console.log(
  JSON.stringify(
    { ...run, seed: Number(values.seed), seconds: (performance.now() - started) / 1000 },
    null,
    2,
  ),
);
if (run.differences.length > 0) process.exitCode = 1;

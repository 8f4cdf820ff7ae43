/**
 * Damages the files of an index at random and then runs commands, often while a server has the index open.
 * Each answer must be that of an intact index, or one line with its mend; `fovea doctor --repair` must then
 * repair the index. The rounds run in a child process, so that a crash (a panic of the native driver) is
 * detected.
 *
 *   npm run build && node scripts/run-ts.mjs benchmarks/corrupt-state.ts [--times 1000] [--seed 1] [--only bytes,text]
 */
import { fork } from "node:child_process";
import { appendFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CorruptState, type Damage, damages, plan } from "../test/crash/corrupt-state.js";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    from: { type: "string" },
    log: { type: "string" },
  },
});
const only = values.only?.split(",");
const rounds = [...plan(Number(values.times), Number(values.seed))].filter(
  ([damage]) => only === undefined || only.includes(damage),
);

if (values.from !== undefined) {
  using state = new CorruptState();
  await state.prepare();
  for (let at = Number(values.from); at < rounds.length; at++) {
    const [damage, seed] = rounds[at]!;
    process.send!({ at });
    for (const fault of await state.round(damage, seed)) process.send!({ fault });
  }
  process.send!({ at: rounds.length });
  process.disconnect();
} else {
  const started = performance.now();
  const faults: string[] = [];
  const ends: string[] = [];
  for (let at = 0; at < rounds.length; ) {
    const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), "--from", String(at)], {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    let err = "";
    child.stderr!.on("data", (chunk: Buffer) => {
      err = (err + chunk).slice(-2000);
    });
    child.on("message", (message: { at?: number; fault?: string }) => {
      if (message.at !== undefined) at = message.at;
      if (values.log && at % 100 === 0 && message.at !== undefined)
        appendFileSync(values.log, `${at} done, ${faults.length} faults, ${ends.length} ends\n`);
      if (message.fault === undefined) return;
      faults.push(message.fault);
      if (values.log) appendFileSync(values.log, `${message.fault}\n`);
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.once("close", (...how) => resolve(how)),
    );
    if (at >= rounds.length) break;
    const end = `${rounds[at]!.join(" ")}: the process ended with ${signal ?? code}: ${err}`;
    ends.push(end);
    if (values.log) appendFileSync(values.log, `${end}\n`);
    at++;
  }
  const kinds = Object.keys(damages).filter(
    (damage) => only === undefined || only.includes(damage as Damage),
  );
  const report = {
    kinds,
    damages: rounds.length,
    ended: ends,
    faults,
    seconds: Math.round((performance.now() - started) / 1000),
  };
  console.log(JSON.stringify(report, null, 2));
  if (ends.length + faults.length > 0) process.exitCode = 1;
}

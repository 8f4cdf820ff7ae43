// Indexes texts of 900 KB that are slow to parse, for every language and document format, in the indexing
// threads, and prints the outcome of each. Fails when one exceeds the time limit of a file or breaks the
// indexing threads. npm run build && node scripts/run-ts.mjs benchmarks/worst-cases.ts [--bytes 900000]
// [--only kt,md] [--slow 2] [--every 40]
import { type SizedJob, WorkerPool } from "../src/context/indexing/worker-pool.js";
import { languages } from "../src/context/languages/index.js";
import { ruleLanguages } from "../src/context/languages/rules/index.js";
import { documentParsers } from "../src/context/parse/documents/index.js";
import { WorkTime } from "../src/context/parse/work-time.js";
import { hostileDocuments } from "../test/support/hostile-documents.js";
import { repeated, worstTokens } from "../test/support/worst-texts.js";

const flag = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const bytes = Number(flag("bytes") ?? 900_000);
const only = flag("only")?.split(",");
/** Runs only every n-th case. */
const every = Number(flag("every") ?? 1);
const slowSeconds = Number(flag("slow") ?? 2);
/**
 * The time limit of a file, plus the start of the next thread, plus a margin for other work on the machine.
 */
const MOST_SECONDS = 6;

const extensions = [...languages, ...ruleLanguages, ...documentParsers]
  .flatMap(({ extensions }) => extensions.slice(0, 1))
  .filter((extension) => !only || only.includes(extension));

interface Case {
  readonly path: string;
  readonly name: string;
  readonly content: Uint8Array;
}

function* cases(): Generator<Case> {
  for (const extension of extensions)
    for (const token of worstTokens)
      for (const line of [false, true]) {
        // Also cut into lines, because lines of more than 20,000 characters are not parsed.
        const whole = repeated(token, bytes);
        const text = line ? (whole.match(/[\s\S]{1,15000}/g) ?? []).join("\n") : whole;
        const content = Buffer.from(opening(extension) + text);
        yield {
          path: `hostile.${extension}`,
          name: JSON.stringify(token) + (line ? " in lines" : ""),
          content,
        };
      }
  for (const [name, content] of hostileDocuments())
    if (!only || only.includes(name.slice(name.lastIndexOf(".") + 1))) yield { path: name, name, content };
}

const opening = (extension: string): string =>
  extension === "pdf" ? "%PDF-1.4\n" : extension === "yaml" ? "openapi: 3.0.0\n" : "";

const pool = new WorkerPool("o200k_base", 1);
let slowest = 0;
let failed = 0;
let done = 0;
let met = 0;
const outcomes = new Map<string, number>();
for (const { path, name, content } of cases()) {
  if (met++ % every > 0) continue;
  const ordinary: SizedJob = {
    path: "ordinary.ts",
    stamp: "1",
    bytes: 30,
    content: Buffer.from("export const a = 1;\n"),
  };
  const hostile: SizedJob = { path, stamp: "1", bytes: content.length, content };
  let outcome = "lost";
  let ordinaryDone = false;
  const time = new WorkTime();
  await pool.run([hostile, ordinary], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onBatch: async ({ files, skipped }) => {
      for (const file of files) {
        if (file.path === path) outcome = "indexed";
        else ordinaryDone = true;
      }
      for (const skip of skipped) if (skip.path === path) outcome = skip.reason;
    },
    onRefused: async (_job, reason) => {
      outcome = reason;
    },
  });
  const seconds = time.milliseconds() / 1000;
  slowest = Math.max(slowest, seconds);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  done++;
  const bad = outcome === "lost" || !ordinaryDone || seconds > MOST_SECONDS;
  if (bad) failed++;
  if (bad || seconds > slowSeconds)
    console.log(`${bad ? "FAILED " : ""}${path} ${name}: ${outcome}, ${seconds.toFixed(1)} s`);
}
pool.stop();
console.log(
  `${done} files of ${bytes} bytes, the slowest ${slowest.toFixed(1)} s; ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(", ")}; ${failed} failed`,
);
process.exitCode = failed > 0 ? 1 : 0;

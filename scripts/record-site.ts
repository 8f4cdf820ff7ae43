// Writes the recorded answers of the static site: node scripts/run-ts.mjs scripts/record-site.ts <folder>
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Repository } from "../src/context/repository/repository.js";
import { openCommit } from "../src/context/scan/commit-tree.js";
import { memoryStore } from "../src/context/store/drivers.js";
import { worthOf } from "../src/cost/index.js";
import { casesFromGit } from "../src/evaluate/cases/from-git.js";
import { defaultBudgets, evaluate } from "../src/evaluate/evaluate.js";
import { evalReport } from "../src/interfaces/eval/report.js";
import { type EvalReport, evalReportSchema } from "../src/interfaces/schema/eval-report.js";
import { recordAnswers } from "../src/interfaces/web/record/record.js";
import { siteBudgets, siteCases, siteDetailBudget, siteTasks } from "../src/interfaces/web/record/tasks.js";
import { SentPacks } from "../src/interfaces/web/server/sent-packs.js";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error(
    "record-site: no folder is given. Write: node scripts/run-ts.mjs scripts/record-site.ts dist/site/data",
  );
  process.exit(2);
}
const root = resolve(".");
const { name } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly name: string };
const commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
const started = performance.now();
/** With the seconds so far. */
const say = (text: string) =>
  process.stderr.write(`record-site: ${((performance.now() - started) / 1000).toFixed(0)} s: ${text}\n`);

const repository = new Repository(openCommit(root, commit), memoryStore());
try {
  say(`indexing ${commit.slice(0, 12)}`);
  await repository.update({ signal: new AbortController().signal });
  const files = await recordAnswers({
    call: {
      repository: async () => repository,
      versionOf: async () => commit,
      sent: new SentPacks({ read: () => undefined }),
      evaluation: () => {
        throw new Error("an evaluation is recorded as its report");
      },
      signal: new AbortController().signal,
    },
    name,
    commit,
    tasks: siteTasks,
    budgets: siteBudgets,
    detailBudget: siteDetailBudget,
    evaluation: await evaluation(),
    onProgress: say,
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
} finally {
  await repository.store.close();
  await repository.source.close();
}

/** The report of the newest commits; kept between builds of the same commit, since it takes minutes. */
async function evaluation(): Promise<EvalReport> {
  const cache = join("node_modules", ".cache", "fovea-scripts");
  const kept = join(cache, `site-eval-${commit}-${siteCases}.json`);
  try {
    return evalReportSchema.parse(JSON.parse(readFileSync(kept, "utf8")));
  } catch {
    // There is none of this commit and of this schema.
  }
  const began = performance.now();
  const { cases, commits, leftOut } = await casesFromGit(root, {
    limit: siteCases,
    signal: new AbortController().signal,
  });
  say(`evaluating ${cases.length} cases`);
  const report = evalReport({
    evaluation: await evaluate(cases, { budgets: defaultBudgets }),
    // The site names the repository, not where it was built.
    source: { kind: "git", path: name, commits, leftOut: { ...leftOut } },
    budgets: defaultBudgets,
    planned: cases.length,
    seconds: (performance.now() - began) / 1000,
    worth: worthOf(),
  });
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, JSON.stringify(report));
  return report;
}

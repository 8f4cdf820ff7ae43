// Judges `answered`: which tasks with an answer in the repository are refused, and which without one are not.
//   node scripts/run-ts.mjs benchmarks/confidence.ts --cases a.jsonl,b.jsonl --keep <folder> [--features out.jsonl] [--fit]
//   node scripts/run-ts.mjs benchmarks/confidence.ts --from out.jsonl [--fit]
// A case is `{ id, kind, from, name, repo, commit?, root?, query, answerable }`: `repo` is a folder, or a git directory when
// there is a `commit`; `name` the repository that is asked, `from` the one that the task is of. The index of each tree is
// kept in the folder. --features saves the evidence of each case, --from reads it again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  ANSWERED_FROM,
  type ConfidenceModel,
  likelihood,
  questionModel,
  reportModel,
} from "../src/context/rank/confidence.js";
import { type Evidence, type EvidenceName, evidenceOf, heldTogether } from "../src/context/rank/evidence.js";
import { Repository } from "../src/context/repository/repository.js";
import { openCommit } from "../src/context/scan/commit-tree.js";
import { openWorkingTree } from "../src/context/scan/working-tree.js";
import { openStore } from "../src/context/store/drivers.js";
import { fitted } from "./confidence/fit.js";

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly name: string;
  readonly repo: string;
  readonly commit?: string;
  readonly root?: string;
  readonly query: string;
  readonly answerable: boolean;
}

interface Row extends Pick<Case, "id" | "kind" | "from" | "name" | "answerable"> {
  readonly isReport: boolean;
  readonly evidence: Evidence;
  /** See `heldTogether`: such a task is never refused. */
  readonly together: boolean;
}

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    keep: { type: "string" },
    features: { type: "string" },
    from: { type: "string" },
    fit: { type: "boolean", default: false },
  },
});
if (!flags.from && !(flags.cases && flags.keep)) {
  console.error("confidence: give --cases <file.jsonl,…> and --keep <folder>, or --from <features.jsonl>");
  process.exit(2);
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);

async function measure(cases: readonly Case[], keep: string): Promise<Row[]> {
  const trees = new Map<string, Case[]>();
  for (const one of cases) {
    const tree = [one.repo, one.commit ?? "", one.root ?? ""].join("\n");
    trees.set(tree, [...(trees.get(tree) ?? []), one]);
  }
  const rows: Row[] = [];
  for (const [tree, of] of trees) {
    const { repo, commit, root } = of[0]!;
    const place = join(keep, createHash("sha256").update(tree).digest("hex").slice(0, 16));
    const isKept = existsSync(place);
    const building = isKept ? place : `${place}.part`;
    if (!isKept) {
      rmSync(building, { recursive: true, force: true });
      mkdirSync(building, { recursive: true });
    }
    const source = commit ? openCommit(repo, commit) : openWorkingTree(join(repo, root ?? ""));
    const repository = new Repository(source, openStore(building, { create: true }));
    if (!isKept) await repository.update({ signal: new AbortController().signal, threads: 2 });
    for (const { id, kind, from, name, query: text, answerable } of of) {
      const row = await repository.reader.answer(async (view) => {
        const ranking = await repository.selection.rank(view, text);
        const { query } = ranking;
        const evidence = await evidenceOf(view.corpus, ranking);
        const together = await heldTogether(view.corpus, ranking);
        return query.symbol
          ? undefined
          : { id, kind, from, name, answerable, isReport: query.describesChange, evidence, together };
      });
      // A single name is judged by whether it exists.
      if (row) rows.push(row);
    }
    await repository.close();
    if (!isKept) renameSync(building, place);
    console.error(`${rows.length} of ${cases.length}`);
  }
  return rows;
}

const rows = flags.from
  ? linesOf<Row>(flags.from)
  : await measure(
      flags.cases!.split(",").flatMap((file) => linesOf<Case>(file)),
      flags.keep!,
    );
if (flags.features) writeFileSync(flags.features, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

/** Likelihood of each row; with --fit by a model that has not seen the row's repository. */
function likelihoods(of: readonly Row[], model: ConfidenceModel): number[] {
  if (!flags.fit) return of.map(({ evidence }) => likelihood(model, evidence));
  const by = new Map<string, ConfidenceModel>();
  for (const name of new Set(of.map((row) => row.name)))
    by.set(name, fitted(of.filter((row) => row.name !== name && row.from !== name)));
  return of.map(({ name, evidence }) => likelihood(by.get(name)!, evidence));
}

const percent = (share: number): string => (100 * share).toFixed(1);
const shareOf = <T>(list: readonly T[], holds: (one: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(holds).length / list.length;

const judged: { readonly row: Row; readonly confidence: number }[] = [];
for (const [title, isReport, model] of [
  ["questions", false, questionModel],
  ["reports", true, reportModel],
] as const) {
  const of = rows.filter((row) => row.isReport === isReport);
  if (of.length === 0) continue;
  const found = likelihoods(of, model);
  of.forEach((row, at) => {
    judged.push({ row, confidence: row.together ? Math.max(ANSWERED_FROM, found[at]!) : found[at]! });
  });
  if (!flags.fit) continue;
  const { weights, intercept } = fitted(of);
  const rounded = Object.fromEntries(
    (Object.keys(weights) as EvidenceName[]).map((name) => [name, Number(weights[name].toFixed(2))]),
  );
  console.log(title, JSON.stringify(rounded), `intercept ${intercept.toFixed(2)}`);
}

const answerable = judged.filter(({ row }) => row.answerable);
const others = judged.filter(({ row }) => !row.answerable);
console.log(
  `\n${answerable.length} tasks with an answer, ${others.length} without; ${flags.fit ? "cross-validated by repository" : "the model as it is"}`,
);
console.table(
  [0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.4, 0.5].map((from) => {
    const refused = ({ confidence }: { confidence: number }): boolean => confidence < from;
    const by = (isReport: boolean) => (list: typeof judged) =>
      list.filter(({ row }) => row.isReport === isReport);
    return {
      "answered from": from,
      "wrongly refused %": percent(shareOf(answerable, refused)),
      "… questions": percent(shareOf(by(false)(answerable), refused)),
      "… reports": percent(shareOf(by(true)(answerable), refused)),
      "refused of those without %": percent(shareOf(others, refused)),
      " … questions": percent(shareOf(by(false)(others), refused)),
      " … reports": percent(shareOf(by(true)(others), refused)),
    };
  }),
);
const kinds = [
  ...new Set(
    rows.map(
      ({ kind, answerable: is, isReport }) =>
        `${isReport ? "report" : "question"} ${kind} ${is ? "answerable" : "without"}`,
    ),
  ),
].sort();
console.table(
  kinds.map((kind) => {
    const of = judged.filter(
      ({ row }) =>
        `${row.isReport ? "report" : "question"} ${row.kind} ${row.answerable ? "answerable" : "without"}` ===
        kind,
    );
    return {
      kind,
      n: of.length,
      [`refused at ${ANSWERED_FROM} %`]: percent(shareOf(of, ({ confidence }) => confidence < ANSWERED_FROM)),
    };
  }),
);
// Calibration: with both classes of the same weight, the share with an answer should be near the confidence.
const weight = (is: boolean): number => 1 / (is ? answerable : others).length;
console.table(
  [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((low) => {
    const of = judged.filter(
      ({ confidence }) => confidence >= low && confidence < low + 0.1 + (low === 0.9 ? 1 : 0),
    );
    const all = of.reduce((sum, { row }) => sum + weight(row.answerable), 0);
    const right = of.filter(({ row }) => row.answerable).length * weight(true);
    return {
      confidence: `${low.toFixed(1)} to ${(low + 0.1).toFixed(1)}`,
      n: of.length,
      "with an answer %": percent(all === 0 ? 0 : right / all),
    };
  }),
);

// Learns the weights of ranking signals on reports of faults, and cross-validates them by repository.
//   node scripts/run-ts.mjs benchmarks/learn-weights.ts --cases reports.jsonl --keep <folder> [--hold 0.01] [--folds 6]
// Cases and kept indexes are those of benchmarks/reports.ts, which makes them. Each case is the list of its candidates with the
// value of every signal. The weights maximise the likelihood of the answer's files under a softmax over the list, held to the
// present ones by `--hold` times the squared difference. A signal without a weight starts at 0. Print only: copy what gains.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GitObjects } from "../src/context/git/objects.js";
import { graphReaderOf } from "../src/context/graph/reader-of.js";
import { defaultParameters } from "../src/context/rank/parameters.js";
import { rankFiles } from "../src/context/rank/rank.js";
import { followingSignals, signals } from "../src/context/rank/signals/index.js";
import { Repository } from "../src/context/repository/repository.js";
import { understandQuery } from "../src/context/retrieve/query.js";
import { openCommit } from "../src/context/scan/commit-tree.js";
import { openStore } from "../src/context/store/drivers.js";
import { decodeText } from "../src/context/text/decode.js";
import { estimate, estimateDifference } from "../src/evaluate/bootstrap.js";

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    keep: { type: "string" },
    hold: { type: "string", default: "0.01" },
    folds: { type: "string", default: "6" },
  },
});
if (!flags.cases || !flags.keep) {
  console.error("learn-weights: give --cases <file.jsonl> and --keep <folder of benchmarks/reports.ts>");
  process.exit(2);
}

interface Case {
  readonly id: string;
  readonly repo: string;
  readonly name: string;
  readonly commit: string;
  readonly query: string;
  readonly gold: readonly string[];
}

/** A case as the learner sees it: rows of candidates, columns of signals. */
interface Example {
  readonly name: string;
  readonly rows: readonly Float64Array[];
  /** Rows of the answer; -1 for a file that is no candidate. */
  readonly gold: readonly number[];
}

const present = defaultParameters.reportSignals;
const names = [...signals, ...followingSignals].map(({ name }) => name).filter((name) => name !== "vector");
/** A weight that lets a signal be computed without changing the order of files. */
const TINY = 1e-7;
/** Likelihoods are of scores times this: one over the temperature of the ranking. */
const SHARPNESS = 2.5;
const weightsForAll = Object.fromEntries(names.map((name) => [name, present[name] || TINY]));
const parameters = { ...defaultParameters, reportSignals: weightsForAll };

async function exampleOf(one: Case, objects: GitObjects): Promise<Example | undefined> {
  const query = understandQuery(one.query);
  const place = join(flags.keep!, one.name.replace("/", "+"), one.id.replace(/[^\w#.-]/g, "+"));
  if (!query.describesChange || !existsSync(place)) return undefined;
  const repository = new Repository(
    openCommit(one.repo, one.commit, { objects }),
    openStore(place, { create: true }),
  );
  try {
    // Inside `answer`, the texts of the files are those that were indexed: literals are looked for in them.
    return await repository.reader.answer(async ({ corpus, rawLines }) => {
      const textOf = async (file: number): Promise<string> =>
        (await rawLines(corpus.files[file]!.path, async (_, content) => decodeText(content))).join("\n");
      const sources = { graph: () => graphReaderOf(corpus), textOf };
      const { files } = await rankFiles(corpus, query, parameters, sources);
      const row = new Map(files.map(({ file }, index) => [corpus.files[file]!.path, index]));
      return {
        name: one.name,
        rows: files.map(({ shares }) =>
          Float64Array.from(names, (name) => (shares[name] ?? 0) / weightsForAll[name]!),
        ),
        gold: one.gold.map((path) => row.get(path) ?? -1),
      };
    });
  } finally {
    await repository.close();
  }
}

const scoresOf = ({ rows }: Example, weights: Float64Array): number[] =>
  rows.map((row) => row.reduce((sum, value, column) => sum + value * weights[column]!, 0));

/** Mean negative log likelihood of the answers' files, with the hold; adds its gradient to `gradient`. */
function loss(
  examples: readonly Example[],
  weights: Float64Array,
  start: Float64Array,
  gradient: Float64Array,
): number {
  const hold = Number(flags.hold) * SHARPNESS ** 2;
  let total = 0;
  for (const [column, weight] of weights.entries()) {
    total += hold * (weight - start[column]!) ** 2;
    gradient[column] = 2 * hold * (weight - start[column]!);
  }
  for (const example of examples) {
    const found = example.gold.filter((row) => row >= 0);
    if (found.length === 0) continue;
    const scores = scoresOf(example, weights).map((score) => score * SHARPNESS);
    const most = Math.max(...scores);
    const sum = scores.reduce((all, score) => all + Math.exp(score - most), 0);
    total += (most + Math.log(sum) - mean(found.map((row) => scores[row]!))) / examples.length;
    for (const [index, row] of example.rows.entries()) {
      const excess = Math.exp(scores[index]! - most) / sum - (found.includes(index) ? 1 / found.length : 0);
      for (const [column, value] of row.entries())
        gradient[column]! += (SHARPNESS * excess * value) / examples.length;
    }
  }
  return total;
}

/** Gradient descent with a step that grows while the loss falls and shrinks when it does not. */
function learn(examples: readonly Example[], start: Float64Array): Float64Array {
  let weights = start.slice();
  let gradient = new Float64Array(start.length);
  let now = loss(examples, weights, start, gradient);
  for (let step = 0.2, turn = 0; turn < 150 && step > 1e-4; turn++) {
    const next = weights.map((weight, column) => weight - step * gradient[column]!);
    const nextGradient = new Float64Array(start.length);
    const then = loss(examples, next, start, nextGradient);
    if (then >= now) step /= 2;
    else {
      [weights, gradient, now] = [next, nextGradient, then];
      step *= 1.2;
    }
  }
  return weights;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Whether all files of the answer are among the first `k`. */
function allWithin(k: number, example: Example, weights: Float64Array): number {
  const scores = scoresOf(example, weights);
  const order = scores.map((_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return Number(example.gold.every((row) => row >= 0 && order.indexOf(row) < k));
}

const cases = readFileSync(flags.cases, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as Case);
const objects = new Map<string, GitObjects>();
const examples: Example[] = [];
for (const one of cases) {
  const shared = objects.get(one.repo) ?? new GitObjects(one.repo);
  objects.set(one.repo, shared);
  const example = await exampleOf(one, shared);
  if (example) examples.push(example);
}
for (const one of objects.values()) await one.close();

const start = Float64Array.from(names, (name) => present[name] ?? 0);
const repositories = [...new Set(examples.map(({ name }) => name))].sort();
const folds = Number(flags.folds);
const judged = Array.from({ length: folds }, (_, fold) => {
  const isHeld = ({ name }: Example): boolean => repositories.indexOf(name) % folds === fold;
  const weights = learn(
    examples.filter((example) => !isHeld(example)),
    start,
  );
  return examples.filter(isHeld).map((example) => ({ example, weights }));
}).flat();
console.log(
  `${examples.length} reports of ${repositories.length} repositories, ${folds} folds of repositories`,
);
for (const k of [1, 5, 10]) {
  const before = judged.map(({ example }) => allWithin(k, example, start));
  const after = judged.map(({ example, weights }) => allWithin(k, example, weights));
  const { mean: gain, low, high } = estimateDifference(after, before);
  const points = [gain, low, high].map((value) => (100 * value).toFixed(1));
  console.log(
    `all in the first ${k}: ${(100 * estimate(before).mean).toFixed(1)} → ${(100 * estimate(after).mean).toFixed(1)} %, ` +
      `difference ${points[0]} [${points[1]}, ${points[2]}]`,
  );
}
const learned = learn(examples, start);
console.table(
  names.map((name, column) => ({
    signal: name,
    present: start[column],
    learned: Number(learned[column]!.toFixed(2)),
  })),
);

// nDCG@10 on the Cranfield collection (1,400 abstracts, 225 questions) for Fovea and for plain BM25 in the same run.
//   node scripts/run-ts.mjs benchmarks/cranfield.ts --data <folder> [--format md|txt|html|eml] [--misses] [--json out.json]
// The folder has cran.all.1400, cran.qry and cranqrel, as in http://ir.dcs.gla.ac.uk/resources/test_collections/cran/; many
// public repositories have a copy, such as noramtboraas/information-retrieval on GitHub.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultParameters, type RankParameters } from "../src/context/rank/parameters.js";
import { openWorkingTree } from "../src/context/scan/working-tree.js";
import { memoryStore } from "../src/context/store/drivers.js";
import { type Estimate, estimate, estimateDifference } from "../src/evaluate/bootstrap.js";
import { foveaRetriever } from "../src/evaluate/fovea.js";
import { asFiles } from "../src/evaluate/metrics.js";
import { Scratch } from "../test/support/scratch.js";
import { Bm25, type Bm25Constants } from "./cranfield/bm25.js";
import {
  type Abstract,
  abstractsOf,
  gradedNdcg,
  type Question,
  questionsOf,
} from "./cranfield/collection.js";

const { values: flags } = parseArgs({
  options: {
    data: { type: "string" },
    format: { type: "string", default: "md" },
    parameters: { type: "string" },
    misses: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const formats: Readonly<Record<string, (abstract: Abstract) => string>> = {
  md: ({ title, author, source, text }) => `# ${title}\n\n${author}\n${source}\n\n${lines(text)}\n`,
  txt: ({ title, author, source, text }) => `${title}\n\n${author}\n${source}\n\n${lines(text)}\n`,
  html: ({ title, author, source, text }) =>
    `<html><head><meta name="generator" content="cranfield"></head><body><h1>${title}</h1><p>${author}<br>${source}</p><p>${lines(text)}</p></body></html>\n`,
  eml: ({ title, author, source, text }) =>
    `From: ${author.replace(/[^\w. -]/g, " ")} <a@example.org>\nSubject: ${title}\n\n${source}\n\n${lines(text)}\n`,
};
const write = formats[flags.format];
if (!flags.data || !write) {
  console.error(
    `cranfield: --data <folder with cran.all.1400, cran.qry, cranqrel> is needed; --format is one of ${Object.keys(formats).join(", ")}`,
  );
  process.exit(2);
}
const K = 10;
const REFERENCES: readonly Bm25Constants[] = [
  { k1: 1.2, b: 0.75 },
  { k1: 0.9, b: 0.4 },
];

const read = (name: string): string => readFileSync(join(flags.data!, name), "latin1");
const abstracts = abstractsOf(read("cran.all.1400"));
const questions = questionsOf(read("cran.qry"), read("cranqrel"));

/** Lines of a text, broken at spaces, as an abstract is printed. */
function lines(text: string): string {
  return text.replace(/(.{60,80}) /g, "$1\n");
}

const pathOf = ({ id }: Abstract): string => `abstracts/${String(id).padStart(4, "0")}.${flags.format}`;
const idOf = (path: string): number => Number.parseInt(path.slice(path.lastIndexOf("/") + 1), 10);

const rankings = new Map<string, readonly (readonly number[])[]>();
for (const constants of REFERENCES) {
  const bm25 = new Bm25(
    abstracts.map(({ title, author, source, text }) => `${title}\n${author}\n${source}\n${text}`),
    constants,
  );
  rankings.set(
    `BM25, k1 ${constants.k1}, b ${constants.b}`,
    questions.map(({ text }) =>
      bm25
        .rank(text)
        .slice(0, K)
        .map((index) => abstracts[index]!.id),
    ),
  );
}
{
  using scratch = new Scratch().write(
    Object.fromEntries(abstracts.map((abstract) => [pathOf(abstract), write(abstract)])),
  );
  for (const rows of ["symbols", "files"] as const) {
    const retriever = foveaRetriever({
      rows,
      parameters: {
        ...defaultParameters,
        ...(JSON.parse(flags.parameters ?? "{}") as Partial<RankParameters>),
      },
      openStore: memoryStore,
    });
    await retriever.prepare(openWorkingTree(scratch.root));
    const found: number[][] = [];
    for (const { text } of questions)
      found.push(
        asFiles(await retriever.rank(text, 4 * K))
          .slice(0, K)
          .map(({ path }) => idOf(path)),
      );
    rankings.set(rows === "files" ? "fovea search --files" : "fovea search", found);
    await retriever.close();
  }
}

const binary = ({ gains }: Question): ReadonlyMap<number, number> =>
  new Map([...gains.keys()].map((id) => [id, 1]));
const scoresOf = (name: string, gainsOf: (question: Question) => ReadonlyMap<number, number>): number[] =>
  questions.map((question, index) => gradedNdcg(rankings.get(name)![index]!, gainsOf(question), K));
const graded = (question: Question): ReadonlyMap<number, number> => question.gains;
const show = ({ mean, low, high }: Estimate): string =>
  `${mean.toFixed(4)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;

console.log(
  `Cranfield, ${abstracts.length} abstracts as ${flags.format}, ${questions.length} questions, nDCG@${K}`,
);
console.log(
  "graded: gain 4 for judgement 1 (complete answer) to 1 for judgement 4; binary: gain 1 for each of these\n",
);
for (const name of rankings.keys())
  console.log(
    `${name.padEnd(24)} graded ${show(estimate(scoresOf(name, graded)))}   binary ${show(estimate(scoresOf(name, binary)))}`,
  );
const reference = [...rankings.keys()][0]!;
for (const name of [...rankings.keys()].slice(REFERENCES.length))
  console.log(
    `${name} minus ${reference}: ${show(estimateDifference(scoresOf(name, graded), scoresOf(reference, graded)))}`,
  );
if (flags.misses) {
  const [mine, theirs] = [scoresOf("fovea search", graded), scoresOf(reference, graded)];
  const worst = [...questions.keys()]
    .sort((a, b) => mine[a]! - theirs[a]! - (mine[b]! - theirs[b]!))
    .slice(0, 20);
  for (const index of worst)
    console.log(
      `${mine[index]!.toFixed(2)} ${theirs[index]!.toFixed(2)} ${questions[index]!.text}\n   want ${[...questions[index]!.gains.keys()].join(" ")}\n   got ${rankings.get("fovea search")![index]!.join(" ")}\n   bm25 ${rankings.get(reference)![index]!.join(" ")}`,
    );
}
if (flags.json)
  writeFileSync(
    flags.json,
    JSON.stringify(
      [...rankings.keys()].map((name) => ({
        name,
        graded: estimate(scoresOf(name, graded)),
        binary: estimate(scoresOf(name, binary)),
      })),
      null,
      1,
    ),
  );

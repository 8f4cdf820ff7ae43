// Measures on what packs spend their tokens: code, imports, headings and fences, licence headers, blank lines, crumbs.
//   node scripts/run-ts.mjs benchmarks/pack-waste.ts --cases code-search.jsonl --repos <folder> --keep <folder>
//     [--only name,…] [--each 5] [--budget 8192] [--show 2]
// A case is `{ name, query }`; the repositories are folders of `--repos` with these names. `--show` prints so many packs of
// each repository. The index of each repository is kept in the folder and used again by the next run.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultRenderer } from "../src/context/render/index.js";
import { Repository } from "../src/context/repository/repository.js";
import { openWorkingTree } from "../src/context/scan/working-tree.js";
import { openStore } from "../src/context/store/drivers.js";
import { tokenCounter } from "../src/shared/tokens/count.js";

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    repos: { type: "string" },
    keep: { type: "string" },
    only: { type: "string" },
    each: { type: "string", default: "5" },
    budget: { type: "string", default: "8192" },
    show: { type: "string", default: "0" },
  },
});
if (!flags.cases || !flags.repos || !flags.keep) {
  console.error("pack-waste: give --cases <file.jsonl>, --repos <folder> and --keep <folder>");
  process.exit(2);
}
const { repos, keep } = flags;
const budget = Number(flags.budget);
const all = readFileSync(flags.cases, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as { readonly name: string; readonly query: string });
const names = flags.only?.split(",") ?? [...new Set(all.map(({ name }) => name))];
const counter = tokenCounter();

/** Tokens of a pack by what they are spent on. Lines are imports and so on by their look, in any language. */
interface Spent {
  tokens: number;
  imports: number;
  licence: number;
  frames: number;
  blank: number;
  crumbs: number;
  map: number;
  pieces: number;
  files: number;
  milliseconds: number;
}

const IMPORT =
  /^\s*(?:import\b|from\s+\S+\s+import\b|#\s*include\b|use\s+[\w:{]|using\s+[\w.]+\s*;|require\b|(?:const|local|var)\s+[\w{}, ]+=\s*require\b|alias\s+[A-Z]|package\s+[\w.]+;?\s*$)/;
const LICENCE =
  /copyright|licen[sc]e|spdx|all rights reserved|warrant(?:y|ies)|redistribut|permission is hereby/i;

async function spentOf(repository: Repository, query: string, show: boolean): Promise<Spent> {
  const start = performance.now();
  const pack = await repository.pack(query, budget, defaultRenderer);
  const milliseconds = performance.now() - start;
  if (show) console.log(`${"=".repeat(100)}\n${pack.text}`);
  const spent: Spent = {
    tokens: pack.tokens,
    imports: 0,
    licence: 0,
    frames: 0,
    blank: 0,
    crumbs: 0,
    map: 0,
    pieces: pack.items.length,
    files: new Set(pack.items.map(({ path }) => path)).size,
    milliseconds,
  };
  let inItems = 0;
  for (const { text } of pack.items) {
    const lines = text.split("\n");
    inItems += counter.count(`${text}\n`);
    for (const line of lines) {
      const tokens = counter.count(`${line}\n`);
      if (line.trim() === "") spent.blank += tokens;
      else if (IMPORT.test(line)) spent.imports += tokens;
      else if (LICENCE.test(line)) spent.licence += tokens;
    }
    const written = lines.filter((line) => line.trim() !== "");
    if (written.length <= 2 && !written.some((line) => IMPORT.test(line)))
      spent.crumbs += counter.count(text);
  }
  const bare = defaultRenderer.render(query, []);
  if (pack.map.length > 0)
    spent.map = counter.count(defaultRenderer.render(query, [], { map: pack.map })) - counter.count(bare);
  spent.frames = pack.tokens - inItems - spent.map;
  return spent;
}

const rows: Record<string, Record<string, string | number>> = {};
const total: Spent[] = [];
for (const name of names) {
  const place = join(keep, name);
  mkdirSync(place, { recursive: true });
  const repository = new Repository(openWorkingTree(join(repos, name)), openStore(place, { create: true }));
  await repository.update({ signal: new AbortController().signal, threads: 2 });
  const asked = all.filter((one) => one.name === name);
  const every = Math.max(1, Math.floor(asked.length / Number(flags.each)));
  const queries = asked.filter((_, index) => index % every === 0).slice(0, Number(flags.each));
  const spent: Spent[] = [];
  for (const [index, { query }] of queries.entries())
    spent.push(await spentOf(repository, query, index < Number(flags.show)));
  rows[name] = summary(spent);
  total.push(...spent);
  await repository.close();
}
rows.all = summary(total);
console.table(rows);

function summary(spent: readonly Spent[]): Record<string, string | number> {
  const sum = (key: keyof Spent): number => spent.reduce((total, one) => total + one[key], 0);
  const share = (key: keyof Spent): string => ((100 * sum(key)) / sum("tokens")).toFixed(1);
  const mean = (key: keyof Spent): string => (sum(key) / spent.length).toFixed(1);
  return {
    packs: spent.length,
    "used %": ((100 * sum("tokens")) / (budget * spent.length)).toFixed(1),
    "imports %": share("imports"),
    "frames %": share("frames"),
    "licence %": share("licence"),
    "blank %": share("blank"),
    "crumbs %": share("crumbs"),
    "map %": share("map"),
    pieces: mean("pieces"),
    files: mean("files"),
    milliseconds: mean("milliseconds"),
  };
}

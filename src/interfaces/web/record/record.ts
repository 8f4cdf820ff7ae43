import { FoveaError, failure } from "../../../shared/errors.js";
import type {
  CandidatesReport,
  EvalReport,
  FileLines,
  FileOutline,
  GraphReport,
  PackReport,
  PackRequest,
  RepositoryInfo,
  RepositoryMap,
  WhyReport,
} from "../api/contract.js";
import type { ApiCall } from "../api/endpoint.js";
import { endpoints } from "../api/index.js";
import {
  type OutlineRow,
  pathOfTarget,
  type RecordedGraphs,
  type RecordedIndex,
  type RecordedOutlines,
  type RecordedPack,
  type RecordedTask,
  type RecordedTexts,
  rowsOf,
  shardOf,
  shards,
  whyKey,
} from "./format.js";
import { LineTable } from "./line-table.js";

export interface RecordOptions {
  readonly call: ApiCall;
  /** The repository's name: the folder of a build may have another one. */
  readonly name: string;
  readonly commit: string;
  readonly tasks: readonly string[];
  /** Ascending. */
  readonly budgets: readonly number[];
  /** The one of `budgets` at which single definitions can be asked about. */
  readonly detailBudget: number;
  readonly evaluation: EvalReport;
  readonly onProgress?: (what: string) => void;
}

const FORMATS: readonly PackRequest["format"][] = ["markdown", "xml", "json"];
/** Of the best files of a task, those that can be asked about; besides those that the pack of the budget below shows. */
const ASKED_FILES = 10;
/** Of these, those whose definitions can be asked about, at the budget below. */
const ASKED_IN_DETAIL = 5;
/** Files of more lines are not recorded whole: only what a pack shows of them is. */
const MOST_LINES = 3000;

/**
 * Asks the endpoints of the server what the static site answers, and returns the files of its `data` folder by name.
 * @throws FoveaError `task-not-answered` when a task has no confident match: it shows nothing, so choose another.
 */
export async function recordAnswers(options: RecordOptions): Promise<ReadonlyMap<string, string>> {
  const { call, name, commit, tasks, budgets, detailBudget, evaluation, onProgress = () => {} } = options;
  const ask = async <T>(method: string, path: string, input: unknown): Promise<T> => {
    const endpoint = endpoints.find((one) => one.method === method && one.path === path)!;
    return (await endpoint.answer(endpoint.input.parse(input), call)) as T;
  };
  const files = new Map<string, string>();
  const put = (name: string, value: unknown) => files.set(name, JSON.stringify(value));

  const repository = await ask<RepositoryInfo>("GET", "repository", {});
  // The versions of a server differ from run to run; the same commit gives the same files.
  const version = commit;
  const map = await ask<RepositoryMap>("GET", "map", {});
  put("index.json", {
    commit,
    repository: { ...repository, name, version },
    tasks,
    budgets,
  } satisfies RecordedIndex);
  put("map.json", { ...map, version } satisfies RepositoryMap);
  put("eval.json", evaluation);

  onProgress("outlines");
  const kinds: string[] = [];
  const outlines: Record<string, OutlineRow[]> = {};
  for (const { path } of map.files)
    outlines[path] = rowsOf(await ask<FileOutline>("GET", "outline", { path }), kinds);
  put("outlines.json", { kinds, files: outlines } satisfies RecordedOutlines);

  const shown = new Set<string>();
  const targets = new Set<string>();
  for (const [index, task] of tasks.entries()) {
    onProgress(`task ${index + 1} of ${tasks.length}`);
    const recorded = await recordTask(task, { budgets, detailBudget }, ask);
    put(`task-${index}.json`, recorded.answers);
    for (const path of recorded.paths) shown.add(path);
    for (const target of recorded.targets) targets.add(target);
  }

  onProgress(`texts of ${shown.size} files, graphs of ${targets.size} definitions and files`);
  const texts = shards.map((): Record<string, readonly string[]> => ({}));
  for (const path of [...shown].sort()) {
    const { lines, of } = await ask<FileLines>("GET", "lines", { path, start: "1", end: String(MOST_LINES) });
    if (of <= MOST_LINES) texts[shardOf(path)]![path] = lines;
  }
  const graphs = shards.map((): Record<string, GraphReport> => ({}));
  for (const target of [...targets].sort()) {
    const graph = await ask<GraphReport>("POST", "graph", { target, impact: true }).catch(withoutGraph);
    if (graph) graphs[shardOf(pathOfTarget(target))]![target] = graph;
  }
  for (const shard of shards) {
    put(`texts-${shard}.json`, texts[shard] satisfies RecordedTexts | undefined);
    put(`graphs-${shard}.json`, graphs[shard] satisfies RecordedGraphs | undefined);
  }
  return files;
}

/** Lines between definitions have no graph: the page says that it was not recorded. */
function withoutGraph(error: unknown): undefined {
  if (!(error instanceof FoveaError)) throw error;
}

type Ask = <T>(method: string, path: string, input: unknown) => Promise<T>;

async function recordTask(
  task: string,
  { budgets, detailBudget }: Pick<RecordOptions, "budgets" | "detailBudget">,
  ask: Ask,
) {
  const candidates = await ask<CandidatesReport>("POST", "candidates", { task });
  const table = new LineTable();
  const packs: Record<string, Record<PackRequest["format"], RecordedPack>> = {};
  const asked = new Set(candidates.results.slice(0, ASKED_FILES).map(({ path }) => path));
  const paths = new Set(asked);
  const targets = new Set(asked);
  const detailed = new Map<string, Set<number>>();
  for (const budget of budgets) {
    const made: Partial<Record<PackRequest["format"], RecordedPack>> = {};
    for (const format of FORMATS) {
      const report = await ask<PackReport>("POST", "pack", { task, budget, format });
      if (!report.answered)
        throw failure(
          "task-not-answered",
          `the task "${task}" has no confident match, so nothing of it can be shown`,
          "Choose another task for the static site.",
        );
      made[format] = encoded(report, table);
      for (const { path, symbol, level, startLine } of report.items) {
        paths.add(path);
        if (budget !== detailBudget) continue;
        if (symbol !== undefined && level === "full") targets.add(`${path}:${startLine}`);
        asked.add(path);
        detailed.set(path, (detailed.get(path) ?? new Set()).add(startLine));
      }
    }
    packs[budget] = made as Record<PackRequest["format"], RecordedPack>;
  }
  const whys: Record<string, WhyReport> = {};
  const why = async (path: string, budget: number, line?: number) => {
    const report = await ask<WhyReport>("POST", "why", {
      path,
      task,
      budget,
      ...(line === undefined ? {} : { line }),
    });
    whys[whyKey(budget, path, line)] = report;
    return report;
  };
  for (const [index, path] of [...asked].entries()) {
    // The budgets of one file are neighbours: they say nearly the same, which compresses well.
    for (const budget of budgets) {
      const { pack } = await why(path, budget);
      if (budget !== detailBudget || index >= ASKED_IN_DETAIL) continue;
      const lines = detailed.get(path) ?? new Set();
      for (const { symbol, startLine } of pack?.leftOut ?? []) if (symbol !== undefined) lines.add(startLine);
      detailed.set(path, lines);
    }
    for (const line of detailed.get(path) ?? []) await why(path, detailBudget, line);
  }
  const answers: RecordedTask = { candidates, lines: table.lines, packs, whys };
  return { answers, paths, targets };
}

const encoded = ({ text, items, ...rest }: PackReport, table: LineTable): RecordedPack => ({
  ...rest,
  text: table.add(text),
  items: items.map((item) => ({ ...item, text: table.add(item.text) })),
});

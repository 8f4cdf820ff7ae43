import { type FoveaError, failure, usageError } from "../../../../shared/errors.js";
import type { EvalReport, RepositoryMap, SearchReport } from "../../api/contract.js";
import {
  definitionsOf,
  pathOfTarget,
  type RecordedGraphs,
  type RecordedIndex,
  type RecordedOutlines,
  type RecordedPack,
  type RecordedTask,
  type RecordedTexts,
  shardOf,
  whyKey,
} from "../../record/format.js";
import { textOf } from "../../record/line-table.js";
import type { ContextSource } from "./context-source.js";
import { nearestBudget } from "./nearest-budget.js";
import { searchNames } from "./search-names.js";

const MOST_EXAMPLES = 3;

/** Opens the answers that were recorded into a folder, `data/` beside the page. @throws FoveaError `no-recording`. */
export async function openRecorded(folder: string): Promise<ContextSource> {
  const files = new Map<string, Promise<unknown>>();
  const load = <T>(name: string): Promise<T> => {
    const known = files.get(name) ?? fetchJson(new URL(folder + name, document.baseURI));
    files.set(name, known);
    // A file that did not come is asked for again.
    known.catch(() => files.delete(name));
    return known as Promise<T>;
  };
  const index = await load<RecordedIndex>("index.json");
  const { tasks, budgets, repository } = index;
  const taskOf = (task: string): Promise<RecordedTask> => {
    const at = tasks.indexOf(task);
    if (at === -1) throw notRecorded("this task was not recorded");
    return load(`task-${at}.json`);
  };
  const outlines = () => load<RecordedOutlines>("outlines.json");
  return {
    recordedTasks: tasks,
    recordedBudgets: budgets,
    recordedCommit: index.commit,
    repository: async () => repository,
    map: () => load<RepositoryMap>("map.json"),
    examples: async () => ({ tasks: tasks.slice(0, MOST_EXAMPLES) }),
    outline: async (path) => {
      const [{ files: rows, kinds }, map] = await Promise.all([outlines(), load<RepositoryMap>("map.json")]);
      const file = map.files.find((one) => one.path === path);
      const own = Object.hasOwn(rows, path) ? rows[path] : undefined;
      if (!file || !own)
        throw usageError("not-indexed", `${path} is not indexed`, "Choose a file of the map.");
      return { path, tokens: file.tokens, definitions: definitionsOf(own, kinds) };
    },
    lines: async (path, start, end) => {
      const texts = await load<RecordedTexts>(`texts-${shardOf(path)}.json`);
      const lines = Object.hasOwn(texts, path) ? texts[path]! : undefined;
      if (!lines) throw notRecorded(`the text of ${path} was not recorded`);
      return { path, startLine: start, lines: lines.slice(start - 1, end), of: lines.length };
    },
    search: async ({ query, limit }): Promise<SearchReport> => searchNames(await outlines(), query, limit),
    candidates: async (task) => (await taskOf(task)).candidates,
    pack: async ({ task, budget, format, since }) => {
      if (since !== undefined) throw notRecorded("packs that continue others were not recorded");
      const { packs, lines } = await taskOf(task);
      return decoded(packs[nearestBudget(budgets, budget)]![format], lines);
    },
    why: async ({ path, line, task, budget, format = "markdown" }) => {
      const { whys } = await taskOf(task);
      const at = nearestBudget(budgets, budget);
      const key = whyKey(at, path, line);
      const answer = format === "markdown" && Object.hasOwn(whys, key) ? whys[key] : undefined;
      if (answer) return answer;
      const place = line === undefined ? path : `${path}:${line}`;
      throw notRecorded(`why ${place} is in this pack or not was not recorded`);
    },
    graph: async ({ target }) => {
      const graphs = await load<RecordedGraphs>(`graphs-${shardOf(pathOfTarget(target))}.json`);
      const graph = Object.hasOwn(graphs, target) ? graphs[target] : undefined;
      if (!graph) throw notRecorded(`the graph of ${target} was not recorded`);
      return graph;
    },
    evaluation: async () => ({ state: "done", report: await load<EvalReport>("eval.json") }),
    startEvaluation: async () => Promise.reject(notRecorded("an evaluation needs a repository")),
    cancelEvaluation: async () => Promise.reject(notRecorded("no evaluation is running")),
    follow: () => () => {},
  };
}

const decoded = ({ text, items, ...rest }: RecordedPack, lines: readonly string[]) => ({
  ...rest,
  text: textOf(text, lines),
  items: items.map((item) => ({ ...item, text: textOf(item.text, lines) })),
});

const notRecorded = (message: string): FoveaError =>
  failure("not-recorded", message, "Run `fovea serve` in your own repository to ask anything.");

async function fetchJson(url: URL): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw noRecording("the recorded answers cannot be loaded", cause);
  }
  if (!response.ok) throw noRecording(`the recorded answers cannot be loaded: status ${response.status}`);
  return response.json();
}

const noRecording = (message: string, cause?: unknown): FoveaError =>
  failure("no-recording", message, "Reload the page.", cause);

import type { Source } from "../context/scan/source.js";
import type { EditedLines, EvaluationCase } from "./cases/case.js";
import { accuracyAt, asFiles, goldFiles, ndcgAt, recallAt, reciprocalRank } from "./metrics.js";
import type { PackedPiece, RankedPath, Retriever } from "./retriever.js";

/** The scores of one retriever on one case. */
export interface CaseScores {
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  /** 1 when every file of the answer is among the first k. */
  readonly allAt1: number;
  readonly allAt5: number;
  readonly allAt10: number;
  readonly reciprocalRank: number;
  readonly ndcgAt10: number;
  /** Wall-clock milliseconds of the ranking, without preparing the tree. */
  readonly milliseconds: number;
  /** The first files, best first. */
  readonly ranked: readonly string[];
  /** The rank of each file of the answer (in the order of `goldFiles`); null when it was not ranked. */
  readonly goldRanks: readonly (number | null)[];
  /** In the order of the budgets; empty for a retriever that cannot pack. */
  readonly budgets: readonly BudgetScores[];
}

export interface BudgetScores {
  /** Tokens used; at most the budget. */
  readonly tokens: number;
  /** Share of the answer's files with at least some lines in the context. */
  readonly recall: number;
  /** Share of the changed places whose lines are all in the context; absent when they are not known. */
  readonly editRecall?: number;
  /** Files with at least some lines in the context, in its order. */
  readonly files: readonly string[];
}

export interface CaseResult {
  readonly case: EvaluationCase;
  /** Tokens of every file in the tree, as Fovea indexes them. */
  readonly everythingTokens: number;
  /** Key: the retriever's name. */
  readonly scores: Readonly<Record<string, CaseScores>>;
}

export interface RunOptions {
  /** Called for each repository. The retrievers are then updated from case to case. */
  readonly openRetrievers: () => readonly Retriever[];
  readonly openTree: (one: EvaluationCase) => Source;
  /** Tokens, ascending. */
  readonly budgets: readonly number[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const RANKED = 50;
/** Of a ranking, kept for the report. */
const RANKED_KEPT = 10;

/**
 * Runs every retriever on every case. When aborted it stops after the current case and returns the results so
 * far.
 * @throws Error when a retriever exceeds its budget.
 */
export async function runCases(cases: readonly EvaluationCase[], options: RunOptions): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const group of byTreeOf(cases)) {
    const retrievers = options.openRetrievers();
    try {
      for (const one of group) {
        if (options.signal?.aborted) return results;
        const source = options.openTree(one);
        try {
          results.push(await runCase(one, source, retrievers, options.budgets));
        } finally {
          await source.close();
        }
        options.onProgress?.(results.length, cases.length);
      }
    } finally {
      for (const retriever of retrievers) await retriever.close();
    }
  }
  return results;
}

/** Groups cases by repository and keeps their order, because neighbouring commits differ in few files. */
function byTreeOf(cases: readonly EvaluationCase[]): EvaluationCase[][] {
  const groups = new Map<string, EvaluationCase[]>();
  for (const one of cases) {
    const key = `${one.repository}\0${one.root ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

async function runCase(
  one: EvaluationCase,
  source: Source,
  retrievers: readonly Retriever[],
  budgets: readonly number[],
): Promise<CaseResult> {
  const scores: Record<string, CaseScores> = {};
  let everythingTokens = 0;
  const fromRoot = <T extends { readonly path: string }>(found: readonly T[]): T[] =>
    one.root ? found.map((each) => ({ ...each, path: `${one.root}/${each.path}` })) : [...found];
  for (const retriever of retrievers) {
    await retriever.prepare(source);
    everythingTokens = Math.max(everythingTokens, (await retriever.totalTokens?.()) ?? 0);
    const started = performance.now();
    const ranked = fromRoot(await retriever.rank(one.query, RANKED));
    const milliseconds = performance.now() - started;
    const packs: BudgetScores[] = [];
    for (const budget of retriever.pack ? budgets : [])
      packs.push(scorePack(one, budget, fromRoot(await retriever.pack!(one.query, budget)), retriever.name));
    scores[retriever.name] = { ...scoreRanking(one, ranked), milliseconds, budgets: packs };
  }
  return { case: one, everythingTokens, scores };
}

function scoreRanking({ targets }: EvaluationCase, ranked: readonly RankedPath[]) {
  const recall = (k: number) => recallAt(ranked, targets, k);
  const files = asFiles(ranked).map(({ path }) => path);
  const rankOf = (path: string) => files.indexOf(path) + 1 || null;
  const all = (k: number) => accuracyAt(ranked, targets, k);
  return {
    recallAt1: recall(1),
    recallAt5: recall(5),
    recallAt10: recall(10),
    allAt1: all(1),
    allAt5: all(5),
    allAt10: all(10),
    reciprocalRank: reciprocalRank(ranked, targets),
    ranked: files.slice(0, RANKED_KEPT),
    goldRanks: goldFiles(targets).map(rankOf),
    ndcgAt10: ndcgAt(
      asFiles(ranked),
      goldFiles(targets).map((path) => ({ path })),
      10,
    ),
  };
}

function scorePack(
  { targets, edits }: EvaluationCase,
  budget: number,
  pieces: readonly PackedPiece[],
  name: string,
): BudgetScores {
  const tokens = pieces.reduce((sum, piece) => sum + piece.tokens, 0);
  if (tokens > budget) throw new Error(`${name} packed ${tokens} tokens into a budget of ${budget}`);
  const gold = goldFiles(targets);
  const held = new Set(pieces.filter(({ level }) => level !== "mention").map(({ path }) => path));
  const recall = gold.filter((path) => held.has(path)).length / gold.length;
  const scores = { tokens, recall, files: [...held] };
  if (edits === undefined || edits.length === 0) return scores;
  const shown = shownLines(pieces);
  return { ...scores, editRecall: edits.filter((edit) => isShown(shown, edit)).length / edits.length };
}

/** The lines of each file that a context shows. Pieces of every level are unchanged lines of the file. */
function shownLines(pieces: readonly PackedPiece[]): ReadonlyMap<string, ReadonlySet<number>> {
  const shown = new Map<string, Set<number>>();
  for (const { path, startLine, endLine } of pieces) {
    const lines = shown.get(path) ?? new Set();
    shown.set(path, lines);
    for (let line = startLine; line <= endLine; line++) lines.add(line);
  }
  return shown;
}

/** True when all changed lines are shown; for an insertion, the line before or after it. */
function isShown(
  shown: ReadonlyMap<string, ReadonlySet<number>>,
  { path, startLine, endLine, insertion }: EditedLines,
): boolean {
  const lines = shown.get(path);
  if (!lines) return false;
  if (insertion) return lines.has(startLine) || lines.has(endLine);
  for (let line = startLine; line <= endLine; line++) if (!lines.has(line)) return false;
  return true;
}

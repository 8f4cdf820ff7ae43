import { usageError } from "../../shared/errors.js";
import type { UpdatePlan } from "../indexing/update.js";
import type { RankedFile, Ranking } from "../rank/rank.js";
import { CANDIDATES } from "../rank/rank.js";
import { reasonOf } from "../rank/signals/index.js";
import type { IndexView } from "../repository/index-view.js";
import type { Repository } from "../repository/repository.js";
import type { Judgement } from "../repository/results.js";
import { unindexedTextIn } from "../repository/unindexed.js";
import { understandQuery } from "../retrieve/query.js";
import { topK } from "../retrieve/top-k.js";
import { type Absence, absenceOf } from "./absent.js";
import { type Freshness, type PackReasons, packReasons } from "./pack-reasons.js";
import type { WhyQuestion } from "./question.js";
import { type TaskWords, taskWords } from "./task-words.js";

/** One signal's share of the score, for the file and for the file that ranks first. */
export interface SignalReason {
  readonly name: string;
  readonly why: string;
  readonly share: number;
  readonly firstShare: number;
}

export interface RankReason {
  /** Rank, from 1. */
  readonly place: number;
  readonly candidates: number;
  readonly score: number;
  readonly first: { readonly path: string; readonly score: number };
  /** The file that `searchFiles` and `pack` take in its place, since the two are variants of one. */
  readonly variantOf?: string;
  /** Signals with a share for the file or the first file, the greatest difference first. */
  readonly signals: readonly SignalReason[];
}

export interface NoCandidateReason {
  /** How well its words match, by BM25F; 0 when it contains none of them. */
  readonly score: number;
  /** The score of the last file that became a candidate by its words. */
  readonly leastScore: number;
}

/** A text that the task quotes, and how much of it the file has, above 0 and at most 1: of a message, its template. */
export interface HeldLiteral {
  readonly text: string;
  readonly share: number;
}

export type Why =
  /** `text` is a text that the task quotes and that the file has, although it is not indexed. */
  | (Absence & { readonly text?: string })
  | { readonly verdict: "outside-scope" }
  | ({
      readonly verdict: "not-a-candidate";
      readonly judgement: Judgement;
      readonly words: TaskWords;
      readonly match: NoCandidateReason;
    } & Freshness)
  | ({
      readonly verdict: "in-pack" | "not-in-pack";
      readonly judgement: Judgement;
      readonly words: TaskWords;
      readonly literals: readonly HeldLiteral[];
      readonly rank: RankReason;
      readonly pack: PackReasons;
    } & Freshness);

/**
 * Explains why a path has its rank for a task and which of its definitions are in the pack, or why it is not
 * in the index. The rank is the place among all files, of which `searchFiles` lists one for all
 * variants; the pack is that of `pack`.
 * @throws FoveaError `path-is-folder`, `past-the-end`, `corrupt-index`.
 */
export async function explain(repository: Repository, question: WhyQuestion): Promise<Why> {
  const plan = await repository.index.plan();
  return repository.reader.answer(async (view): Promise<Why> => {
    if (view.whole.fileAt(question.path) < 0) {
      const absence = await absenceOf(repository.source, plan, question.path);
      const text =
        absence.verdict === "skipped"
          ? await unindexedTextIn(repository, question.task, question.path)
          : undefined;
      return { ...absence, ...(text === undefined ? {} : { text }) };
    }
    if (view.corpus.fileAt(question.path) < 0) return { verdict: "outside-scope" };
    return explainIndexed(repository, view, plan, question);
  });
}

async function explainIndexed(
  repository: Repository,
  view: IndexView,
  plan: UpdatePlan,
  question: WhyQuestion,
): Promise<Why> {
  const { corpus } = view;
  const file = corpus.fileAt(question.path);
  const { lines } = corpus.files[file]!;
  if (question.line !== undefined && question.line > lines)
    throw usageError(
      "past-the-end",
      `${question.path} has ${lines} ${lines === 1 ? "line" : "lines"}`,
      "Name one of them, or leave out the line.",
    );
  const deleted = plan.removed.includes(question.path);
  const changed = deleted || plan.jobs.some(({ path }) => path === question.path);
  const freshness = { changed, deleted };
  const ranking = await repository.selection.rank(view, question.task);
  const judgement = await repository.selection.judge(view, ranking);
  const words = await taskWords(corpus, understandQuery(question.task), file);
  const place = ranking.files.findIndex((ranked) => ranked.file === file);
  if (place < 0)
    return { verdict: "not-a-candidate", judgement, words, match: noCandidate(ranking, file), ...freshness };
  const pack = await packReasons(repository, view, ranking, question, freshness);
  const groups = await repository.selection.bestFiles(view, ranking, question.task, ranking.files.length);
  const shown = groups.find(({ others }) => others.some((other) => other.file === file))?.shown;
  const variantOf = shown && corpus.files[shown.file]!.path;
  return {
    verdict: pack.pieces.length > 0 ? "in-pack" : "not-in-pack",
    judgement,
    words,
    literals: ranking.literals.flatMap(({ literal: { text }, files }) => {
      const share = files.get(file) ?? 0;
      return share > 0 ? [{ text, share }] : [];
    }),
    rank: { ...rankReason(view, ranking, place), ...(variantOf === undefined ? {} : { variantOf }) },
    pack,
    ...freshness,
  };
}

function noCandidate({ matches }: Ranking, file: number): NoCandidateReason {
  const best = topK(matches.fileScore, CANDIDATES, 0);
  const last = best.length === CANDIDATES ? best.at(-1) : undefined;
  return { score: matches.fileScore[file]!, leastScore: last === undefined ? 0 : matches.fileScore[last]! };
}

function rankReason({ corpus }: IndexView, { files }: Ranking, place: number): RankReason {
  const own = files[place]!;
  const first = files[0]!;
  return {
    place: place + 1,
    candidates: files.length,
    score: own.score,
    first: { path: corpus.files[first.file]!.path, score: first.score },
    signals: signalReasons(own, first),
  };
}

function signalReasons(own: RankedFile, first: RankedFile): SignalReason[] {
  const names = [...new Set([...Object.keys(own.shares), ...Object.keys(first.shares)])];
  const signals = names.map((name) => ({
    name,
    why: reasonOf(name),
    share: own.shares[name] ?? 0,
    firstShare: first.shares[name] ?? 0,
  }));
  const weight = ({ share, firstShare }: SignalReason): number =>
    own === first ? Math.abs(share) : Math.abs(firstShare - share);
  return signals.sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1));
}

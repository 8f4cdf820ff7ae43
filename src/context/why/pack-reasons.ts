import { qualifiedName } from "../indexing/outline.js";
import type { Candidate } from "../pack/candidates.js";
import type { LeftOut } from "../pack/pack.js";
import type { Level } from "../pack/plan.js";
import type { Ranking } from "../rank/rank.js";
import type { IndexView } from "../repository/index-view.js";
import type { Repository } from "../repository/repository.js";
import type { WhyQuestion } from "./question.js";

/** Lines of the file that are in the pack. */
export interface ShownPiece {
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  readonly level: Level;
}

/** How a file compares with its indexed content, which is what is ranked. */
export interface Freshness {
  /** Whether the file differs from its indexed content. */
  readonly changed: boolean;
  /** Whether it differs because it no longer exists. */
  readonly deleted: boolean;
}

export type LeftOutReason =
  | LeftOut
  /** It was not as indexed before the pack was made. */
  | { readonly reason: "changed" | "deleted" };

/** A definition or section of the file that is not whole in the pack. */
export interface LeftOutPiece {
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  readonly tokens: number;
  readonly why: LeftOutReason;
}

export interface PackReasons {
  readonly budget: number;
  /** Tokens of the whole pack. */
  readonly tokens: number;
  /** Number of best-ranked files whose definitions competed for a place. */
  readonly competing: number;
  /** Whether the file is one of those. */
  readonly competes: boolean;
  /** Whether the closing map names the file. */
  readonly mapped: boolean;
  readonly pieces: readonly ShownPiece[];
  /** The most likely first. */
  readonly leftOut: readonly LeftOutPiece[];
}

/** Lists the pieces of a file that are in the pack, and why each other definition is not, or not whole. */
export async function packReasons(
  repository: Repository,
  view: IndexView,
  ranking: Ranking,
  { path, line, task, budget, renderer }: WhyQuestion,
  freshness: Freshness,
): Promise<PackReasons> {
  const file = view.corpus.fileAt(path);
  const reasons = new Map<Candidate, LeftOut>();
  const packed = await repository.selection.fill(view, ranking, task, budget, renderer, reasons);
  const items = packed.items.filter((item) => item.path === path);
  const competing = packed.files.find((each) => each.file === file);
  const chunks = competing?.chunks ?? [];
  const isAsked = (range: { readonly startLine: number; readonly endLine: number }): boolean =>
    line === undefined || (range.startLine <= line && line <= range.endLine);
  const innermost = line === undefined ? undefined : chunks.findLast(isAsked);
  const leftOut = packed.candidates.flatMap((candidate): LeftOutPiece[] => {
    if (candidate.file !== file) return [];
    const chunk = chunks[candidate.chunk]!;
    if (line !== undefined && chunk !== innermost) return [];
    const why = reasons.get(candidate);
    if (!why) return [];
    const symbol = qualifiedName(chunks, candidate.chunk);
    const { startLine, endLine } = chunk;
    const { tokens } = candidate;
    return [{ startLine, endLine, ...(symbol ? { symbol } : {}), tokens, why: precise(why, freshness) }];
  });
  return {
    budget,
    tokens: packed.tokens,
    competing: packed.files.length,
    competes: competing !== undefined,
    mapped: packed.map.some((each) => each.path === path),
    pieces: items
      .filter(isAsked)
      .map(({ startLine, endLine, symbol, level }) => ({
        startLine,
        endLine,
        ...(symbol ? { symbol } : {}),
        level,
      }))
      .sort((a, b) => a.startLine - b.startLine),
    leftOut,
  };
}

/** A pack leaves out files that are not as indexed; this tells a change before the pack from one during it. */
function precise(why: LeftOutReason, { changed, deleted }: Freshness): LeftOutReason {
  if (why.reason !== "changing" || !changed) return why;
  return { reason: deleted ? "deleted" : "changed" };
}

import { qualifiedName } from "../indexing/outline.js";
import type { Corpus } from "../retrieve/corpus.js";
import { isDerived } from "../scan/source.js";
import { Body, Copies, unnumbered } from "../text/copies.js";
import type { Ranking } from "./rank.js";
import { bestChunks, type ChunkHit, rankChunks } from "./rank-chunks.js";

/** A definition with its copies elsewhere in the repository. */
export interface FoldedHit extends ChunkHit {
  readonly copies: readonly ChunkHit[];
}

/** Reads the lines of a file by its number; empty when the file no longer exists. */
export type LinesOf = (file: number) => Promise<readonly string[]>;

export interface HitOptions {
  readonly limit: number;
  readonly repeatDecay: number;
  /** Whether to return only definitions and sections with a heading. */
  readonly named: boolean;
  readonly linesOf: LinesOf;
}

/** Returns the `limit` best chunks. Copies are folded into one hit, and further chunks take their places. */
export async function bestHits(
  corpus: Corpus,
  ranking: Ranking,
  { limit, repeatDecay, named, linesOf }: HitOptions,
): Promise<FoldedHit[]> {
  for (let wanted = limit; ; wanted *= 2) {
    const ranked = await rankChunks(corpus, ranking, Math.max(wanted, 10));
    const hits = bestChunks(ranked, wanted, repeatDecay, named);
    const folded = await foldCopies(corpus, hits, linesOf);
    if (folded.length >= limit || hits.length < wanted) return folded.slice(0, limit);
  }
}

/**
 * Folds copies of a definition into one hit at the rank of the best of them. The hit shows one that is not
 * generated or vendored, if there is one. A file is read only when another file has a definition of the same
 * name among the hits.
 */
async function foldCopies(corpus: Corpus, hits: readonly ChunkHit[], linesOf: LinesOf): Promise<FoldedHit[]> {
  const names = hits.map((hit) =>
    hit.chunk.name === "" ? "" : unnumbered(qualifiedName(hit.chunks, hit.index)),
  );
  const filesByName = new Map<string, Set<number>>();
  for (const [index, { file }] of hits.entries()) {
    const name = names[index]!;
    if (name !== "") filesByName.set(name, (filesByName.get(name) ?? new Set()).add(file));
  }
  const groups: ChunkHit[][] = [];
  const copies = new Copies<ChunkHit[]>();
  for (const [index, hit] of hits.entries()) {
    const group = [hit];
    if ((filesByName.get(names[index]!)?.size ?? 0) > 1) {
      const { startLine, endLine } = hit.chunk;
      const lines = (await linesOf(hit.file)).slice(startLine - 1, endLine);
      const body = new Body(hit.file, names[index]!, lines);
      const first = body.text === "" ? undefined : copies.firstLike(body);
      if (first) {
        first.push(hit);
        continue;
      }
      copies.add(body, group);
    }
    groups.push(group);
  }
  return groups.map((group) => {
    const best = group[0]!;
    const shown = group.find(({ file }) => !isDerived(corpus.files[file]!.role)) ?? best;
    const others = group.filter((hit) => hit !== shown);
    return { ...shown, score: best.score, shares: best.shares, copies: others };
  });
}

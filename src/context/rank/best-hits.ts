import { qualifiedName } from "../indexing/outline.js";
import { isDerived } from "../scan/source.js";
import { Body, Copies, unnumbered } from "../text/copies.js";
import { slotBetween } from "../text/sibling-paths.js";
import type { Relation } from "./asked-words.js";
import { AlikeFolder, type AlikeSources } from "./fold-alike.js";
import { namedTranslations } from "./named-translations.js";
import { comparedPath } from "./path-parts.js";
import type { Ranking } from "./rank.js";
import { bestChunks, type ChunkHit, rankChunks } from "./rank-chunks.js";

/** A definition with its copies elsewhere in the repository. */
interface CopiedHit extends ChunkHit {
  readonly copies: readonly ChunkHit[];
}

/** A result with its copies, and those that are like it: its variants in other languages, versions or folders. */
export interface FoldedHit extends CopiedHit {
  readonly alike: readonly ChunkHit[];
}

export interface HitOptions {
  readonly limit: number;
  readonly repeatDecay: number;
  /** Whether to return only definitions and sections with a heading. */
  readonly named: boolean;
}

/**
 * Returns the `limit` best chunks. Copies and variants are folded into one hit, and further chunks take their
 * places.
 */
export async function bestHits(
  sources: AlikeSources,
  ranking: Ranking,
  { limit, repeatDecay, named }: HitOptions,
): Promise<FoldedHit[]> {
  const folder = new AlikeFolder(sources);
  for (let wanted = limit; ; wanted *= 2) {
    const ranked = await rankChunks(sources.corpus, ranking, Math.max(wanted, 10));
    const hits = bestChunks(ranked, wanted, repeatDecay, named);
    const translated = await withTranslations(hits, sources, ranking, named);
    const copied = await foldCopies(translated, sources);
    const folded = await foldVariants(copied, folder, limit);
    if (folded.length >= limit || hits.length < wanted) return folded;
  }
}

/** Adds the translations that the task names after the hits that they translate, whose score they get. */
async function withTranslations(
  hits: readonly ChunkHit[],
  sources: AlikeSources,
  ranking: Ranking,
  named: boolean,
): Promise<ChunkHit[]> {
  const files = hits.map(({ file }) => file);
  const translations = namedTranslations(files, ranking.files, sources);
  const added = new Set<number>();
  const all: ChunkHit[] = [];
  for (const hit of hits) {
    all.push(hit);
    const found = added.has(hit.file) ? undefined : translations.get(hit.file);
    added.add(hit.file);
    if (!found) continue;
    for (const file of await rankChunks(sources.corpus, { ...ranking, files: found }, found.length))
      for (const best of bestChunks([file], 1, 1, named))
        all.push({ ...best, score: hit.score, shares: hit.shares });
  }
  return all;
}

/**
 * Folds copies of a definition into one hit at the rank of the best of them. The hit shows one that the task names
 * by its folder or version, else one that is not generated or vendored, if there is one. A file is read only when
 * another file has a definition of the same name among the hits.
 */
async function foldCopies(
  hits: readonly ChunkHit[],
  { corpus, asked, linesOf }: AlikeSources,
): Promise<CopiedHit[]> {
  const names = hits.map((hit) =>
    hit.chunk.name === "" ? "" : unnumbered(qualifiedName(hit.chunks, hit.index)),
  );
  const filesByName = new Map<string, Set<number>>();
  for (const [index, { file }] of hits.entries()) {
    const name = names[index]!;
    if (name !== "") filesByName.set(name, (filesByName.get(name) ?? new Set()).add(file));
  }
  const groups: { readonly all: ChunkHit[]; named?: ChunkHit }[] = [];
  const copies = new Copies<(typeof groups)[number]>();
  /** How a copy relates to a better one. */
  const relate = (hit: ChunkHit, to: ChunkHit): Relation => {
    const slot = slotBetween(comparedPath(corpus, hit.file).parts, comparedPath(corpus, to.file).parts);
    return slot ? asked.relate(slot) : "like";
  };
  for (const [index, hit] of hits.entries()) {
    const group = { all: [hit] };
    if ((filesByName.get(names[index]!)?.size ?? 0) > 1) {
      const { startLine, endLine } = hit.chunk;
      const lines = (await linesOf(hit.file)).slice(startLine - 1, endLine);
      const body = new Body(hit.file, names[index]!, lines);
      const first = body.text === "" ? undefined : copies.firstLike(body);
      const relation = first ? relate(hit, first.named ?? first.all[0]!) : "apart";
      if (first && relation !== "apart") {
        first.all.push(hit);
        if (relation === "better") first.named = hit;
        continue;
      }
      copies.add(body, group);
    }
    groups.push(group);
  }
  return groups.map(({ all, named }) => {
    const best = all[0]!;
    const shown = named ?? all.find(({ file }) => !isDerived(corpus.files[file]!.role)) ?? best;
    const others = all.filter((hit) => hit !== shown);
    return { ...shown, score: best.score, shares: best.shares, copies: others };
  });
}

async function foldVariants(
  hits: readonly CopiedHit[],
  folder: AlikeFolder,
  limit: number,
): Promise<FoldedHit[]> {
  const groups = await folder.fold(
    hits,
    ({ file, chunk, chunks, index }) => ({
      file,
      lines: { startLine: chunk.startLine, endLine: chunk.endLine },
      name: chunk.name === "" ? "" : qualifiedName(chunks, index),
    }),
    limit,
  );
  return groups.map(({ shown, best, others }) => ({
    ...shown,
    score: best.score,
    shares: best.shares,
    alike: others.flatMap((hit) => [hit, ...hit.copies]),
  }));
}

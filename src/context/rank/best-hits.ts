import { qualifiedName } from "../build/outline.js";
import { bodyOf, Copies, unnumbered } from "../text/copies.js";
import type { ChunkHit } from "./rank-chunks.js";

/** A definition, and the same again elsewhere. */
export interface FoldedHit extends ChunkHit {
  readonly copies: readonly ChunkHit[];
}

export interface FileAccess {
  /** Whether a file was made or copied from something else, so that its copies are the less wanted ones. */
  readonly isDerived: (file: number) => boolean;
  /** Empty when the file has gone. */
  readonly linesOf: (file: number) => Promise<readonly string[]>;
}

/**
 * Lists definitions that say the same once, at the place of the best of them; the one that is shown is not derived where
 * there is such a one. Only files are read of which another has a definition of the same name.
 */
export async function foldCopies(hits: readonly ChunkHit[], access: FileAccess): Promise<FoldedHit[]> {
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
      const lines = (await access.linesOf(hit.file)).slice(startLine - 1, endLine);
      const body = bodyOf(hit.file, names[index]!, lines);
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
    const shown = group.find(({ file }) => !access.isDerived(file)) ?? best;
    const others = group.filter((hit) => hit !== shown);
    return { ...shown, score: best.score, shares: best.shares, copies: others };
  });
}

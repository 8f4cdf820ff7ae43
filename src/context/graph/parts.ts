import { type OutlineChunk, qualifiedName } from "../indexing/outline.js";
import { scopesOf } from "../languages/index.js";
import { type Definition, type GraphReader, isType } from "./reader.js";

const canBeOpened = (kind: OutlineChunk["kind"]): boolean => isType(kind) || kind === "namespace";

/** Whether a definition is, or is inside, one of several parts of a type, such as a C# `partial class`. */
export function isInPart(language: string, chunks: readonly OutlineChunk[], chunk: number): boolean {
  const { isPart } = scopesOf(language);
  for (let at = chunk; isPart && at >= 0; at = chunks[at]!.parent) if (isPart(chunks[at]!)) return true;
  return false;
}

/** In how many places a name is defined. All parts of one type count as one place. */
export async function placesOf(reader: GraphReader, found: readonly Definition[]): Promise<number> {
  const places = new Set<string>();
  const wholes = new Set<string>();
  const parts = new Set<string>();
  for (const { file, chunk, kind, owner } of found) {
    const { language } = reader.corpus.files[file]!;
    const chunks = scopesOf(language).isPart && canBeOpened(kind) ? await reader.chunks(file) : undefined;
    if (chunks && isInPart(language, chunks, chunk)) {
      parts.add(qualifiedName(chunks, chunk));
      continue;
    }
    places.add(`${file} ${owner}`);
    if (chunks) wholes.add(qualifiedName(chunks, chunk));
  }
  return places.size + [...parts].filter((name) => !wholes.has(name)).length;
}

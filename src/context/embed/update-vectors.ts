import { createHash } from "node:crypto";
import { FoveaError } from "../../shared/errors.js";
import { decodeChunks, type OutlineChunk, qualifiedName } from "../indexing/outline.js";
import { ownRanges } from "../pack/plan.js";
import { ShownLines } from "../scan/shown-lines.js";
import type { Source } from "../scan/source.js";
import type { FileRow, FileVectors, Store } from "../store/contract.js";
import type { EmbeddingProvider } from "./provider.js";
import { quantise } from "./quantise.js";

export interface VectorUpdateOptions {
  readonly signal: AbortSignal;
  /** Chunks done, of those that had no vector at the start. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** About 500 tokens, which is all that many small models read. A chunk's head says most about it. */
const CHUNK_CHARACTERS = 1500;
/** Written together; what was not written is asked for again after an interruption. */
const GROUP_CHUNKS = 128;

/** Indexed files that have no vectors of this model. */
export async function filesWithoutVectors(store: Store, model: string): Promise<FileRow[]> {
  const [{ files }, have] = await Promise.all([store.snapshot(), store.vectorFiles(model)]);
  const known = new Set(have);
  return files.filter((file) => !known.has(file.id));
}

/**
 * Embeds the chunks of files that have no vectors yet. Secrets are redacted before anything is sent. Goes on where an
 * earlier run ended; a file that has changed since it was indexed waits for the next update.
 * @returns chunks embedded.
 * @throws FoveaError `embedding-failed`; what was embedded before is kept.
 */
export async function updateVectors(
  source: Source,
  store: Store,
  provider: EmbeddingProvider,
  options: VectorUpdateOptions,
): Promise<number> {
  await store.keepVectors(provider.name);
  const files = await filesWithoutVectors(store, provider.name);
  const total = files.reduce((sum, file) => sum + file.documents, 0);
  const shown = new ShownLines();
  let done = 0;
  options.onProgress?.(0, total);
  for (let at = 0; at < files.length; ) {
    const group: FileRow[] = [];
    for (let chunks = 0; at < files.length && chunks < GROUP_CHUNKS; at++) {
      group.push(files[at]!);
      chunks += files[at]!.documents;
    }
    if (options.signal.aborted) break;
    try {
      await store.writeVectors(
        provider.name,
        await embedFiles(source, store, provider, shown, group, options.signal),
      );
    } catch (error) {
      if (options.signal.aborted) break;
      throw error;
    }
    done += group.reduce((sum, file) => sum + file.documents, 0);
    options.onProgress?.(done, total);
  }
  return done;
}

async function embedFiles(
  source: Source,
  store: Store,
  provider: EmbeddingProvider,
  shown: ShownLines,
  group: readonly FileRow[],
  signal: AbortSignal,
): Promise<FileVectors[]> {
  const outlines = await store.outlines(group.map((file) => file.id));
  const prepared: { readonly file: FileRow; readonly texts: readonly string[] }[] = [];
  for (const [index, file] of group.entries()) {
    const lines = await linesOf(source, shown, file);
    const outline = outlines[index];
    if (!lines || outline === undefined) continue;
    const chunks = decodeChunks(outline);
    prepared.push({ file, texts: chunks.map((_, chunk) => chunkText(file.path, chunks, chunk, lines)) });
  }
  const vectors = await provider.embed(
    prepared.flatMap(({ texts }) => texts.filter((text) => text !== "")),
    "document",
    signal,
  );
  const dimensions = vectors[0]?.length ?? 0;
  let next = 0;
  return prepared.map(({ file, texts }) => {
    const data = new Int8Array(texts.length * dimensions);
    texts.forEach((text, chunk) => {
      if (text !== "") data.set(quantise(vectors[next++]!), chunk * dimensions);
    });
    return { file: file.id, dimensions, data };
  });
}

/** The lines that the index knows, secrets redacted; undefined when the file has changed or gone since. */
async function linesOf(
  source: Source,
  shown: ShownLines,
  file: FileRow,
): Promise<readonly string[] | undefined> {
  try {
    const content = await source.read(file.path);
    if (createHash("sha256").update(content).digest("hex") !== file.hash) return undefined;
    return await shown.of(file.path, content);
  } catch (error) {
    if (error instanceof FoveaError) return undefined;
    throw error;
  }
}

/** Where a chunk stands, its name, and its own lines; empty when those are blank, or all lie in other chunks. */
function chunkText(
  path: string,
  chunks: readonly OutlineChunk[],
  index: number,
  lines: readonly string[],
): string {
  if (chunks[index]!.ownTokens === 0) return "";
  const own = ownRanges(chunks, index)
    .flatMap(([from, to]) => lines.slice(from - 1, to))
    .join("\n");
  if (own.trim() === "") return "";
  return `${path} ${qualifiedName(chunks, index)}\n${own}`.slice(0, CHUNK_CHARACTERS);
}

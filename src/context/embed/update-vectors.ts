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
  /** Called with the number of chunks done, and of chunks that had no vector at the start. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Longer chunks are cut: this is about 500 tokens, the limit of many small models, and a chunk's start says
 * most.
 */
const CHUNK_CHARACTERS = 1500;
/**
 * Chunks written together. After an interruption, only the group that was not yet written is embedded again.
 */
const GROUP_CHUNKS = 128;

/** @returns the indexed files that have no vectors of this model. */
export async function filesWithoutVectors(store: Store, model: string): Promise<FileRow[]> {
  const [{ files }, have] = await Promise.all([store.snapshot(), store.vectorFiles(model)]);
  const known = new Set(have);
  return files.filter((file) => !known.has(file.id));
}

/**
 * Embeds the chunks of files that have no vectors yet. Secrets are redacted before text is given to the
 * provider. Continues where an earlier run ended. A file that changed since it was indexed is skipped until
 * the next update.
 * @returns the number of chunks embedded.
 * @throws FoveaError `embedding-failed`; vectors already written are kept.
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

/**
 * @returns the file's lines, secrets redacted; undefined when it changed or was deleted since it was indexed.
 */
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

/**
 * The text to embed: path, name and the chunk's own lines. Empty when it has no own lines, or only blank
 * ones.
 */
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

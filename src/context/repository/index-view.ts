import { FoveaError, failure, usageError } from "../../shared/errors.js";
import { hashOf } from "../indexing/content.js";
import { readableText } from "../parse/documents/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import { type ShownLines, splitLines } from "../scan/shown-lines.js";
import type { Source } from "../scan/source.js";
import type { FileRow } from "../store/contract.js";
import { ChangedFile, type FreshTries } from "./fresh.js";

/** The index and the files at one moment: what an answer is made of. */
export interface IndexView {
  /** What of the index lies in the scope: only this is listed, counted and shown. */
  readonly corpus: Corpus;
  /** All of the index, in which names are resolved. Its file numbers are not those of `corpus`. */
  readonly whole: Corpus;
  /**
   * The lines of an indexed file, secrets redacted: those that the index counts by, as their hash says. The whole file
   * is looked through, so that a key cannot slip by because only some of its lines are shown.
   * @throws FoveaError `not-indexed`; `changing-file` when it is not as it was indexed and cannot be indexed again.
   */
  lines(path: string): Promise<readonly string[]>;
  /**
   * As `lines`, whatever the index says of the file: for lines that are asked for by their numbers alone.
   * @throws FoveaError `not-indexed`; `unreadable-file` when it has gone or lies outside of the root.
   */
  linesAsTheyAre(path: string): Promise<readonly string[]>;
  /** Content hash of an indexed file; empty for another path, and for a file that is not as it was indexed. */
  hashOf(path: string): string;
  /** Files that this answer does without, because they keep changing. */
  readonly changing: ReadonlySet<string>;
  /** As `lines`; undefined when the file is not as it was indexed and cannot be indexed again. */
  linesIfSame(path: string): Promise<readonly string[] | undefined>;
  /** Of any file of the index, in the scope or not, for looking at: not kept. Empty where `lines` would throw. */
  rawLines(path: string, read?: typeof readableText): Promise<readonly string[]>;
}

export interface ViewSources {
  readonly corpus: Corpus;
  readonly whole: Corpus;
  readonly source: Source;
  readonly shown: ShownLines;
}

/** A view whose reads throw `ChangedFile` where a file is not what the index says of it. */
export function viewOf(
  { corpus, whole, source, shown }: ViewSources,
  { changing, seen }: FreshTries,
): IndexView {
  const rowOf = (path: string): FileRow | undefined => corpus.files[corpus.fileAt(path)];
  const indexedHash = (path: string): string => whole.files[whole.fileAt(path)]?.hash ?? "";
  const contentIfSame = async (path: string): Promise<Uint8Array | undefined> => {
    if (changing.has(path)) return undefined;
    const indexed = indexedHash(path);
    let content: Uint8Array;
    try {
      content = await source.read(path);
    } catch (error) {
      if (error instanceof FoveaError && error.code === "unreadable-file")
        throw new ChangedFile(path, indexed, "");
      throw error;
    }
    const hash = hashOf(content);
    if (hash === indexed) return content;
    // An editor that saves faster than files are indexed: what was read a moment ago is indexed by now.
    const before = seen.get(indexed);
    if (before) return before;
    seen.set(hash, content);
    throw new ChangedFile(path, indexed, hash);
  };
  const linesIfSame = async (path: string): Promise<readonly string[] | undefined> => {
    if (!rowOf(path)) return undefined;
    const content = await contentIfSame(path);
    return content && shown.of(path, content);
  };
  const requireIndexed = (path: string): void => {
    if (rowOf(path)) return;
    throw usageError(
      "not-indexed",
      `${path.slice(0, 200)} is not in the index`,
      "Give a path as search results do: relative to the repository root, with forward slashes.",
    );
  };
  return {
    corpus,
    whole,
    changing,
    hashOf: (path) => (changing.has(path) ? "" : (rowOf(path)?.hash ?? "")),
    linesIfSame,
    lines: async (path) => {
      requireIndexed(path);
      const lines = await linesIfSame(path);
      if (lines) return lines;
      throw failure(
        "changing-file",
        `${path} is not as it was indexed, and could not be indexed again`,
        "Ask again in a moment, or run fovea index.",
      );
    },
    linesAsTheyAre: async (path) => {
      requireIndexed(path);
      return (await linesIfSame(path)) ?? shown.of(path, await source.read(path));
    },
    rawLines: async (path, read = readableText) => {
      const content = await contentIfSame(path);
      return content ? splitLines(await read(path, content)) : [];
    },
  };
}

import { FoveaError, failure, usageError } from "../../shared/errors.js";
import { hashOf } from "../indexing/content.js";
import { readableText } from "../parse/documents/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { ShownLines } from "../scan/shown-lines.js";
import type { Source } from "../scan/source.js";
import type { FileRow } from "../store/contract.js";
import { splitLines } from "../text/lines.js";
import { ChangedFile, type FreshTries } from "./fresh.js";

/** The index and the files in the state of one moment, from which an answer is made. */
export interface IndexView {
  /** The part of the index in the scope: only this is listed, counted and shown. */
  readonly corpus: Corpus;
  /** The whole index, in which names are resolved. Its file numbers differ from those of `corpus`. */
  readonly whole: Corpus;
  /**
   * The lines of an indexed file, secrets redacted. The content hash equals the indexed one, so the index's
   * line numbers are valid. The whole file is searched for secrets, so that a key is found even when only
   * some of its lines are shown.
   * @throws FoveaError `not-indexed`; `changing-file` when the file has changed and cannot be indexed again.
   */
  lines(path: string): Promise<readonly string[]>;
  /**
   * Like `lines`, but also of a file that has changed since it was indexed: for callers that need no symbols.
   * @throws FoveaError `not-indexed`; `unreadable-file` when the file no longer exists or is outside the
   * root.
   */
  linesAsTheyAre(path: string): Promise<readonly string[]>;
  /** Content hash of an indexed file; empty for other paths and for omitted (`changing`) files. */
  hashOf(path: string): string;
  /** Files omitted from this answer, because they keep changing. */
  readonly changing: ReadonlySet<string>;
  /** Like `lines`, but undefined when the file is not indexed, or has changed and cannot be indexed again. */
  linesIfSame(path: string): Promise<readonly string[] | undefined>;
  /**
   * Lines of any indexed file, in the scope or not, not cached. Empty when it has changed and cannot be
   * indexed again.
   */
  rawLines(path: string, read?: typeof readableText): Promise<readonly string[]>;
}

export interface ViewSources {
  readonly corpus: Corpus;
  readonly whole: Corpus;
  readonly source: Source;
  readonly shown: ShownLines;
}

/** Makes a view. Its reads throw `ChangedFile` when a file's content differs from the indexed one. */
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
    // An editor saves faster than files are indexed: the content read a moment ago may be indexed by now.
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
        `${path} has changed since it was indexed, and could not be indexed again`,
        "Try again in a moment, or run fovea index.",
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

import { classifyContent } from "../../context/scan/classify.js";
import type { Source } from "../../context/scan/source.js";
import { decodeText } from "../../context/text/decode.js";

/** A text file of a tree. */
export interface TextFile {
  readonly path: string;
  /** Equal for files of equal content at the same path, in any tree. */
  readonly stamp: string;
  readonly text: string;
}

const READ_AT_ONCE = 64;

/**
 * Reads the texts of a tree's files, sorted by path. The baselines of a run share one reader, so each tree is
 * read once. From one tree to the next only files that differ are read.
 */
export class TextTrees {
  private source: Source | undefined;
  private files: Promise<readonly TextFile[]> = Promise.resolve([]);
  private known = new Map<string, string | undefined>();

  read(source: Source): Promise<readonly TextFile[]> {
    if (this.source !== source) {
      this.source = source;
      this.files = this.load(source);
    }
    return this.files;
  }

  private async load(source: Source): Promise<readonly TextFile[]> {
    const { files } = await source.list();
    const texts = new Map<string, string | undefined>();
    for (let at = 0; at < files.length; at += READ_AT_ONCE)
      await Promise.all(
        files.slice(at, at + READ_AT_ONCE).map(async ({ path, stamp }) => {
          // The stamp of a working file identifies its content only together with its path.
          const key = `${stamp}\0${path}`;
          texts.set(key, this.known.has(key) ? this.known.get(key) : await readText(source, path));
        }),
      );
    this.known = texts;
    return files.flatMap(({ path, stamp }) => {
      const text = texts.get(`${stamp}\0${path}`);
      return text === undefined ? [] : [{ path, stamp, text }];
    });
  }
}

/** The text of a file. Undefined for binary files and PDF, whose text needs a parser. */
async function readText(source: Source, path: string): Promise<string | undefined> {
  if (/\.pdf$/i.test(path)) return undefined;
  const bytes = await source.read(path);
  if (classifyContent(path, bytes) !== undefined) return undefined;
  return decodeText(bytes);
}

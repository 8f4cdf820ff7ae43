import { classifyContent } from "../../context/scan/classify.js";
import type { Source } from "../../context/scan/source.js";

/** A file of a tree as the baselines read it. */
export interface TextFile {
  readonly path: string;
  /** Equal for equal content, over trees. */
  readonly stamp: string;
  readonly text: string;
}

const READ_AT_ONCE = 64;

/**
 * The texts of a tree's files, sorted by path. Shared by the baselines of a run, so that each tree is read once, and
 * from one tree to the next only files that differ.
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
          // A working file's stamp tells its content only together with its path.
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

/** Undefined for what is not text worth reading. PDF is left out: only a parser gets text from it. */
async function readText(source: Source, path: string): Promise<string | undefined> {
  if (/\.pdf$/i.test(path)) return undefined;
  const bytes = await source.read(path);
  if (classifyContent(path, bytes) !== undefined) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

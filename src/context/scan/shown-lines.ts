import { createHash } from "node:crypto";
import { readableText } from "../parse/documents/index.js";
import { splitLines } from "../text/lines.js";

const CACHED_CHARACTERS = 32e6;

/**
 * Lines of files as they may be shown: readable text with secrets redacted. The whole file is searched for
 * secrets even when only some lines are shown, because a part of a key is not recognised. Results are cached
 * by content (LRU).
 */
export class ShownLines {
  private readonly cache = new Map<string, readonly string[]>();
  private characters = 0;

  /** The lines of a file with this content. */
  async of(path: string, content: Uint8Array): Promise<readonly string[]> {
    const key = `${createHash("sha1").update(content).digest("base64")} ${path}`;
    const cached = this.cache.get(key);
    if (cached) {
      this.cache.delete(key);
      this.cache.set(key, cached);
      return cached;
    }
    const lines = splitLines(await readableText(path, content));
    this.cache.set(key, lines);
    this.characters += size(lines);
    for (const [oldest, dropped] of this.cache) {
      if (this.characters <= CACHED_CHARACTERS || oldest === key) break;
      this.cache.delete(oldest);
      this.characters -= size(dropped);
    }
    return lines;
  }
}

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

import { createHash } from "node:crypto";
import { readableText } from "../parse/documents/index.js";

const REMEMBERED_CHARACTERS = 32e6;

/**
 * Files as they may be shown: their text as lines, secrets redacted. The whole file is looked through, so that a key
 * cannot slip by because only some of its lines are shown. The outcome is remembered by content.
 */
export class ShownLines {
  private readonly known = new Map<string, readonly string[]>();
  private characters = 0;

  async of(path: string, content: Uint8Array): Promise<readonly string[]> {
    const key = `${createHash("sha1").update(content).digest("base64")} ${path}`;
    const before = this.known.get(key);
    if (before) {
      this.known.delete(key);
      this.known.set(key, before);
      return before;
    }
    const lines = splitLines(await readableText(path, content));
    this.known.set(key, lines);
    this.characters += size(lines);
    for (const [oldest, dropped] of this.known) {
      if (this.characters <= REMEMBERED_CHARACTERS || oldest === key) break;
      this.known.delete(oldest);
      this.characters -= size(dropped);
    }
    return lines;
  }
}

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/** Lines without their ends; a final newline makes no empty line. */
export function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}

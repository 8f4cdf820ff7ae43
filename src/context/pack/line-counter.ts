import type { TokenCounter } from "../../shared/tokens/count.js";

/**
 * The start of a line that is not blank: in most encodings no token crosses it. A slash may belong to a token that
 * begins in the line before.
 */
const LINE_START = /[^\S\n]*[^\s/]/y;
const TAB = 9;
const SPACE = 32;
const SLASH = 47;
const DELETE = 127;

/** Whether a line starts at this offset, after a line break. Most lines are decided without the pattern. */
function isLineStart(text: string, offset: number): boolean {
  let at = offset;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  if (code > SPACE && code < DELETE) return code !== SLASH;
  LINE_START.lastIndex = offset;
  return LINE_START.test(text);
}

/** Lines whose tokens are kept: those of packs of millions of tokens. */
const MOST_KNOWN = 300_000;

/**
 * Counts tokens of texts that have many lines in common, such as a pack before and after a piece is added. Each line
 * is counted once.
 */
export class LineCounter {
  private readonly known = new Map<string, number>();
  /** Whether the tokens of lines add up to those of the text. */
  private readonly adds: boolean;

  constructor(private readonly counter: TokenCounter) {
    // Its tokens hold a line break together with the indentation after it.
    this.adds = counter.encoding !== "p50k_base";
  }

  /** The tokens of a text, exactly. */
  count(text: string): number {
    if (!this.adds) return this.counter.count(text);
    if (this.known.size > MOST_KNOWN) this.known.clear();
    let sum = 0;
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
      if (!isLineStart(text, end + 1)) continue;
      sum += this.countLine(text.slice(from, end + 1));
      from = end + 1;
    }
    return sum + this.countLine(text.slice(from));
  }

  private countLine(line: string): number {
    let tokens = this.known.get(line);
    if (tokens === undefined) {
      tokens = this.counter.count(line);
      this.known.set(copyOf(line), tokens);
    }
    return tokens;
  }
}

/** A part of a string keeps all of it in memory; a copy does not. */
const copyOf = (part: string): string => Buffer.from(part, "utf16le").toString("utf16le");

import type { TokenCounter } from "../../shared/tokens/count.js";

/**
 * Starts of lines that are not blank: in most encodings no token crosses them. A slash may belong to a token that
 * begins in the line before.
 */
const LINE_STARTS = /(?<=\n)(?=[^\S\n]*[^\s/])/;

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
    let sum = 0;
    for (const line of text.split(LINE_STARTS)) {
      let tokens = this.known.get(line);
      if (tokens === undefined) {
        tokens = this.counter.count(line);
        this.known.set(line, tokens);
      }
      sum += tokens;
    }
    return sum;
  }
}

import { LineMatcher } from "../text/line-matcher.js";
import type { SnippetLine } from "./results.js";

/** Lines shown of a result. */
const MOST_LINES = 3;
/** Lines of a result that are examined: a section or a class may have thousands. */
const MOST_EXAMINED = 2000;
const LONGEST_TEXT = 240;
/** Characters before the first match in a line that is cut at its start. */
const BEFORE_MATCH = 60;
/** Weight of a term that an earlier line of the snippet has. */
const SEEN = 0.2;

export interface SnippetOptions {
  /** 1-based and inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Name of the definition or section; empty for other text. */
  readonly name: string;
}

/** Chooses the lines of results that show why they match. One for each search, since it remembers words. */
export class Snippets {
  private readonly matcher: LineMatcher;

  /** @param weights by term: how much it says about a line, above 0. */
  constructor(private readonly weights: ReadonlyMap<string, number>) {
    this.matcher = new LineMatcher(weights);
  }

  /**
   * The lines of a range that match best, in the order of the file. Without a match, which happens when a path
   * or a meaning matches, the line that names the definition, or the first one with text.
   * @param lines all lines of the file.
   */
  of(lines: readonly string[], { startLine, endLine, name }: SnippetOptions): SnippetLine[] {
    const matched: { line: number; terms: ReadonlySet<string>; at: number }[] = [];
    const end = Math.min(endLine, lines.length, startLine + MOST_EXAMINED - 1);
    for (let line = startLine; line <= end; line++) {
      const { terms, at } = this.matcher.of(lines[line - 1]!);
      if (terms.size > 0) matched.push({ line, terms, at });
    }
    const chosen: typeof matched = [];
    const seen = new Set<string>();
    while (chosen.length < MOST_LINES && matched.length > 0) {
      let best = 0;
      let most = -1;
      for (const [index, { terms }] of matched.entries()) {
        let value = 0;
        for (const term of terms) value += this.weights.get(term)! * (seen.has(term) ? SEEN : 1);
        if (value > most) {
          most = value;
          best = index;
        }
      }
      const [taken] = matched.splice(best, 1);
      for (const term of taken!.terms) seen.add(term);
      chosen.push(taken!);
    }
    if (chosen.length === 0) {
      const line = declaringLine(lines, startLine, end, name);
      return line === undefined ? [] : [{ line, text: cut(lines[line - 1]!, 0) }];
    }
    return chosen
      .sort((a, b) => a.line - b.line)
      .map(({ line, at }) => ({ line, text: cut(lines[line - 1]!, at) }));
  }
}

function declaringLine(
  lines: readonly string[],
  startLine: number,
  endLine: number,
  name: string,
): number | undefined {
  let first: number | undefined;
  for (let line = startLine; line <= endLine; line++) {
    const text = lines[line - 1]!;
    if (name !== "" && text.includes(name)) return line;
    if (first === undefined && /[\p{L}\p{N}]/u.test(text)) first = line;
  }
  return first;
}

/** A line cut to its part around a match. */
function cut(line: string, at: number): string {
  const text = line.trimEnd();
  if (text.length <= LONGEST_TEXT) return text;
  const from = at > LONGEST_TEXT - BEFORE_MATCH ? whole(text, at - BEFORE_MATCH) : 0;
  const to = whole(text, Math.min(text.length, from + LONGEST_TEXT));
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}

/** An offset that does not divide a surrogate pair. */
const whole = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
};

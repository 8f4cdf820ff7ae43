import { eachWord, wordTerms } from "./terms.js";

/** Characters of a line that are examined. */
const LONGEST_EXAMINED = 2000;

/** What a line has of the task's words. */
export interface LineMatch {
  readonly terms: ReadonlySet<string>;
  /** Offset of the first; -1 without one. */
  readonly at: number;
}

/** Finds the weighted terms of a task in single lines. One for each search or pack, since it remembers words. */
export class LineMatcher {
  private readonly words = new Map<string, readonly string[]>();
  /** Lines that it does not match have no term. */
  private readonly mayMatch: RegExp;

  /** @param weights by term: how much it says about a line, above 0. */
  constructor(readonly weights: ReadonlyMap<string, number>) {
    // Stemming changes only the end of a word. What it does beyond ASCII is not known here.
    const starts = [...weights.keys()].map((term) =>
      term.slice(0, term.length > 3 ? 3 : 2).replace(/[^a-z\d]/g, "."),
    );
    this.mayMatch = new RegExp([...new Set(starts), "[^\\0-\\x7f]"].join("|"), "i");
  }

  of(line: string): LineMatch {
    const terms = new Set<string>();
    let at = -1;
    let from = 0;
    const text = line.length > LONGEST_EXAMINED ? line.slice(0, LONGEST_EXAMINED) : line;
    if (!this.mayMatch.test(text)) return { terms, at };
    eachWord(text, 0, text.length, (word) => {
      for (const term of this.termsOf(word)) {
        terms.add(term);
        if (at < 0) at = text.indexOf(word, from);
      }
      if (at < 0) from = text.indexOf(word, from) + word.length;
    });
    return { terms, at };
  }

  private termsOf(word: string): readonly string[] {
    const known = this.words.get(word);
    if (known) return known;
    const terms = wordTerms(word).filter((term) => this.weights.has(term));
    this.words.set(word, terms);
    return terms;
  }
}

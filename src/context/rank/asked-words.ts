import type { Matches } from "../retrieve/match.js";
import { askedIn } from "../text/asked-in.js";
import { pathWords, type Slot } from "../text/sibling-paths.js";
import { stopWords } from "../text/stop-words.js";
import { partTerms, wordTerms } from "../text/terms.js";

/** A term below this share of the heaviest term's weight does not tell two results apart. */
const LEAST_SHARE = 0.2;

/** How a result relates to a better one: to be shown apart, to be folded into it, or to be shown in its place. */
export type Relation = "apart" | "like" | "better";

/** The words of a task, to see which of two similar results it asks for. */
export class AskedWords {
  private readonly spoken: ReadonlySet<string>;
  private readonly spokenTerms: ReadonlySet<string>;
  private readonly matching: ReadonlySet<string>;
  private readonly searched = new Map<string, boolean>();
  private readonly named = new Map<string, boolean>();

  constructor(text: string, { terms }: Pick<Matches, "terms">) {
    const functionWords = askedIn(text)?.functionWords;
    const spoken = pathWords(text).filter((word) => !stopWords.has(word) && !functionWords?.has(word));
    this.spoken = new Set(spoken.map(unprefixed));
    this.spokenTerms = new Set(spoken.flatMap(partTerms));
    const heaviest = terms.reduce((most, { chunkWeight }) => Math.max(most, chunkWeight), 0);
    this.matching = new Set(
      terms.filter(({ chunkWeight }) => chunkWeight >= LEAST_SHARE * heaviest).map(({ term }) => term),
    );
  }

  /**
   * How a file relates to one that ranks better and is otherwise the same: apart when the task names something of
   * both paths, better when it names something of this one only, such as `de`, `german` or `1.2`.
   */
  relate({ first, second }: Slot): Relation {
    if (!this.names(first)) return "like";
    return this.names(second) ? "apart" : "better";
  }

  private names(words: ReadonlySet<string>): boolean {
    for (const word of words) if (this.speaksOf(word)) return true;
    return false;
  }

  private speaksOf(word: string): boolean {
    let spoken = this.named.get(word);
    if (spoken === undefined) {
      spoken =
        this.spoken.has(unprefixed(word)) ||
        (!/\d/.test(word) && partTerms(word).some((term) => this.spokenTerms.has(term)));
      this.named.set(word, spoken);
    }
    return spoken;
  }

  /** Whether the task searches for one of these words. */
  searchesForOne(words: readonly string[]): boolean {
    return words.some((word) => this.searchesFor(word));
  }

  private searchesFor(word: string): boolean {
    let searched = this.searched.get(word);
    if (searched === undefined) {
      searched = wordTerms(word).some((term) => this.matching.has(term));
      this.searched.set(word, searched);
    }
    return searched;
  }
}

/** A version as people write it: `1.2` for `v1.2`. */
const unprefixed = (word: string): string => word.replace(/^v(?=\d)/, "");

import type { Corpus } from "../retrieve/corpus.js";
import { areAlike, type ComparedText, haveSameKeys } from "../text/likeness.js";
import type { Slot } from "../text/sibling-paths.js";

/** A text that is read only when it is compared for the first time. */
export interface UnreadText {
  /** The same for equal texts of one state of the index. */
  readonly key: string;
  readonly read: () => Promise<ComparedText>;
}

/** What one of two alike texts has that the other has not. */
export interface Difference {
  readonly sameKeys: boolean;
  readonly furtherWords: readonly string[];
}

/** Pairs that are remembered: some 10 MB. */
const MOST_PAIRS = 50_000;

/**
 * How alike texts are, which does not depend on the task: each pair is read and compared once for a state of the
 * index.
 */
export class KnownLikeness {
  private static readonly ofCorpus = new WeakMap<Corpus, KnownLikeness>();
  private readonly alike = new Map<string, boolean>();
  private readonly differences = new Map<string, Difference>();

  static of(corpus: Corpus): KnownLikeness {
    const known = KnownLikeness.ofCorpus.get(corpus) ?? new KnownLikeness();
    KnownLikeness.ofCorpus.set(corpus, known);
    return known;
  }

  areAlike(first: UnreadText, second: UnreadText, slot: Slot): Promise<boolean> {
    return remembered(this.alike, first, second, (a, b) => areAlike(a, b, slot));
  }

  /** How the first text differs from the second. */
  difference(first: UnreadText, second: UnreadText, slot: Slot): Promise<Difference> {
    return remembered(this.differences, first, second, (a, b) => ({
      sameKeys: haveSameKeys(a, b, slot),
      furtherWords: [...a.words.keys()].filter((word) => !b.words.has(word)),
    }));
  }
}

async function remembered<V>(
  known: Map<string, V>,
  first: UnreadText,
  second: UnreadText,
  compare: (first: ComparedText, second: ComparedText) => V,
): Promise<V> {
  const key = `${first.key} ${second.key}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = compare(await first.read(), await second.read());
  if (known.size >= MOST_PAIRS) known.clear();
  known.set(key, found);
  return found;
}

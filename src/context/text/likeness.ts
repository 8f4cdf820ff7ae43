import { jaccardIndex } from "./copies.js";
import { isAscii } from "./fold.js";
import { type Slot, withoutWords } from "./sibling-paths.js";

/** Texts other than code are alike from this Jaccard index of their words on, when their files have one name. */
const LEAST_OF_ONE_NAME = 0.6;
/** The same for files of different names, which are less often variants of one thing. */
const LEAST_OF_TWO_NAMES = 0.75;
/** The same for code, in which a single word may be what matters. */
const LEAST_OF_CODE = 0.85;
/** Data with other values are alike from this Jaccard index of their keys on. */
const LEAST_OF_KEYS = 0.75;
/** The same for two languages: translations lag behind, and formats repeat the text beside its key. */
const LEAST_OF_TRANSLATED_KEYS = 0.3;
/** Fewer keys are the same by chance. */
const LEAST_KEYS = 3;
/** Share of the lines of data that are keys with values, or brackets. */
const LEAST_KEYED = 0.8;
/** Tokens are not words: the share of tokens may be this much below that of words. */
const SLACK = 0.8;
/** A text with fewer words is like another only when it is equal. */
const LEAST_WORDS = 10;
/** Only the first lines of a long text are compared. */
const MOST_LINES = 1000;

const WORD = /[\p{L}\p{N}]+/gu;
const ASCII_WORD = /[a-z0-9]+/g;
const COMMENT = /^(?:#|\/\/|;|<!--|\*|\/\*)/;
const BRACKETS = /^[[\](){}<>,;]*$/;
/** A key with what separates it from its value; in markup, a tag with its attributes. */
const KEY = /^(?:<[^>]*>|[^:=]{1,200}(?:=>|[:=]))/;
/** In code, data is a key with a value that is written out or opens a bracket. */
const LITERAL = /^[^:=({]{1,200}(?:=>|[:=])\s*(?:["'`].*|[\d.+-]+|true|false|null|[[{(]|\w*\()[\])};,]*$/;

/** A file or a part of one, for comparison. Its words and keys are computed on first use. */
export class ComparedText {
  private counted: Map<string, number> | undefined;
  private keySet: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly lines: readonly string[],
    readonly isCode: boolean,
  ) {}

  /** Number of occurrences of each word, in lower case. */
  get words(): ReadonlyMap<string, number> {
    if (this.counted) return this.counted;
    this.counted = new Map();
    const text = this.lines.slice(0, MOST_LINES).join("\n").toLowerCase();
    for (const word of text.match(isAscii(text) ? ASCII_WORD : WORD) ?? [])
      this.counted.set(word, (this.counted.get(word) ?? 0) + 1);
    return this.counted;
  }

  /** The keys of data, each once; empty when the text is not data. */
  get keys(): ReadonlyMap<string, number> {
    if (this.keySet) return this.keySet;
    const keys = new Map<string, number>();
    const key = this.isCode ? LITERAL : KEY;
    let lines = 0;
    let keyed = 0;
    for (const line of this.lines.slice(0, MOST_LINES)) {
      const text = line.trim();
      if (BRACKETS.test(text) || COMMENT.test(text)) continue;
      lines++;
      if (key.test(text)) keyed++;
      keys.set(KEY.exec(text)?.[0] ?? text, 1);
    }
    const isData = keyed >= LEAST_KEYED * lines && keys.size >= LEAST_KEYS;
    this.keySet = isData ? keys : new Map();
    return this.keySet;
  }
}

/**
 * Whether files with these numbers of tokens may be alike, to save reading them. Texts of two languages have other
 * lengths.
 */
export function mayBeAlike(
  first: number,
  second: number,
  isCode: boolean,
  slot: Pick<Slot, "translated" | "sameName">,
): boolean {
  if (isCode && !slot.sameName && !slot.translated) return false;
  if (slot.translated) return true;
  const least = isCode ? LEAST_OF_CODE : slot.sameName ? LEAST_OF_ONE_NAME : LEAST_OF_TWO_NAMES;
  return Math.min(first, second) >= SLACK * least * Math.max(first, second);
}

/**
 * Whether two texts of sibling files are variants of one: nearly the same words but those of the slot, or the same
 * keys with other values.
 */
export function areAlike(first: ComparedText, second: ComparedText, slot: Slot): boolean {
  return haveSameKeys(first, second, slot) || haveSameWords(first, second, slot);
}

/** Whether the texts are data with the same keys. */
export function haveSameKeys(first: ComparedText, second: ComparedText, slot: Slot): boolean {
  if (first.keys.size === 0 || second.keys.size === 0) return false;
  const least = slot.translated && !first.isCode ? LEAST_OF_TRANSLATED_KEYS : LEAST_OF_KEYS;
  return jaccardIndex(first.keys, second.keys) >= least;
}

function haveSameWords(first: ComparedText, second: ComparedText, slot: Slot): boolean {
  // Files of code with two names are two things, however alike.
  if (first.isCode && !slot.sameName) return false;
  const a = without(first.words, slot.first);
  const b = without(second.words, slot.second);
  const similarity = jaccardIndex(a, b);
  if (Math.min(sizeOf(a), sizeOf(b)) < LEAST_WORDS) return similarity === 1;
  if (first.isCode) return similarity >= LEAST_OF_CODE;
  return similarity >= (slot.sameName ? LEAST_OF_ONE_NAME : LEAST_OF_TWO_NAMES);
}

const sizeOf = (words: ReadonlyMap<string, number>): number =>
  [...words.values()].reduce((sum, count) => sum + count, 0);

/** The words without those of a slot, which are also cut out of longer words. */
function without(words: ReadonlyMap<string, number>, left: ReadonlySet<string>): ReadonlyMap<string, number> {
  if (left.size === 0) return words;
  const rest = new Map<string, number>();
  for (const [word, count] of words) {
    const kept = withoutWords(word, left);
    if (kept !== "") rest.set(kept, (rest.get(kept) ?? 0) + count);
  }
  return rest;
}

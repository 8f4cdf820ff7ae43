/** Definitions of one name are near-identical from this Jaccard index of their words on. */
const LEAST_SIMILARITY = 0.85;
/** Shorter definitions are similar by chance; they count as copies only when both text and name are equal. */
const LEAST_LINES = 5;

/**
 * The text of a definition, normalised for comparison: without indentation, empty lines and bundlers'
 * numbers.
 */
export class Body {
  readonly name: string;
  readonly text: string;
  readonly long: boolean;
  private counted: ReadonlyMap<string, number> | undefined;

  constructor(
    readonly file: number,
    name: string,
    lines: readonly string[],
  ) {
    const written = lines.map((line) => line.trim()).filter((line) => line !== "");
    this.name = unnumbered(name);
    this.text = unnumbered(written.join("\n"));
    this.long = lines.length >= LEAST_LINES;
  }

  /** Number of occurrences of each word. Computed on first use, since few definitions share their name. */
  get words(): ReadonlyMap<string, number> {
    this.counted ??= wordsOf(this.text);
    return this.counted;
  }
}

function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}_]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/** Removes the numbers that bundlers append to names that collide in one file: `merge$1`. */
export const unnumbered = (text: string): string =>
  text.includes("$") ? text.replace(/\$\d+\b/g, "") : text;

/**
 * Finds duplicate definitions: a build beside its source, code vendored twice or generated for each platform.
 * Two definitions are copies when they are long and have equal text, whatever their names; or when they have
 * one name and are equal, or long, near-identical and in two files (in one file they are overloads).
 */
export class Copies<T> {
  private readonly byText = new Map<string, T>();
  private readonly byName = new Map<string, { readonly body: Body; readonly item: T }[]>();

  /** The first added item that this body is a copy of; undefined when there is none. */
  firstLike(body: Body): T | undefined {
    const equal = body.long ? this.byText.get(body.text) : undefined;
    return equal ?? this.byName.get(body.name)?.find((other) => isNearlyEqual(body, other.body))?.item;
  }

  add(body: Body, item: T): void {
    if (body.long && !this.byText.has(body.text)) this.byText.set(body.text, item);
    if (body.name === "") return;
    const named = this.byName.get(body.name);
    if (named) named.push({ body, item });
    else this.byName.set(body.name, [{ body, item }]);
  }
}

const isNearlyEqual = (a: Body, b: Body): boolean =>
  a.text === b.text ||
  (a.long && b.long && a.file !== b.file && jaccardIndex(a.words, b.words) >= LEAST_SIMILARITY);

/**
 * Jaccard index of two multisets of words: size of the intersection over size of the union; 1 for equal ones.
 */
export function jaccardIndex(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  let either = 0;
  for (const [word, times] of a) {
    both += Math.min(times, b.get(word) ?? 0);
    either += Math.max(times, b.get(word) ?? 0);
  }
  for (const [word, times] of b) if (!a.has(word)) either += times;
  return either === 0 ? 1 : both / either;
}

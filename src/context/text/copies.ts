/** Definitions of one name with at least this share of their words in common are near-identical. */
const LIKE = 0.85;
/** Shorter definitions are alike by chance: of those only equal ones of one name are copies. */
const LEAST_LINES = 5;

/** A definition as it is compared with others: whatever its spaces. */
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

  /** How often each word stands in it; counted when first asked for, since few bodies have a namesake. */
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

/** Bundlers number names that meet in one file: `merge$1`. */
export const unnumbered = (text: string): string =>
  text.includes("$") ? text.replace(/\$\d+\b/g, "") : text;

/**
 * Finds definitions that say the same: a build beside its source, code vendored twice or generated for each platform.
 * Copies are long ones of equal text, whatever their names, and near-identical ones of one name in two files: those of
 * one file are overloads.
 */
export class Copies<T> {
  private readonly byText = new Map<string, T>();
  private readonly byName = new Map<string, { readonly body: Body; readonly item: T }[]>();

  /** What was first added of which this is a copy. */
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
  a.text === b.text || (a.long && b.long && a.file !== b.file && likeness(a.words, b.words) >= LIKE);

/** Jaccard index of two bags of words: what both hold of what either holds, 1 for equal ones. */
function likeness(a: Body["words"], b: Body["words"]): number {
  let both = 0;
  let either = 0;
  for (const [word, times] of a) {
    both += Math.min(times, b.get(word) ?? 0);
    either += Math.max(times, b.get(word) ?? 0);
  }
  for (const [word, times] of b) if (!a.has(word)) either += times;
  return either === 0 ? 1 : both / either;
}

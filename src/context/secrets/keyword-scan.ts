/** Multi-keyword search in one pass: text without a keyword costs about a nanosecond per character. */

/** Only this many first characters of a keyword are compared. */
const GRAM = 4;
const PAIRS = 1 << 14;

const pairOf = (first: number, second: number): number => ((first & 127) << 7) | (second & 127);

/**
 * Wu-Manber search over the first four characters of each keyword. A shift table, indexed by the last two
 * characters read, says how far the search can skip: mostly two or three characters. Source: Wu, Manber: A
 * fast algorithm for multi-pattern searching, TR-94-17, University of Arizona, 1994.
 */
export class KeywordScan<Value> {
  private readonly shift = new Uint8Array(PAIRS).fill(GRAM - 1);
  private readonly begins = new Uint8Array(PAIRS);
  private readonly values = new Map<number, Value[]>();

  /** Adds a keyword of at least four ASCII characters; `anyCase` matches it without regard to case. */
  add(keyword: string, value: Value, { anyCase = false } = {}): void {
    const gram = keyword.slice(0, GRAM);
    for (let letters = 0; letters < (anyCase ? 1 << GRAM : 1); letters++) {
      const one = anyCase ? inCase(gram, letters) : gram;
      const first = pairOf(one.charCodeAt(0), one.charCodeAt(1));
      const second = pairOf(one.charCodeAt(2), one.charCodeAt(3));
      this.lower(first, 2);
      this.lower(pairOf(one.charCodeAt(1), one.charCodeAt(2)), 1);
      this.lower(second, 0);
      this.begins[first] = 1;
      const key = first * PAIRS + second;
      const known = this.values.get(key);
      if (!known) this.values.set(key, [value]);
      else if (!known.includes(value)) known.push(value);
    }
  }

  private lower(pair: number, shift: number): void {
    if (shift < this.shift[pair]!) this.shift[pair] = shift;
  }

  /** Values of the keywords that the last `next` found. */
  found: readonly Value[] = [];

  /**
   * The first position from `from` on where a keyword may begin, or -1; sets `found`. Only 7 bits of each
   * character are compared, so the caller must check the match itself.
   */
  next(text: string, from: number): number {
    const { shift, begins } = this;
    const end = text.length;
    for (let last = from + GRAM - 1; last < end; ) {
      const pair = ((text.charCodeAt(last - 1) & 127) << 7) | (text.charCodeAt(last) & 127);
      const step = shift[pair]!;
      if (step > 0) {
        last += step;
        continue;
      }
      const first = ((text.charCodeAt(last - 3) & 127) << 7) | (text.charCodeAt(last - 2) & 127);
      if (begins[first] === 1) {
        const found = this.values.get(first * PAIRS + pair);
        if (found) {
          this.found = found;
          return last - 3;
        }
      }
      last++;
    }
    return -1;
  }
}

/** The gram with upper-case letters where the bit of the character is set, lower-case ones elsewhere. */
function inCase(gram: string, capitals: number): string {
  let made = "";
  for (let at = 0; at < GRAM; at++)
    made += capitals & (1 << at) ? gram[at]!.toUpperCase() : gram[at]!.toLowerCase();
  return made;
}

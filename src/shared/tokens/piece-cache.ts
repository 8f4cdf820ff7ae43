/**
 * A cache of token counts of short ASCII pieces. It is a hash table over one byte array, so a lookup makes no
 * string. Code repeats its pieces: a Python repository has 29,000 distinct ones among 2 million.
 */
export class PieceCache {
  private readonly slots = new Int32Array(SLOTS);
  private readonly counts = new Uint8Array(ENTRIES);
  private readonly starts = new Int32Array(ENTRIES + 1);
  private readonly bytes = new Uint8Array(ENTRIES * 12);
  private entries = 0;

  /** @param count counts the tokens of an ASCII piece; called when the piece is not cached. */
  constructor(private readonly count: (units: Uint16Array, from: number, to: number) => number) {}

  /** The tokens of units[from, to), which must be ASCII. */
  tokens(units: Uint16Array, from: number, to: number): number {
    const length = to - from;
    if (length > LONGEST) return this.count(units, from, to);
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & (SLOTS - 1);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      const start = this.starts[entry - 1]!;
      if (this.starts[entry]! - start === length && this.same(start, units, from, length))
        return this.counts[entry - 1]!;
      slot = (slot + 1) & (SLOTS - 1);
    }
    const tokens = this.count(units, from, to);
    this.remember(slot, units, from, to, tokens);
    return tokens;
  }

  private same(start: number, units: Uint16Array, from: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== units[from + i]) return false;
    return true;
  }

  private remember(slot: number, units: Uint16Array, from: number, to: number, tokens: number): void {
    const start = this.starts[this.entries]!;
    // When full, clear everything. Frequent pieces return at once.
    if (this.entries === ENTRIES || start + LONGEST > this.bytes.length) {
      this.slots.fill(0);
      this.entries = 0;
      return;
    }
    for (let at = from; at < to; at++) this.bytes[start + at - from] = units[at]!;
    this.counts[this.entries++] = tokens;
    this.starts[this.entries] = start + to - from;
    this.slots[slot] = this.entries;
  }
}

const ENTRIES = 1 << 16;
const SLOTS = ENTRIES * 2;
/** Longer pieces are data and rarely repeat, so they are not cached. */
const LONGEST = 48;

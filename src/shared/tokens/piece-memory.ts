/**
 * Token counts of short ASCII pieces, found by their characters: a hash table over one byte array, so that looking a
 * piece up makes no string. Code repeats its pieces (29,000 distinct among 2 million in a Python repository).
 */
export class PieceMemory {
  private readonly slots = new Int32Array(SLOTS);
  private readonly counts = new Uint8Array(ENTRIES);
  private readonly starts = new Int32Array(ENTRIES + 1);
  private readonly bytes = new Uint8Array(ENTRIES * 12);
  private entries = 0;

  /** @param count tells the tokens of a piece, all ASCII; asked once for each distinct one. */
  constructor(private readonly count: (units: Uint16Array, from: number, to: number) => number) {}

  /** Tokens of units[from, to), all ASCII. */
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
    // Full: begin anew. A piece that matters comes back at once.
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
/** Longer pieces are data, and rarely come twice. */
const LONGEST = 48;

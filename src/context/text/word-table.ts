import type { CodeUnits } from "../../shared/code-units.js";
import { isWordUnit, LONGEST_WORD } from "./terms.js";

/**
 * Assigns a number to each distinct word, from 0 in order of first occurrence. A hash table keyed by code
 * units, so a known word needs no string: code repeats each word about a hundred times.
 */
export class WordTable {
  private slots = new Int32Array(1 << 12);
  private hashes = new Int32Array(1 << 11);
  /** Word i is pool[starts[i], starts[i + 1]). */
  private starts = new Int32Array((1 << 11) + 1);
  private pool = new Uint16Array(1 << 14);
  size = 0;
  /**
   * Numbers of the words that `scan` found, in order; -1 for a word too long to have terms. Valid up to its
   * result.
   */
  found = new Int32Array(1 << 12);

  /**
   * Writes the numbers of the words in units[start, end) to `found`, without single letters. Returns their
   * count.
   */
  scan({ units }: CodeUnits, start: number, end: number): number {
    let count = 0;
    let at = start;
    while (at < end) {
      let code = units[at]!;
      if (!isWordUnit(code)) {
        at++;
        continue;
      }
      const from = at;
      let hash = 0x811c9dc5;
      do {
        hash = Math.imul(hash ^ code, 0x01000193);
        code = ++at < end ? units[at]! : 0;
      } while (isWordUnit(code));
      if (at - from < 2) continue;
      if (count === this.found.length) this.found = grown(this.found, new Int32Array(count * 2));
      this.found[count++] =
        at - from > LONGEST_WORD ? -1 : this.numberOf(units, from, at, hash ^ (hash >>> 15));
    }
    return count;
  }

  word(number: number): string {
    return String.fromCharCode(...this.pool.subarray(this.starts[number]!, this.starts[number + 1]!));
  }

  private numberOf(units: Uint16Array, from: number, to: number, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      if (this.hashes[entry - 1] === hash && this.equals(entry - 1, units, from, to)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const number = this.size++;
    const start = this.starts[number]!;
    if (start + to - from > this.pool.length)
      this.pool = grown(this.pool, new Uint16Array((start + to - from) * 2));
    for (let at = from; at < to; at++) this.pool[start + at - from] = units[at]!;
    if (this.size === this.hashes.length) {
      this.hashes = grown(this.hashes, new Int32Array(this.size * 2));
      this.starts = grown(this.starts, new Int32Array(this.size * 2 + 1));
    }
    this.starts[this.size] = start + to - from;
    this.hashes[number] = hash;
    this.slots[slot] = this.size;
    if (this.size * 2 > this.slots.length) this.rehash();
    return number;
  }

  private equals(number: number, units: Uint16Array, from: number, to: number): boolean {
    const start = this.starts[number]!;
    if (this.starts[number + 1]! - start !== to - from) return false;
    for (let i = 0; i < to - from; i++) if (this.pool[start + i] !== units[from + i]) return false;
    return true;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = this.hashes[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.slots = slots;
  }
}

function grown<T extends Int32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

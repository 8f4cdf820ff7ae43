import type { CodeUnits } from "../../shared/code-units.js";
import { composed, gramLength } from "./runs.js";
import { LONGEST_WORD } from "./terms.js";
import { kindOf, knownKinds, LETTER, runKindOf, SEPARATOR, SYLLABLE, UNKNOWN } from "./unit-kinds.js";

const FIRST_HASH = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

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
   * Writes the numbers of the words in units[start, end) to `found`, in the order of `eachWord`. Returns their count.
   */
  scan({ units }: CodeUnits, start: number, end: number): number {
    const kinds = knownKinds;
    let count = 0;
    let at = start;
    while (at < end) {
      let code = units[at]!;
      let kind = kinds[code]!;
      if (kind === UNKNOWN) kind = kindOf(code);
      if (kind === SEPARATOR) {
        at++;
        continue;
      }
      const from = at;
      if (kind !== LETTER) {
        const run = runKindOf(code);
        do at++;
        while (at < end && runKindOf(units[at]!) === run);
        count = this.addRun(units, from, at, run, count);
        continue;
      }
      let hash = FIRST_HASH;
      do {
        hash = Math.imul(hash ^ code, HASH_FACTOR);
        code = ++at < end ? units[at]! : 0;
        kind = kinds[code]!;
      } while (kind === LETTER || (kind === UNKNOWN && kindOf(code) === LETTER));
      if (at - from < 2) continue;
      if (count === this.found.length) this.grow();
      this.found[count++] =
        at - from > LONGEST_WORD ? -1 : this.numberOf(units, from, at, hash ^ (hash >>> 15));
    }
    return count;
  }

  /** Adds a run that is not of letters after the `count` words found. Returns the new count. */
  private addRun(units: Uint16Array, from: number, to: number, kind: number, count: number): number {
    if (kind === SYLLABLE) {
      const run = Buffer.from(units.buffer, units.byteOffset + from * 2, (to - from) * 2).toString("utf16le");
      const form = composed(run);
      if (form !== run) {
        const formed = Uint16Array.from({ length: form.length }, (_, at) => form.charCodeAt(at));
        return this.addGrams(formed, 0, formed.length, 2, count);
      }
    }
    return this.addGrams(units, from, to, gramLength(kind) || to - from, count);
  }

  /** As `gramsOf` divides a run. */
  private addGrams(units: Uint16Array, from: number, to: number, length: number, count: number): number {
    const last = Math.max(from, to - length);
    for (let at = from; at <= last; at++) {
      const end = Math.min(at + length, to);
      let hash = FIRST_HASH;
      for (let i = at; i < end; i++) hash = Math.imul(hash ^ units[i]!, HASH_FACTOR);
      if (count === this.found.length) this.grow();
      this.found[count++] =
        end - at > LONGEST_WORD ? -1 : this.numberOf(units, at, end, hash ^ (hash >>> 15));
    }
    return count;
  }

  private grow(): void {
    this.found = grown(this.found, new Int32Array(this.found.length * 2));
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

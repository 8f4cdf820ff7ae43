import type { MathSymbol } from "../../../../../../cost/symbols.js";

/** A letter with one of its numbers. */
export interface Letter {
  readonly symbol: MathSymbol;
  readonly value: number;
}

/** The letters of a derivation: a letter with another number is another one. */
export class Letters {
  readonly #ids = new Map<string, number>();
  readonly #all: Letter[] = [];

  /** The place of a letter in `all`. */
  idOf(symbol: MathSymbol, value: number): number {
    const key = `${nameOf(symbol)}|${symbol.name}|${value}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#all.length;
      this.#ids.set(key, id);
      this.#all.push({ symbol, value });
    }
    return id;
  }

  get all(): readonly Letter[] {
    return this.#all;
  }
}

/** `d_k` as text. */
export const nameOf = ({ letter, sub }: MathSymbol): string =>
  sub === undefined ? letter : `${letter}_${sub}`;

/** A letter with all its numbers, and their places. */
export interface LetterEntry {
  readonly symbol: MathSymbol;
  readonly ids: readonly number[];
}

/** The letters at some places, one entry for each letter. Values that have no letter of their own are left out. */
export function entriesOf({ all }: Letters, places: readonly number[]): readonly LetterEntry[] {
  const entries = new Map<string, { readonly symbol: MathSymbol; readonly ids: number[] }>();
  for (const id of new Set(places)) {
    const { symbol } = all[id]!;
    if ([...symbol.letter].length > 1 || symbol.letter === "1") continue;
    const key = keyOf(symbol);
    const entry = entries.get(key);
    if (entry) entry.ids.push(id);
    else entries.set(key, { symbol, ids: [id] });
  }
  return [...entries.values()];
}

/** The places of letters, among those of another context: what was `n = 128,000` is now `n = 64,000`. */
export const placesOf = (wanted: readonly MathSymbol[], { all }: Letters): readonly number[] => {
  const keys = new Set(wanted.map(keyOf));
  return all.flatMap(({ symbol }, id) => (keys.has(keyOf(symbol)) ? [id] : []));
};

const keyOf = (symbol: MathSymbol): string => `${nameOf(symbol)}|${symbol.name}`;

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

import { CodeUnits } from "../code-units.js";
import { mergedTokens } from "./merge.js";
import { PieceMemory } from "./piece-memory.js";
import { asciiPieceEnd } from "./scan-o200k.js";
import { defaultEncoding, type Encoding, loadVocabulary } from "./vocabulary.js";

/** Counts tokens exactly. Special tokens such as `<|endoftext|>` in the text count as the plain text they are. */
export interface TokenCounter {
  readonly encoding: Encoding;
  count(text: string): number;
  /**
   * Shares the tokens of one text among spans that tile it: `ends` are their exclusive end offsets, ascending, the
   * last at least text.length. A token belongs to the span where its piece starts, so the shares add up to `count`.
   * `units` are the text's, where the caller has them.
   */
  countSpans(text: string, ends: ArrayLike<number>, units?: CodeUnits): Uint32Array;
}

const counters = new Map<Encoding, TokenCounter>();

/** The counter of an encoding, with its memory of pieces shared by all callers in this thread. */
export function tokenCounter(encoding: Encoding = defaultEncoding): TokenCounter {
  let counter = counters.get(encoding);
  if (!counter) {
    counter = createCounter(encoding);
    counters.set(encoding, counter);
  }
  return counter;
}

function createCounter(encoding: Encoding): TokenCounter {
  const vocabulary = loadVocabulary(encoding);
  const { rankOf } = vocabulary;
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1024);
  const reserve = (length: number): void => {
    if (bytes.length < length) bytes = new Uint8Array(length * 2);
  };
  const known = new PieceMemory((units, from, to) => {
    reserve(to - from);
    for (let at = from; at < to; at++) bytes[at - from] = units[at]!;
    return mergedTokens(bytes, to - from, rankOf);
  });
  const tokensOf = (piece: string): number => {
    // UTF-8 needs at most three bytes for a UTF-16 code unit.
    reserve(piece.length * 3);
    return mergedTokens(bytes, encoder.encodeInto(piece, bytes).written, rankOf);
  };
  const own = new CodeUnits();
  const scans = encoding === "o200k_base";
  const countSpans = (text: string, ends: ArrayLike<number>, { units } = own.load(text)): Uint32Array => {
    const shares = new Uint32Array(ends.length);
    let span = 0;
    for (let at = 0; at < text.length; ) {
      while (at >= ends[span]!) span++;
      let end = scans ? asciiPieceEnd(units, text.length, at) : -1;
      if (end > at) shares[span]! += known.tokens(units, at, end);
      else {
        const { pattern } = vocabulary;
        pattern.lastIndex = at;
        const piece = pattern.exec(text)?.[0];
        if (piece === undefined) break;
        end = pattern.lastIndex;
        shares[span]! += isAscii(piece) ? known.tokens(units, at, end) : tokensOf(piece);
      }
      at = end;
    }
    return shares;
  };
  return { encoding, count: (text) => countSpans(text, [text.length])[0]!, countSpans };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

import { CodeUnits } from "../code-units.js";
import { mergedTokens } from "./merge.js";
import { PieceCache } from "./piece-cache.js";
import { asciiPieceEnd } from "./scan-o200k.js";
import { defaultEncoding, type Encoding, loadVocabulary } from "./vocabulary.js";

/** Counts tokens exactly. A special token such as `<|endoftext|>` in the text is counted as plain text. */
export interface TokenCounter {
  readonly encoding: Encoding;
  count(text: string): number;
  /**
   * Divides the tokens of a text among spans that cover it without gaps. `ends` are their exclusive end
   * offsets in UTF-16 units, ascending, the last at least text.length. A token belongs to the span in which
   * its piece starts, so the parts add up to `count`.
   * @param units the text's code units, when the caller has loaded them already.
   */
  countSpans(text: string, ends: ArrayLike<number>, units?: CodeUnits): Uint32Array;
}

const counters = new Map<Encoding, TokenCounter>();

/** The counter of an encoding. All callers in a thread share one, with its cache of pieces. */
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
  const cache = new PieceCache((units, from, to) => {
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
      if (end > at) shares[span]! += cache.tokens(units, at, end);
      else {
        const { pattern } = vocabulary;
        pattern.lastIndex = at;
        const piece = pattern.exec(text)?.[0];
        if (piece === undefined) break;
        end = pattern.lastIndex;
        shares[span]! += isAscii(piece) ? cache.tokens(units, at, end) : tokensOf(piece);
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

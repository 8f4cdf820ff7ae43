import { eachKnown, LONGEST_KNOWN } from "../indexing/vocabulary.js";

/**
 * The words of a list (indexing/vocabulary.ts) within `most` typing errors of a word: letters left out, added,
 * replaced, or two neighbours exchanged (the optimal string alignment distance). One row of the usual matrix for each
 * letter; words that begin alike share the rows of their beginning, and none is computed for a word whose beginning
 * is too far already.
 * @returns the distance by word.
 */
export function nearWords(list: string, word: string, most: number): Map<string, number> {
  const near = new Map<string, number>();
  const width = word.length + 1;
  const rows = new Uint8Array((LONGEST_KNOWN + 2) * width);
  for (let j = 0; j < width; j++) rows[j] = j;
  const letters = new Uint16Array(LONGEST_KNOWN + 1);
  /** Words that share so many letters with the word before are too far. */
  let tooFar = Number.POSITIVE_INFINITY;
  eachKnown(list, (shared, from, to) => {
    if (shared >= tooFar) return;
    tooFar = Number.POSITIVE_INFINITY;
    const length = shared + to - from;
    for (let i = shared; i < length; i++) {
      letters[i] = list.charCodeAt(from + i - shared);
      if (addRow(rows, width, word, letters, i) > most) {
        tooFar = i + 1;
        return;
      }
    }
    const distance = rows[length * width + width - 1]!;
    if (distance <= most) near.set(String.fromCharCode(...letters.subarray(0, length)), distance);
  });
  return near;
}

/** Computes row i + 1, that of letter i. Returns its least value. */
function addRow(rows: Uint8Array, width: number, word: string, letters: Uint16Array, i: number): number {
  const above = i * width;
  const row = above + width;
  rows[row] = i + 1;
  let least = i + 1;
  for (let j = 1; j < width; j++) {
    const same = word.charCodeAt(j - 1) === letters[i];
    let cost = Math.min(rows[above + j]! + 1, rows[row + j - 1]! + 1, rows[above + j - 1]! + (same ? 0 : 1));
    if (i > 0 && j > 1 && word.charCodeAt(j - 1) === letters[i - 1] && word.charCodeAt(j - 2) === letters[i])
      cost = Math.min(cost, rows[above - width + j - 2]! + 1);
    rows[row + j] = cost;
    least = Math.min(least, cost);
  }
  return least;
}

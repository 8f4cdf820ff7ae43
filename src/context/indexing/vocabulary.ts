import { splitIdentifier } from "../text/terms.js";

/**
 * The words of a segment as people write them, for typing errors: the index itself holds stems. A sorted list in which
 * each word has the number of characters that it shares with the word before it, so that it takes about four bytes a
 * word and a search for near words compares each shared start once (retrieve/near-words.ts):
 *
 *     character 32 + shared · the rest of the word · line feed
 */
const FIRST = 32;

/** Shorter words are near too many others, and longer ones are data. */
export const SHORTEST_KNOWN = 4;
export const LONGEST_KNOWN = 24;

const LOWER = /^[a-z]+$/;
const CAPITALISED = /^[A-Z]?[a-z]+$/;

/** Adds the parts of a word that a person may misspell. Words with digits are mostly data. */
export function addKnown(word: string, known: Set<string>): void {
  if (word.length < SHORTEST_KNOWN || /\d/.test(word)) return;
  const parts = LOWER.test(word)
    ? [word]
    : CAPITALISED.test(word)
      ? [word.toLowerCase()]
      : splitIdentifier(word);
  for (const part of parts)
    if (part.length >= SHORTEST_KNOWN && part.length <= LONGEST_KNOWN) known.add(part);
}

export function encodeWords(words: Iterable<string>): Uint8Array {
  let text = "";
  let before = "";
  for (const word of [...words].sort()) {
    let shared = 0;
    while (shared < word.length && word[shared] === before[shared]) shared++;
    text += `${String.fromCharCode(FIRST + shared)}${word.slice(shared)}\n`;
    before = word;
  }
  return new TextEncoder().encode(text);
}

/** Calls `visit` with each word in order: how much it shares with the word before it, and where its rest stands in `list`. */
export function eachKnown(list: string, visit: (shared: number, from: number, to: number) => void): void {
  for (let at = 0; at < list.length; ) {
    const end = list.indexOf("\n", at + 1);
    visit(list.charCodeAt(at) - FIRST, at + 1, end);
    at = end + 1;
  }
}

export const decodeList = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

export function wordsIn(bytes: Uint8Array): string[] {
  const list = decodeList(bytes);
  const words: string[] = [];
  let before = "";
  eachKnown(list, (shared, from, to) => {
    before = before.slice(0, shared) + list.slice(from, to);
    words.push(before);
  });
  return words;
}

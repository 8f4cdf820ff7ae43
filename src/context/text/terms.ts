import { stemmer } from "stemmer";
import { stopWords } from "./stop-words.js";

/**
 * Text analysis: turns text into index terms, the same way for documents and queries.
 *
 * A word is a run of letters, digits and underscores. `parseHttpRequest` gives the stemmed parts `pars`,
 * `http`, `request` and the whole identifier `parsehttprequest`, which `parse_http_request` gives too. The
 * parts give recall, the whole identifier gives precision.
 */

const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[\u0080-\uffff]+/g;

/** Longer words are data (base64, hashes), not names. */
export const LONGEST_WORD = 60;

/**
 * Splits an identifier at case, digit and underscore boundaries, lower-cased: `HTTPServer2_x` → http, server,
 * 2, x.
 */
export function splitIdentifier(word: string): string[] {
  const parts = word.match(PART);
  return parts ? parts.map((part) => part.toLowerCase()) : [];
}

/** The whole identifier in lower case without underscores: one term for all naming styles. */
export const wholeIdentifier = (word: string): string => word.replaceAll("_", "").toLowerCase();

/** The indexed form of a lower-case part: stemmed when it is ASCII and longer than three characters. */
export const stem = (part: string): string =>
  part.length > 3 && part.charCodeAt(0) < 128 ? stemmer(part) : part;

/** The distinct terms of one word; none for stop words, single letters and long numbers. */
export function wordTerms(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [];
  const terms = new Set<string>();
  const parts = splitIdentifier(word);
  for (const part of parts) {
    if (part.length < 2 && parts.length < 2 && !isDigit(part)) continue;
    if (part.length < 2 || (isDigit(part) && part.length > 5) || stopWords.has(part)) continue;
    terms.add(stem(part));
  }
  if (parts.length > 1) {
    const whole = wholeIdentifier(word);
    if (whole.length > 2 && !/^\d+$/.test(whole)) terms.add(whole);
  }
  return [...terms];
}

const isDigit = (part: string): boolean => {
  const code = part.charCodeAt(0);
  return code >= 48 && code <= 57;
};

/** 1 for each ASCII character that can be part of a word. */
const WORD = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  WORD[code] =
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
      ? 1
      : 0;

/**
 * Whether a UTF-16 code unit is part of a word: a letter, digit or underscore; beyond ASCII, all but spaces.
 */
export const isWordUnit = (code: number): boolean => (code < 128 ? WORD[code] === 1 : !isSpace(code));

/** Calls `visit` for each word of text[start, end), in order. Characters beyond ASCII count as letters. */
export function eachWord(text: string, start: number, end: number, visit: (word: string) => void): void {
  let at = start;
  while (at < end) {
    while (at < end && !isWordUnit(text.charCodeAt(at))) at++;
    const from = at;
    while (at < end && isWordUnit(text.charCodeAt(at))) at++;
    // A single letter is never a term: skip it before allocating a string.
    if (at - from > 1) visit(text.slice(from, at));
  }
}

/** Spaces and punctuation beyond ASCII that separate words: no-break space, general and CJK punctuation. */
const isSpace = (code: number): boolean =>
  code < 0xaa || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) || code === 0xfeff;

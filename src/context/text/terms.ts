import { stemmer as russianStemmer } from "@orama/stemmers/russian";
import { stemmer } from "stemmer";
import { fold, isAscii, lowerCase } from "./fold.js";
import { composed, eachRun, gramLength, gramsOf, type Run, runsOf } from "./runs.js";
import { stopWords } from "./stop-words.js";
import { LETTER, SYLLABLE, SYMBOL } from "./unit-kinds.js";

/**
 * Text analysis: turns text into index terms, the same way for documents and queries.
 *
 * A word is a run of letters, digits and underscores. `parseHttpRequest` gives the stemmed parts `pars`,
 * `http`, `request` and the whole identifier `parsehttprequest`, which `parse_http_request` gives too. The
 * parts give recall, the whole identifier gives precision. Accents do not count: `Größe` gives what `Grosse` gives.
 *
 * In scripts without spaces a word is a piece of a run: of `精度高`, the pairs `精度` and `度高`. A document also gives
 * the pieces that are one character shorter, so that a query that is shorter than a piece is found too.
 */

const ASCII_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[\p{Lt}\p{Lm}\p{Lo}\p{M}]+/gu;

/** Longer words are data (base64, hashes), not names. */
export const LONGEST_WORD = 60;

/**
 * Splits an identifier at case, digit and underscore boundaries, lower-cased and without accents: `HTTPServer2_x` →
 * http, server, 2, x.
 */
export function splitIdentifier(word: string): string[] {
  const folded = fold(word);
  if (isAscii(folded)) return (folded.match(ASCII_PART) ?? []).map((part) => part.toLowerCase());
  return (folded.match(PART) ?? []).map(lowerCase);
}

/** The whole identifier in lower case without underscores: one term for all naming styles. */
export const wholeIdentifier = (word: string): string => lowerCase(fold(word).replaceAll("_", ""));

const CYRILLIC = /^\p{Script=Cyrillic}/u;

/**
 * The indexed form of a part that `splitIdentifier` gave: stemmed when it is longer than three characters. A text does
 * not say its language, so the script chooses the stemmer.
 */
export function stem(part: string): string {
  if (part.length <= 3) return part;
  if (part.charCodeAt(0) < 128) return stemmer(part);
  return CYRILLIC.test(part) ? russianStemmer(part) : part;
}

/** The distinct terms of one word; none for stop words, single letters and long numbers. */
export function wordTerms(word: string): readonly string[] {
  if (word.length > LONGEST_WORD) return [];
  const terms = new Set<string>();
  if (isAscii(word)) addName(word, terms);
  else
    for (const run of runsOf(word)) {
      if (run.kind === LETTER) addName(run.text, terms);
      else for (const term of documentPieces(run)) terms.add(term);
    }
  return [...terms];
}

/** Adds the terms of a run of letters. */
function addName(word: string, terms: Set<string>): void {
  // A single letter is no word, whatever letters it is folded to.
  if (word.length < 2) return;
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
}

const isDigit = (part: string): boolean => {
  const code = part.charCodeAt(0);
  return code >= 48 && code <= 57;
};

/** The terms by which a query finds a run that is not of letters: its longest pieces, or its distinct symbols. */
export function pieces({ kind, text }: Run): string[] {
  if (kind === SYMBOL) return [...new Set(text)];
  return [...new Set(gramsOf(text, gramLength(kind)))];
}

/** The terms that a document with this run has: those of each query that the run contains. */
function documentPieces(run: Run): string[] {
  if (run.kind === SYMBOL) return pieces(run);
  const length = gramLength(run.kind);
  return [...(run.text.length >= length ? gramsOf(run.text, length - 1) : []), ...pieces(run)];
}

/** The terms by which the parts of a name or path are compared with those of a query. */
export const partTerms = (text: string): string[] => [...partsByTerm(text).keys()];

/** The parts of a text's words, in lower case, by the terms by which a query finds them. */
export function partsByTerm(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  const add = (term: string, part: string): void => {
    if (!parts.has(term)) parts.set(term, part);
  };
  for (const run of isAscii(text) ? [{ kind: LETTER, text }] : runsOf(text)) {
    if (run.kind !== LETTER) for (const term of pieces(run)) add(term, term);
    else for (const part of splitIdentifier(run.text)) if (part.length > 1) add(stem(part), part);
  }
  return parts;
}

/** Calls `visit` for each word of text[start, end), in order. */
export function eachWord(text: string, start: number, end: number, visit: (word: string) => void): void {
  eachRun(text, start, end, (kind, from, to) => {
    // A single letter is never a term: skip it before allocating a string.
    if (kind === LETTER && to - from < 2) return;
    const run = text.slice(from, to);
    const length = gramLength(kind);
    if (length === 0) visit(run);
    else for (const gram of gramsOf(kind === SYLLABLE ? composed(run) : run, length)) visit(gram);
  });
}

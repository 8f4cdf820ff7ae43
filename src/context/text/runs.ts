import { isAscii } from "./fold.js";
import {
  kindOf,
  LETTER,
  RAW_SYLLABLE,
  runKindOf,
  SEPARATOR,
  SYLLABLE,
  UNSPACED_LETTER,
} from "./unit-kinds.js";

/** Neighbouring characters of one kind, in one form (NFKC) where they are syllables. */
export interface Run {
  readonly kind: number;
  readonly text: string;
}

/** Calls `visit` with the kind and the bounds of each run of text[start, end), in order. */
export function eachRun(
  text: string,
  start: number,
  end: number,
  visit: (kind: number, from: number, to: number) => void,
): void {
  let at = start;
  while (at < end) {
    const kind = runKindOf(text.charCodeAt(at));
    const from = at++;
    while (at < end && runKindOf(text.charCodeAt(at)) === kind) at++;
    if (kind !== SEPARATOR) visit(kind, from, at);
  }
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  eachRun(text, 0, text.length, (kind, from, to) => {
    runs.push({ kind, text: formed(kind, text.slice(from, to)) });
  });
  return runs;
}

/** As `runsOf`, but runs of letters with all that separates them are one span, and so is ASCII text. */
export function spansOf(text: string): Run[] {
  if (isAscii(text)) return [{ kind: LETTER, text }];
  const spans: Run[] = [];
  let from = 0;
  eachRun(text, 0, text.length, (kind, start, end) => {
    if (kind === LETTER) return;
    if (start > from) spans.push({ kind: LETTER, text: text.slice(from, start) });
    spans.push({ kind, text: formed(kind, text.slice(start, end)) });
    from = end;
  });
  if (from < text.length) spans.push({ kind: LETTER, text: text.slice(from) });
  return spans;
}

const formed = (kind: number, run: string): string => (kind === SYLLABLE ? composed(run) : run);

/** A run of syllables in the form (NFKC) in which each is one code unit. */
export function composed(run: string): string {
  for (let at = 0; at < run.length; at++)
    if (kindOf(run.charCodeAt(at)) === RAW_SYLLABLE) {
      const form = run.normalize("NFKC");
      // A few rare ideographs would become two units, which pieces must not separate.
      return /[\ud800-\udfff]/.test(form) ? run : form;
    }
  return run;
}

/**
 * Length of the pieces that stand for words in a script without spaces; 0 in other scripts. Two syllables are a word
 * of Chinese more often than not. A letter of Thai says as little as one of English, so its pieces have three.
 */
export const gramLength = (kind: number): number =>
  kind === SYLLABLE ? 2 : kind === UNSPACED_LETTER ? 3 : 0;

/**
 * The overlapping pieces of a run, each of `length` characters; a shorter run is its own piece. They are the same
 * wherever the run stands, as the words of a dictionary would not be.
 */
export function gramsOf(run: string, length: number): string[] {
  if (run.length <= length) return [run];
  const grams: string[] = [];
  for (let at = 0; at + length <= run.length; at++) grams.push(run.slice(at, at + length));
  return grams;
}

/**
 * Finds a printed message in a text that has its template: `no such file: a.txt` in `throw new Error(`no such file:
 * ${path}`)`. The constant parts of the message stand there in order, word by word, whatever is between them.
 */
export interface Message {
  /** Its words, in lower case. */
  readonly words: readonly string[];
  /** How much each word says, 0 or more. A word of weight 0 may be a value. */
  readonly weights: readonly number[];
  /** Neighbouring words with what is between them, as written: those that say most first. */
  readonly anchors: readonly string[];
}

const WORD = /[\p{L}\p{N}_]+/gu;
/** Words of a message that are compared. */
const MOST_WORDS = 48;
const MOST_ANCHORS = 6;
/** Places of one anchor in a text that are compared. */
const MOST_PLACES = 4;
/** Characters before and after an anchor that may belong to the template, for each word of the message. */
const REACH = 14;
/** Neighbouring words that are at least equal: a single common word says nothing. */
const LEAST_RUN = 2;
/** Pairs of words stand in many texts by chance: without a longer run they count when they are nearly all of it. */
const LONG_RUN = 3;
const NEARLY_ALL = 0.7;

/** The words of a message whose weights `messageOf` asks for. */
export const messageWords = (text: string): string[] =>
  [...text.matchAll(WORD)].slice(0, MOST_WORDS).map(([word]) => word);

/** Parts of a message that are values more often than not: text in quotation marks, paths, and words with digits. */
const VALUE = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|\S*[/\\]\S*|\S*\d\S*/g;

/** @param weigh how much a word says; 0 when no file has it. */
export function messageOf(text: string, weigh: (word: string) => number): Message {
  const found = [...text.matchAll(WORD)].slice(0, MOST_WORDS);
  const words = found.map(([word]) => word.toLowerCase());
  const values = [...text.matchAll(VALUE)].map(
    ({ 0: value, index }) => [index, index + value.length] as const,
  );
  const isValue = (at: number): boolean => values.some(([from, to]) => from <= at && at < to);
  const all = found.map(([word]) => weigh(word));
  const constant = found.map(({ index }, at) => (isValue(index) ? 0 : all[at]!));
  // A text that is in quotation marks as a whole has no other words.
  const weights = constant.some((weight) => weight > 0) ? constant : all;
  const pairs = found.slice(1).map((next, index) => {
    const from = found[index]!.index;
    const both = Math.min(weights[index]!, weights[index + 1]!);
    return {
      anchor: text.slice(from, next.index + next[0].length),
      both,
      sum: weights[index]! + weights[index + 1]!,
    };
  });
  const anchors = pairs
    .filter(({ both }) => both > 0)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST_ANCHORS)
    .map(({ anchor }) => anchor);
  return { words, weights, anchors };
}

/** The share, by weight, of a message's words that a text has as its template, 0 to 1. */
export function shareOfMessage(message: Message, text: string): number {
  const total = message.weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  const reach = REACH * message.words.length;
  let best = 0;
  let until = -1;
  for (const anchor of message.anchors) {
    let at = text.indexOf(anchor);
    for (let place = 0; at >= 0 && place < MOST_PLACES; place++) {
      if (at >= until) {
        const around = text.slice(Math.max(0, at - reach), at + anchor.length + reach);
        const { weight, longest } = common(message, around.toLowerCase().match(WORD) ?? []);
        const share = weight / total;
        if (longest >= LONG_RUN || share >= NEARLY_ALL) best = Math.max(best, share);
        until = at + anchor.length;
      }
      at = text.indexOf(anchor, at + anchor.length);
    }
    if (best > 0.95) break;
    until = -1;
  }
  return Math.min(1, best);
}

/** The greatest weight of runs of equal words, in the order of both, and the length of the longest run. */
function common({ words, weights }: Message, text: readonly string[]): { weight: number; longest: number } {
  let longest = 0;
  const width = text.length + 1;
  const best = new Float64Array((words.length + 1) * width);
  const run = new Uint16Array((words.length + 1) * width);
  for (let i = 1; i <= words.length; i++)
    for (let j = 1; j < width; j++) {
      const at = i * width + j;
      let most = Math.max(best[at - width]!, best[at - 1]!);
      if (words[i - 1] === text[j - 1]) {
        const length = run[at - width - 1]! + 1;
        run[at] = length;
        longest = Math.max(longest, length);
        if (length >= LEAST_RUN) {
          let weight = 0;
          for (let back = 1; back <= length; back++) weight += weights[i - back]!;
          most = Math.max(most, best[at - length * (width + 1)]! + weight);
        }
      }
      best[at] = most;
    }
  return { weight: best[best.length - 1]!, longest };
}

import { createHash } from "node:crypto";
import type { PackItem } from "../pack/pack.js";
import type { Level } from "../pack/plan.js";
import type { StaleRange } from "../render/renderer.js";

/**
 * What a session has been sent: which lines of which files, as a hash of each line. From this follows what
 * the reader holds, which of it is stale, and what need not be sent again. Pure functions: files are given as
 * lines.
 */
export interface Ledger {
  readonly files: ReadonlyMap<string, SentFile>;
  /** Stale ranges not yet reported to the reader. */
  readonly unannounced: readonly StaleRange[];
  readonly tally: Tally;
}

export interface SentFile {
  /**
   * SHA-256 of the file's content for which the ranges were last checked; "" when they must be checked again.
   */
  readonly hash: string;
  /** Oldest first. */
  readonly ranges: readonly SentRange[];
}

export interface SentRange {
  /** Current first line, 1-based: a range that moved within its file is still held. */
  readonly startLine: number;
  readonly symbol?: string;
  readonly level: Level;
  /** One hash per line. */
  readonly lines: readonly string[];
}

/** Tokens over the life of a session. */
export interface Tally {
  readonly packs: number;
  /** Tokens sent. */
  readonly sentTokens: number;
  /** Tokens that the same packs would have had without the ledger. */
  readonly plainTokens: number;
  /**
   * Tokens sent since the reader last cleared its context window: the model processes them again on every
   * turn.
   */
  readonly residentTokens: number;
}

/** The current content of a file, secrets redacted as in sent text. */
export interface PresentFile {
  readonly hash: string;
  readonly lines: readonly string[];
}

export interface Comparison {
  /** Items never sent, or sent only in part. */
  readonly fresh: readonly PackItem[];
  /** Items sent before with another text; here with their current one. */
  readonly changed: readonly PackItem[];
  /** Items of which the reader holds every line. */
  readonly unchanged: readonly PackItem[];
  /** Stale ranges that no changed item replaces. */
  readonly stale: readonly StaleRange[];
}

/** Most lines in a ledger, about 2 MB on disk. Beyond it the oldest are dropped, and would be sent again. */
export const LEDGER_LINES = 100_000;
const UNANNOUNCED_RANGES = 500;

export const emptyLedger: Ledger = {
  files: new Map(),
  unannounced: [],
  tally: { packs: 0, sentTokens: 0, plainTokens: 0, residentTokens: 0 },
};

const hashLine = (line: string): string => createHash("sha256").update(line).digest("base64url").slice(0, 12);

const hashLines = (text: string): string[] => text.split("\n").map(hashLine);

/**
 * Compares a ledger with the current files: ranges that moved stay held at their new place, ranges whose
 * lines are no longer in their file become stale. `present` has an entry for each path to check: the file, or
 * undefined when it no longer exists.
 */
export function bringUpToDate(ledger: Ledger, present: ReadonlyMap<string, PresentFile | undefined>): Ledger {
  const files = new Map(ledger.files);
  const stale: StaleRange[] = [];
  for (const [path, now] of present) {
    const sent = files.get(path);
    if (!sent) continue;
    const lost = (range: SentRange): void => {
      const { startLine, symbol, lines } = range;
      const state = now ? "changed" : "gone";
      stale.push({ path, startLine, endLine: startLine + lines.length - 1, ...named(symbol), state });
    };
    if (!now) {
      sent.ranges.forEach(lost);
      files.delete(path);
      continue;
    }
    const places = new Map<string, number[]>();
    const hashes = now.lines.map(hashLine);
    hashes.forEach((hash, index) => {
      const list = places.get(hash);
      if (list) list.push(index);
      else places.set(hash, [index]);
    });
    const ranges = sent.ranges.flatMap((range) => {
      const index = nearest(range, hashes, places);
      if (index === undefined) lost(range);
      return index === undefined ? [] : [{ ...range, startLine: index + 1 }];
    });
    if (ranges.length > 0) files.set(path, { hash: now.hash, ranges });
    else files.delete(path);
  }
  if (stale.length === 0) return { ...ledger, files };
  return { ...ledger, files, unannounced: [...ledger.unannounced, ...stale].slice(-UNANNOUNCED_RANGES) };
}

/** Index of the first line of the range's copy nearest to its old place; undefined when there is none. */
function nearest(
  range: SentRange,
  hashes: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): number | undefined {
  let best: number | undefined;
  const from = range.startLine - 1;
  for (const index of places.get(range.lines[0]!) ?? []) {
    if (best !== undefined && Math.abs(index - from) >= Math.abs(best - from)) continue;
    if (range.lines.every((hash, offset) => hashes[index + offset] === hash)) best = index;
  }
  return best;
}

/** Sorts the items of a pack into fresh, changed and unchanged. Call `bringUpToDate` first. */
export function compare(ledger: Ledger, items: readonly PackItem[]): Comparison {
  const held = new Map<string, ReadonlyMap<number, string>>();
  const heldOf = (path: string): ReadonlyMap<number, string> => {
    const lines = held.get(path) ?? heldLines(ledger.files.get(path)?.ranges ?? []);
    held.set(path, lines);
    return lines;
  };
  const replaced = new Set<StaleRange>();
  const result = { fresh: [] as PackItem[], changed: [] as PackItem[], unchanged: [] as PackItem[] };
  for (const item of items) {
    const lines = heldOf(item.path);
    const holds = (line: string, at: number) =>
      line.trim() === "" || lines.get(item.startLine + at) === hashLine(line);
    // Blank lines are ignored: how many a piece ends with depends on the next piece in its pack.
    if (item.text.split("\n").every(holds)) {
      result.unchanged.push(item);
      continue;
    }
    const before = ledger.unannounced.filter((range) => isSamePiece(range, item));
    for (const range of before) replaced.add(range);
    (before.length > 0 ? result.changed : result.fresh).push(item);
  }
  return { ...result, stale: ledger.unannounced.filter((range) => !replaced.has(range)) };
}

/** Returns a test whether the reader holds a line, by its current number. Call `bringUpToDate` first. */
export function holder(ledger: Ledger): (path: string, line: number) => boolean {
  const held = new Map<string, ReadonlyMap<number, string>>();
  return (path, line) => {
    const lines = held.get(path) ?? heldLines(ledger.files.get(path)?.ranges ?? []);
    held.set(path, lines);
    return lines.has(line);
  };
}

const heldLines = (ranges: readonly SentRange[]): Map<number, string> =>
  new Map(ranges.flatMap((range) => range.lines.map((hash, offset) => [range.startLine + offset, hash])));

/** Whether both are the same definition or, without a name, the same place. */
function isSamePiece(range: StaleRange, item: PackItem): boolean {
  if (range.path !== item.path) return false;
  if (range.symbol !== undefined || item.symbol !== undefined) return range.symbol === item.symbol;
  return range.startLine <= item.endLine && item.startLine <= range.endLine;
}

export interface Sending {
  /** Items whose text was sent; `hashOf` gives the content hash of the file at a path. */
  readonly items: readonly PackItem[];
  readonly hashOf: (path: string) => string;
  /** Stale ranges reported with this sending; the others are reported later. */
  readonly announced: readonly StaleRange[];
  /** Tokens sent, and tokens that the pack would have had without the ledger. */
  readonly tokens: number;
  readonly plainTokens: number;
}

/** Records a sending. @returns the ledger after it. */
export function record(ledger: Ledger, sending: Sending): Ledger {
  const files = new Map(ledger.files);
  for (const { path, startLine, endLine, symbol, level, text } of sending.items) {
    const range: SentRange = { startLine, ...named(symbol), level, lines: hashLines(text) };
    const before = files.get(path);
    const others = (before?.ranges ?? []).filter(
      (other) => other.startLine < startLine || other.startLine + other.lines.length - 1 > endLine,
    );
    const hash = sending.hashOf(path);
    // The line numbers are from two contents of the file: an empty hash makes the next pack check the ranges
    // again.
    const isSameContent = others.length === 0 || before?.hash === hash;
    files.delete(path);
    files.set(path, { hash: isSameContent ? hash : "", ranges: [...others, range] });
  }
  const announced = new Set(sending.announced.map(keyOf));
  const { packs, sentTokens, plainTokens, residentTokens } = ledger.tally;
  return {
    files: newest(files),
    unannounced: ledger.unannounced.filter((range) => !announced.has(keyOf(range))),
    tally: {
      packs: packs + 1,
      sentTokens: sentTokens + sending.tokens,
      plainTokens: plainTokens + sending.plainTokens,
      residentTokens: residentTokens + sending.tokens,
    },
  };
}

/**
 * Reverts a recorded sending that was not received: its text is no longer held, wherever it is in its file
 * now, and its stale ranges will be reported again. @returns the ledger after it.
 */
export function takeBack(ledger: Ledger, sending: Sending): Ledger {
  const files = new Map(ledger.files);
  const lost = new Map<string, Set<string>>();
  for (const { path, text } of sending.items)
    lost.set(path, (lost.get(path) ?? new Set()).add(hashLines(text).join("")));
  for (const [path, texts] of lost) {
    const sent = files.get(path);
    const ranges = sent?.ranges.filter(({ lines }) => !texts.has(lines.join("")));
    if (!sent || !ranges) continue;
    if (ranges.length > 0) files.set(path, { ...sent, ranges });
    else files.delete(path);
  }
  const { packs, sentTokens, plainTokens, residentTokens } = ledger.tally;
  return {
    files,
    unannounced: [...ledger.unannounced, ...sending.announced].slice(-UNANNOUNCED_RANGES),
    tally: {
      packs: Math.max(0, packs - 1),
      sentTokens: Math.max(0, sentTokens - sending.tokens),
      plainTokens: Math.max(0, plainTokens - sending.plainTokens),
      residentTokens: Math.max(0, residentTokens - sending.tokens),
    },
  };
}

const keyOf = ({ path, startLine, endLine, symbol = "", state }: StaleRange): string =>
  `${path}\0${startLine}\0${endLine}\0${symbol}\0${state}`;

/** The reader cleared its context window: nothing is held any more. Tokens sent stay counted. */
export const forgetSent = (ledger: Ledger): Ledger => ({
  ...emptyLedger,
  tally: { ...ledger.tally, residentTokens: 0 },
});

/** Drops the files recorded longest ago until the ledger is within LEDGER_LINES. */
function newest(files: Map<string, SentFile>): Map<string, SentFile> {
  const linesOf = (file: SentFile): number => file.ranges.reduce((sum, range) => sum + range.lines.length, 0);
  let lines = 0;
  for (const file of files.values()) lines += linesOf(file);
  for (const [path, file] of files) {
    if (lines <= LEDGER_LINES) break;
    lines -= linesOf(file);
    files.delete(path);
  }
  return files;
}

const named = (symbol: string | undefined) => (symbol === undefined ? {} : { symbol });

/** Counts tokens of an answer that are not part of a recorded pack. */
export const charge = (ledger: Ledger, tokens: number): Ledger => ({
  ...ledger,
  tally: {
    packs: ledger.tally.packs,
    sentTokens: Math.max(0, ledger.tally.sentTokens + tokens),
    plainTokens: Math.max(0, ledger.tally.plainTokens + tokens),
    residentTokens: Math.max(0, ledger.tally.residentTokens + tokens),
  },
});

/** The change of a ledger by one answer. */
export interface Receipt {
  /** Called when the client received the answer. */
  readonly apply: (ledger: Ledger) => Ledger;
  /** Called when it turns out that the client did not receive it. */
  readonly undo: (ledger: Ledger) => Ledger;
}

/** The receipt of a sending; `aroundTokens` are those of the answer around its text. */
export const receiptOf = (sending: Sending, aroundTokens = 0): Receipt => ({
  apply: (ledger) => charge(record(ledger, sending), aroundTokens),
  undo: (ledger) => charge(takeBack(ledger, sending), -aroundTokens),
});

/** The receipt of an answer that shows no lines of files. */
export const receiptOfTokens = (tokens: number): Receipt => ({
  apply: (ledger) => charge(ledger, tokens),
  undo: (ledger) => charge(ledger, -tokens),
});

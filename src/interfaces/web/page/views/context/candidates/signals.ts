import type { CandidatesReport } from "../../../../api/contract.js";

export type Candidate = CandidatesReport["results"][number];

/** Signals with a colour of their own; the rest share one. */
const COLOURED = 7;
export const OTHER = "other signals";

/** The signals that move scores most, over all candidates, the strongest first. */
export function mainSignals(candidates: readonly Candidate[]): string[] {
  const moved = new Map<string, number>();
  for (const { signals } of candidates)
    for (const [name, share] of Object.entries(signals))
      moved.set(name, (moved.get(name) ?? 0) + Math.abs(share));
  return [...moved]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, COLOURED)
    .map(([name]) => name);
}

/** One signal of a bar: from `start` to `end`, in score. Those that lower the score go left of 0. */
export interface Segment {
  readonly name: string;
  readonly share: number;
  readonly start: number;
  readonly end: number;
}

/** What each signal added to a score, side by side from 0: the added to the right, the taken away to the left. */
export function segmentsOf(signals: Candidate["signals"], main: readonly string[]): Segment[] {
  let right = 0;
  let left = 0;
  const segments: Segment[] = [];
  const add = (name: string, share: number): void => {
    if (share === 0) return;
    const start = share > 0 ? right : left;
    segments.push({ name, share, start, end: start + share });
    if (share > 0) right += share;
    else left += share;
  };
  for (const name of main) add(name, signals[name] ?? 0);
  for (const [name, share] of Object.entries(signals)) if (!main.includes(name)) add(name, share);
  return segments;
}

/** The lowest and the highest end of the bars of all candidates. */
export function extentOf(candidates: readonly Candidate[]): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const { signals } of candidates) {
    let added = 0;
    let taken = 0;
    for (const share of Object.values(signals)) {
      if (share > 0) added += share;
      else taken += share;
    }
    low = Math.min(low, taken);
    high = Math.max(high, added);
  }
  return [low, high];
}

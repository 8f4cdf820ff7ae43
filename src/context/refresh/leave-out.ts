import type { PackItem } from "../pack/pack.js";
import type { Worth } from "../pack/worth.js";

/** A chunk more likely needed than this is always sent. */
const SURE = 0.02;
/**
 * Likelihood per token below which a new piece is worth less than the space it takes in the context window.
 */
const LEAST_PER_TOKEN = 5e-5;
/**
 * The largest share of the pack's likelihood that may be left out. When a task does not separate its files
 * well, every piece has a low likelihood, and most of the pack must be sent all the same. At 0.25 two of
 * three written sessions lost needed lines; at 0.12 one sent more than half.
 */
const MOST_SHARE = 0.18;
/** Tokens of the fence and line numbers around a piece. */
const FRAME_TOKENS = 30;
/**
 * Factor on the likelihood of lines sent before: one task follows from another, so the next task needs them
 * more often than its words alone say. Large enough that it hardly limits tasks in one area; elsewhere little
 * is left out.
 */
const SESSION_GAIN = 20;
/**
 * Packing overestimates the best file. Fitted on 117 commits in 13 sessions of five repositories: the
 * likelihood is the file's relevance to the power FILE_POWER times the chunk's share of the file's relevance
 * to the power CHUNK_POWER.
 */
const FILE_POWER = 0.6;
const CHUNK_POWER = 1.2;

/**
 * Chooses the new pieces that need not be sent. From earlier packs the reader holds chunks that matter for
 * this task too and that the plain pack has no room for. Their likelihood is a credit: new pieces of up to
 * that likelihood are left out, those of lowest likelihood per token first, and never more than MOST_SHARE of
 * the pack's.
 */
export function leaveOut(
  pack: readonly PackItem[],
  news: ReadonlySet<PackItem>,
  worths: readonly Worth[],
  holds: (path: string, line: number) => boolean,
): Set<PackItem> {
  const placed = placeItems(pack, worths);
  const likely = likelihoods(worths);
  const perToken = (worth: Worth): number => likely.get(worth)! / (worth.tokens + FRAME_TOKENS);
  let credit = 0;
  for (const worth of worths)
    if (!placed.has(worth) && worth.ranges.length > 0 && everyLine(worth, holds))
      credit += SESSION_GAIN * likely.get(worth)!;
  let packed = 0;
  for (const worth of placed.keys()) packed += likely.get(worth)!;
  credit = Math.min(credit, MOST_SHARE * packed);
  const least = [...placed]
    .filter(([worth, items]) => likely.get(worth)! < SURE && items.every((item) => news.has(item)))
    .filter(([worth]) => perToken(worth) < LEAST_PER_TOKEN)
    .sort(([a], [b]) => perToken(a) - perToken(b));
  const leftOut = new Set<PackItem>();
  for (const [worth, items] of least) {
    if (likely.get(worth)! >= credit) continue;
    credit -= likely.get(worth)!;
    for (const item of items) leftOut.add(item);
  }
  return leftOut;
}

/**
 * How likely the task needs each chunk: its relevance, corrected (see FILE_POWER). The sum over all chunks is
 * 1.
 */
export function likelihoods(worths: readonly Worth[]): Map<Worth, number> {
  const files = new Map<string, number>();
  for (const { path, relevance } of worths) files.set(path, (files.get(path) ?? 0) + relevance);
  const chance = ({ path, relevance }: Worth): number => {
    const file = files.get(path)!;
    return file > 0 ? file ** FILE_POWER * (relevance / file) ** CHUNK_POWER : 0;
  };
  const chances = worths.map(chance);
  const total = chances.reduce((sum, each) => sum + each, 0) || 1;
  return new Map(worths.map((worth, index) => [worth, chances[index]! / total]));
}

/** The pieces of level "full" of each chunk in the pack. */
function placeItems(pack: readonly PackItem[], worths: readonly Worth[]): Map<Worth, PackItem[]> {
  const byPath = new Map<string, Worth[]>();
  for (const worth of worths) {
    const list = byPath.get(worth.path);
    if (list) list.push(worth);
    else byPath.set(worth.path, [worth]);
  }
  const placed = new Map<Worth, PackItem[]>();
  for (const item of pack) {
    if (item.level !== "full") continue;
    const worth = byPath
      .get(item.path)
      ?.find(({ ranges }) => ranges.some(([from, to]) => from <= item.startLine && item.startLine <= to));
    if (worth) placed.set(worth, [...(placed.get(worth) ?? []), item]);
  }
  return placed;
}

function everyLine({ path, ranges }: Worth, holds: (path: string, line: number) => boolean): boolean {
  for (const [from, to] of ranges)
    for (let line = from; line <= to; line++) if (!holds(path, line)) return false;
  return true;
}

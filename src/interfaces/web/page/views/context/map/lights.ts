import type { CandidatesReport, FileOutline, PackReport } from "../../../../api/contract.js";

export type PackItem = PackReport["items"][number];
export type Level = PackItem["level"];

/** From the least to the most of a piece. */
export const LEVELS: readonly Level[] = ["mention", "skeleton", "excerpt", "full"];

/** What a task lights up of a file. */
export interface FileLight {
  readonly path: string;
  /** Score of ranking as a share of the best; 0 when it was no candidate. */
  readonly score: number;
  /** Place among the candidates, from 1. */
  readonly rank?: number;
  /** The most that the pack shows of a piece of it; absent when the pack leaves it out. */
  readonly level?: Level;
  /** Its tokens in the pack. */
  readonly tokens: number;
  readonly items: readonly PackItem[];
  readonly why?: string;
}

export interface Lights {
  readonly files: ReadonlyMap<string, FileLight>;
  /** Files with lines in the pack. */
  readonly packed: number;
  /** Files that the pack only names. */
  readonly named: number;
  readonly candidates: number;
  /** Of the rendered pack. */
  readonly tokens: number;
}

const more = (a: Level | undefined, b: Level): Level =>
  a !== undefined && LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;

/** What the candidates and the pack of a task light up. */
export function lightsOf(candidates: CandidatesReport | undefined, pack: PackReport | undefined): Lights {
  const files = new Map<string, { -readonly [Key in keyof FileLight]: FileLight[Key] }>();
  const best = candidates?.results[0]?.score ?? 0;
  for (const [at, { path, score, signals }] of (candidates?.results ?? []).entries())
    if (!files.has(path))
      files.set(path, {
        path,
        score: best > 0 ? Math.max(0, Math.min(1, score / best)) : 0,
        rank: at + 1,
        tokens: 0,
        items: [],
        why: strongest(signals),
      });
  const light = (path: string) => {
    let found = files.get(path);
    if (!found) {
      found = { path, score: 0, tokens: 0, items: [] };
      files.set(path, found);
    }
    return found;
  };
  for (const item of pack?.items ?? []) {
    const file = light(item.path);
    if (file.items.length === 0) file.why = item.why;
    file.items = [...file.items, item];
    file.level = more(file.level, item.level);
    file.tokens += item.tokens;
  }
  const packed = [...files.values()].filter(({ level }) => level !== undefined).length;
  let named = 0;
  for (const { path, why } of pack?.map ?? []) {
    const file = light(path);
    if (file.level !== undefined) continue;
    named++;
    file.level = "mention";
    file.why = why;
  }
  return {
    files,
    packed,
    named,
    candidates: candidates?.results.length ?? 0,
    tokens: pack?.items.length ? pack.tokens : 0,
  };
}

/** The three signals that added most. */
function strongest(signals: Readonly<Record<string, number>>): string {
  return Object.entries(signals)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name]) => name)
    .join(", ");
}

/**
 * How much the pack shows of each definition of a file; undefined for those that it leaves out. Of one with others inside
 * it, its own lines count: a class is dark when only one of its methods is in the pack.
 */
export function definitionLevels(
  { definitions }: FileOutline,
  items: readonly PackItem[],
): (Level | undefined)[] {
  const levels: (Level | undefined)[] = definitions.map(() => undefined);
  for (const { startLine, endLine, level } of items) {
    const own = definitions.map((definition) =>
      Math.max(0, Math.min(endLine, definition.endLine) - Math.max(startLine, definition.startLine) + 1),
    );
    const lines = [...own];
    for (const [at, { parent }] of definitions.entries())
      if (parent !== undefined) own[parent]! -= lines[at]!;
    for (const [at, count] of own.entries()) if (count > 0) levels[at] = more(levels[at], level);
  }
  return levels;
}

/** How much of a file the pack shows at each level, as shares of its tokens, the fullest first. They are 1 at most together. */
export function levelShares(
  items: readonly PackItem[],
  tokensOfFile: number,
): { readonly level: Level; readonly share: number }[] {
  const packed = items.reduce((sum, { tokens }) => sum + tokens, 0);
  // Tokens at the edges of pieces count twice: a whole file in pieces has some more than the file.
  const all = Math.max(1, packed, tokensOfFile);
  return LEVELS.toReversed().flatMap((level) => {
    const tokens = items.reduce((sum, item) => sum + (item.level === level ? item.tokens : 0), 0);
    return tokens === 0 ? [] : [{ level, share: tokens / all }];
  });
}

/** How brightly a candidate glows: the first differ clearly, the last are just visible. */
export const glow = (score: number): number => (score <= 0 ? 0 : 0.03 + 0.55 * score ** 1.8);

import type { Level, PackItem } from "./level.js";

/** The pieces of one file that stand together in a pack. */
export interface FilePieces {
  readonly path: string;
  readonly items: readonly PackItem[];
  readonly tokens: number;
  readonly why: string;
}

/** The pieces by file, in their order. */
export function byFile(items: readonly PackItem[]): FilePieces[] {
  const groups: PackItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]!.path === item.path) last.push(item);
    else groups.push([item]);
  }
  return groups.map((group) => ({
    path: group[0]!.path,
    items: group,
    tokens: group.reduce((sum, { tokens }) => sum + tokens, 0),
    why: group[0]!.why,
  }));
}

/** How many pieces there are of each level. */
export function countLevels(items: readonly PackItem[]): ReadonlyMap<Level, number> {
  const counts = new Map<Level, number>();
  for (const { level } of items) counts.set(level, (counts.get(level) ?? 0) + 1);
  return counts;
}

export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** How much of some lines a pack has: `held` of `of` lines, in these pieces. */
export interface Holding {
  readonly held: number;
  readonly of: number;
  readonly pieces: readonly PackItem[];
}

export function holdingOf(items: readonly PackItem[], { path, startLine, endLine }: Place): Holding {
  const pieces = items.filter(
    (item) => item.path === path && item.startLine <= endLine && item.endLine >= startLine,
  );
  const held = pieces.reduce(
    (sum, piece) => sum + Math.min(piece.endLine, endLine) - Math.max(piece.startLine, startLine) + 1,
    0,
  );
  return { held, of: endLine - startLine + 1, pieces };
}

/** Whether a qualified name is, ends in, or contains what was asked for: 0, 1 or 2; undefined when it has nothing of it. */
export function nameRank(symbol: string, asked: string): number | undefined {
  const name = symbol.toLowerCase();
  const wanted = asked.toLowerCase();
  if (wanted === "" || !name.includes(wanted)) return undefined;
  if (name === wanted) return 0;
  const before = name[name.length - wanted.length - 1];
  return name.endsWith(wanted) && before !== undefined && !/[\p{L}\p{N}_$]/u.test(before) ? 1 : 2;
}

/** Whether two packs show a file alike. */
export const samePieces = (a: FilePieces, b: FilePieces): boolean =>
  a.path === b.path &&
  a.why === b.why &&
  a.items.length === b.items.length &&
  a.items.every((item, index) => {
    const other = b.items[index]!;
    return (
      item.startLine === other.startLine &&
      item.endLine === other.endLine &&
      item.level === other.level &&
      item.symbol === other.symbol &&
      item.text === other.text
    );
  });

import type { MapFile, SearchReport } from "../../../../api/contract.js";
import type { Selection } from "../state.js";

/** Something that a search leads to: a file, or a definition, section or other lines of one. */
export interface Found extends Selection {
  readonly symbol?: string;
  readonly kind: string;
  /** The lines that match best. */
  readonly snippet: readonly { readonly line: number; readonly text: string }[];
}

const MOST_FILES = 5;

/** Files whose path has all words, those with the first word in their name before others, shorter paths first. */
export function findFiles(files: readonly MapFile[], query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [];
  const found: { readonly path: string; readonly rank: number }[] = [];
  for (const { path } of files) {
    const lower = path.toLowerCase();
    if (!words.every((word) => lower.includes(word))) continue;
    const inName = lower.slice(lower.lastIndexOf("/") + 1).indexOf(first);
    found.push({ path, rank: inName === 0 ? 0 : inName > 0 ? 1 : 2 });
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_FILES)
    .map(({ path }) => ({ path, kind: "file", snippet: [] }));
}

export const foundIn = (report: SearchReport): Found[] =>
  report.results.map(({ path, startLine, endLine, symbol, kind, snippet }) => ({
    path,
    lines: { start: startLine, end: endLine },
    ...(symbol === undefined ? {} : { symbol }),
    kind: kind ?? "lines",
    snippet,
  }));

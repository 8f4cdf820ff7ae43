import { printable } from "../../shared/printable.js";

/** A range of a file to be listed, with its symbol if known. */
export interface NamedRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
}

/** Shorter ranges are listed without name: a name costs about as many tokens as a line of code. */
const NAMED_LINES = 3;

/**
 * Lists ranges, one line per file: `src/a.ts: 3-9 parse, 12, 20-44 Parser to next`. Each name is printed
 * once. `print` escapes paths and names so that they cannot break the line.
 */
export function namesByFile(
  ranges: readonly NamedRange[],
  print: (name: string) => string = printable,
): string[] {
  const byPath = new Map<string, NamedRange[]>();
  for (const range of ranges) byPath.set(range.path, [...(byPath.get(range.path) ?? []), range]);
  return [...byPath].map(([path, list]) => {
    const said = new Set<string>();
    const runs = joined([...list].sort((a, b) => a.startLine - b.startLine).map(brief)).map((run) => {
      const { startLine } = run[0];
      const endLine = lastLine(run);
      const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
      const named = run.flatMap(({ symbol }) => symbol?.split(".").pop() ?? []);
      const ends = [named[0], named.at(-1)].flatMap((name) =>
        name === undefined || said.has(name) ? [] : [name],
      );
      for (const name of named) said.add(name);
      return ends.length === 0
        ? lines
        : `${lines} ${[...new Set(ends)].map((name) => print(name)).join(" to ")}`;
    });
    return `${print(path)}: ${runs.join(", ")}`;
  });
}

const brief = ({ path, startLine, endLine, symbol }: NamedRange): NamedRange =>
  symbol !== undefined && endLine - startLine + 1 >= NAMED_LINES
    ? { path, startLine, endLine, symbol }
    : { path, startLine, endLine };

type Run = readonly [first: NamedRange, ...rest: NamedRange[]];

const lastLine = (run: Run): number => Math.max(...run.map(({ endLine }) => endLine));

/**
 * Joins adjacent or overlapping ranges, given in line order, into runs. Only a run's first and last name are
 * printed.
 */
function joined(ranges: readonly NamedRange[]): Run[] {
  const runs: [NamedRange, ...NamedRange[]][] = [];
  for (const range of ranges) {
    const run = runs[runs.length - 1];
    if (run && range.startLine <= lastLine(run) + 1) run.push(range);
    else runs.push([range]);
  }
  return runs;
}

import type { FileRow } from "../store/contract.js";
import type { Totals } from "./results.js";
import { textOnlyOf } from "./text-only.js";

/** Sums the counts of indexed files. */
export function totalsOf(files: readonly FileRow[]): Totals {
  const languages: Record<string, number> = {};
  for (const file of files) languages[file.language] = (languages[file.language] ?? 0) + 1;
  const sum = (of: (file: FileRow) => number): number => files.reduce((total, file) => total + of(file), 0);
  return {
    files: files.length,
    symbols: sum((file) => file.symbols),
    edges: sum((file) => file.edges),
    tokens: sum((file) => file.tokens),
    textOnly: textOnlyOf(files),
    languages: Object.fromEntries(Object.entries(languages).sort((a, b) => b[1] - a[1])),
  };
}

import type { SearchReport } from "../../api/contract.js";
import { definitionsOf, type RecordedOutlines } from "../../record/format.js";

/**
 * Finds definitions and sections by their names, for the static site, which has no index: those whose name is the query
 * first, then those that begin with it, then those that have it, or all of its words. Shorter names before longer.
 */
export function searchNames(outlines: RecordedOutlines, query: string, limit: number): SearchReport {
  const asked = query.trim().toLowerCase();
  const words = asked.split(/[\s.#:]+/).filter(Boolean);
  const found: { readonly result: SearchReport["results"][number]; readonly rank: number }[] = [];
  for (const [path, rows] of Object.entries(outlines.files))
    for (const row of rows) {
      const rank = rankOf(row[0].toLowerCase(), asked, words);
      if (rank === 0) continue;
      const [{ symbol, kind, startLine, endLine, tokens }] = definitionsOf([row], outlines.kinds) as [
        ReturnType<typeof definitionsOf>[number],
      ];
      found.push({
        rank,
        result: {
          path,
          startLine,
          endLine,
          ...(symbol === undefined ? {} : { symbol }),
          kind,
          score: rank,
          tokens,
          signals: { name: rank },
          snippet: [],
        },
      });
    }
  found.sort((a, b) => b.rank - a.rank || a.result.symbol!.length - b.result.symbol!.length);
  const results = found.slice(0, limit).map(({ result }) => result);
  // A name is there or it is not: nothing is estimated.
  return { query, confidence: results.length > 0 ? 1 : 0, answered: results.length > 0, results };
}

function rankOf(symbol: string, asked: string, words: readonly string[]): number {
  if (symbol === "" || words.length === 0) return 0;
  const last = symbol.slice(Math.max(symbol.lastIndexOf("."), symbol.lastIndexOf(" ")) + 1);
  if (symbol === asked || last === asked) return 4;
  if (last.startsWith(asked) || symbol.startsWith(asked)) return 3;
  if (symbol.includes(asked)) return 2;
  return words.every((word) => symbol.includes(word)) ? 1 : 0;
}

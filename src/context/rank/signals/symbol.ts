import type { Signal } from "../signal.js";

/** When the query is only a name, the file that defines it ranks before files that mention it. */
export const symbol: Signal = {
  name: "symbol",
  why: "it defines the name that is asked for",
  score: ({ corpus, candidates, definitions, query }) => {
    const files = new Set<number>();
    if (query.symbol !== undefined)
      for (const [document, strength] of definitions)
        if (strength === 1) files.add(corpus.fileOfDocument[document]!);
    return Float32Array.from(candidates, (file) => (files.has(file) ? 1 : 0));
  },
};

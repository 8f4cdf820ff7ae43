import type { Signal } from "../signal.js";

/** What is asked for by its name alone is wanted where it is defined, before anything that speaks of it. */
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

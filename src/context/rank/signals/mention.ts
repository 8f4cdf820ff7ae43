import type { Signal } from "../signal.js";

export const mention: Signal = {
  name: "mention",
  why: "the task names its path",
  score: ({ corpus, candidates, query }) =>
    Float32Array.from(candidates, (file) => {
      const path = corpus.files[file]!.path;
      let best = 0;
      for (const named of query.paths)
        if (path === named || path.endsWith(`/${named}`) || named.endsWith(`/${path}`))
          best = Math.max(best, named.includes("/") ? 1 : 0.7);
      return best;
    }),
};

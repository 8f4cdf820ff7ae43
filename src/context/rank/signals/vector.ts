import type { Signal } from "../signal.js";

/** 0 for every file when no embeddings are configured. */
export const vector: Signal = {
  name: "vector",
  why: "one definition or section in it is near the task in meaning, by an embedding model",
  score: ({ corpus, candidates, similarity }) =>
    Float32Array.from(candidates, (file) => {
      let best = 0;
      if (!similarity) return best;
      const first = corpus.firstDocument[file]!;
      for (let chunk = 0; chunk < corpus.files[file]!.documents; chunk++)
        best = Math.max(best, similarity.nearness[first + chunk]!);
      return best;
    }),
};

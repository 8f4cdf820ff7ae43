import type { Signal } from "../signal.js";

export const barrel: Signal = {
  name: "barrel",
  why: "it mostly passes on what other files define",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) => {
      const { path, documents } = corpus.files[file]!;
      return /(?:^|\/)(?:index|mod|__init__)\.\w+$/.test(path) && documents <= 3 ? 1 : 0;
    }),
};

import type { Signal } from "../signal.js";

/** Files without a grammar (settings, tables, templates), and notebooks. */
const NOT_CODE = new Set(["text", "notebook"]);

export const data: Signal = {
  name: "data",
  why: "it is data or settings, not code",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) => {
      const { language, role } = corpus.files[file]!;
      return NOT_CODE.has(language) && !role.documentation ? 1 : 0;
    }),
};

import type { Signal } from "../signal.js";

/** Tests for "which tests cover …", documentation for "what does --flag do". */
export const askedFor: Signal = {
  name: "asked-for",
  why: "it is of the kind of files that the question asks for",
  score: ({ corpus, candidates, query: { wanted } }) =>
    Float32Array.from(candidates, (file) => {
      const { role } = corpus.files[file]!;
      return (wanted === "tests" && role.test) || (wanted === "documentation" && role.documentation) ? 1 : 0;
    }),
};

import type { Signal } from "../signal.js";

export const coverage: Signal = {
  name: "coverage",
  why: "most of the task's words stand in it",
  score: ({ matches, candidates }) => Float32Array.from(candidates, (file) => matches.coverage[file]! ** 2),
};

import type { Signal } from "../signal.js";

/** Number of words at which the prior reaches 1: a longer file is not more likely. */
const FULL_SIZE = 4000;

export const size: Signal = {
  name: "size",
  why: "it holds much of the code",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) =>
      Math.min(1, Math.log(1 + corpus.fileLengths[file]!) / Math.log(1 + FULL_SIZE)),
    ),
};

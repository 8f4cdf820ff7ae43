import { overMaximum } from "../normalise.js";
import type { Signal } from "../signal.js";

export const bestChunk: Signal = {
  name: "best-chunk",
  why: "one definition or section in it holds the words of the task together",
  score: ({ matches, candidates }) => overMaximum(candidates, (file) => matches.bestChunkScore[file]!),
};

import { overMaximum } from "../normalise.js";
import type { Signal } from "../signal.js";

export const content: Signal = {
  name: "content",
  why: "its text as a whole holds the words of the task",
  score: ({ matches, candidates }) => overMaximum(candidates, (file) => matches.fileScore[file]!),
};

import { overMaximum } from "../normalise.js";
import type { Signal } from "../signal.js";

export const title: Signal = {
  name: "title",
  why: "its text holds the words of the task's first line",
  score: ({ candidates, titleScore }) => overMaximum(candidates, (file) => titleScore[file]!),
};

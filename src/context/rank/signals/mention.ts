import type { Signal } from "../signal.js";

export const mention: Signal = {
  name: "mention",
  why: "the task names its path",
  score: ({ candidates, mentions }) => Float32Array.from(candidates, (file) => mentions.named.get(file) ?? 0),
};

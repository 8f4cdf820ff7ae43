import type { Signal } from "../signal.js";

export const trace: Signal = {
  name: "trace",
  why: "a trace in the task leads through it",
  score: ({ candidates, mentions }) =>
    Float32Array.from(candidates, (file) => mentions.traced.get(file) ?? 0),
};

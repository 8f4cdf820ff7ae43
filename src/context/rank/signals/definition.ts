import type { Signal } from "../signal.js";

export const definition: Signal = {
  name: "definition",
  why: "it defines a name that the task mentions",
  score: ({ corpus, candidates, definitions }) => {
    const best = new Map<number, number>();
    for (const [document, strength] of definitions) {
      const file = corpus.fileOfDocument[document]!;
      best.set(file, Math.max(strength, best.get(file) ?? 0));
    }
    return Float32Array.from(candidates, (file) => best.get(file) ?? 0);
  },
};

import { exact } from "../../build/fields.js";
import { moduleName } from "../../build/module-name.js";
import type { Signal } from "../signal.js";

/** Importers at which the prior is full. */
const FULL = 64;

export const imported: Signal = {
  name: "imported",
  why: "many files import it",
  score: async ({ corpus, candidates }) => {
    const names = candidates.map((file) => moduleName(corpus.files[file]!.path));
    const distinct = [...new Set(names)];
    const postings = await corpus.postings(distinct.map(exact.module));
    const importers = new Map(distinct.map((name, index) => [name, postings[index]!.documents]));
    return Float32Array.from(names, (name) =>
      Math.min(1, Math.log1p(importers.get(name) ?? 0) / Math.log1p(FULL)),
    );
  },
};

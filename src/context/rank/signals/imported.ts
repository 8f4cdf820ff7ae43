import { exact } from "../../indexing/fields.js";
import { moduleName } from "../../indexing/module-name.js";
import type { Signal } from "../signal.js";

/** Number of importers at which the prior reaches 1. */
const FULL = 64;

export const imported: Signal = {
  name: "imported",
  why: "many files import it",
  score: async ({ corpus, candidates }) => {
    const importers = await corpus.readFacts("importers", candidates, async (files) => {
      const names = files.map((file) => moduleName(corpus.files[file]!.path));
      const distinct = [...new Set(names)];
      const postings = await corpus.postings(distinct.map(exact.module));
      const counts = new Map(distinct.map((name, index) => [name, postings[index]!.documents]));
      return names.map((name) => counts.get(name)!);
    });
    return Float32Array.from(importers, (count) => Math.min(1, Math.log1p(count) / Math.log1p(FULL)));
  },
};

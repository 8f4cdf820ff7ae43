import type { Retriever } from "../retriever.js";
import { bm25Baseline } from "./bm25.js";
import { grepBaseline } from "./grep.js";
import { pathOrderBaseline } from "./path-order.js";
import type { TextTrees } from "./text-tree.js";

/** The baselines of every run. NEW BASELINE: one file and one line here. */
export const baselines: readonly ((trees: TextTrees) => Retriever)[] = [
  (trees) => bm25Baseline(trees),
  grepBaseline,
  pathOrderBaseline,
];

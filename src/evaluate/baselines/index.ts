import type { Retriever } from "../retriever.js";
import { bm25Baseline } from "./bm25.js";
import { grepBaseline } from "./grep.js";
import { pathOrderBaseline } from "./path-order.js";
import type { TextTrees } from "./text-tree.js";

/** What Fovea is compared with in every run. */
export const baselines: readonly ((trees: TextTrees) => Retriever)[] = [
  (trees) => bm25Baseline(trees),
  grepBaseline,
  pathOrderBaseline,
];

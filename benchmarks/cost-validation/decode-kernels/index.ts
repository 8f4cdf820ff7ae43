/**
 * Times of the parts of a decode step, condensed from NVIDIA's database (Apache-2.0, 21 August 2026). They were
 * taken in a loop inside a CUDA graph, so what fits in the L2 cache may have been read from there.
 */
export const decodeKernelSource =
  "https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/systems/data";

export { type AllReduceRow, allReduceRows } from "./all-reduce.js";
export { type DecodeAttentionRow, groupedQueryRows, latentRows } from "./decode-attention.js";
export { type ExpertRow, expertRows } from "./experts.js";
export { type ProductRow, productRows } from "./products.js";

import { pairs, type Span } from "../../pairs.js";
import type { Mixer } from "../spec.js";
import { type AttentionShape, attention, SOFTMAX_FLOP_PER_PAIR } from "./attention.js";

export interface BlockSparseShape extends Omit<AttentionShape, "mask"> {
  readonly blockSize: number;
  /** Blocks that a token sees, including its own. */
  readonly topBlocks: number;
  /** Small heads that score every pair to select the blocks. All of them share one key. */
  readonly indexer: { readonly heads: number; readonly headDim: number };
}

/**
 * Grouped-query attention over the best blocks of keys (MiniMax Sparse Attention). An indexer scores every
 * pair. A token attends to `topBlocks` blocks, one of which is its own, up to itself. All keys stay cached.
 * Source: MiniMax-M3's code as served by sgl-project/sglang and vllm-project/vllm.
 */
export function blockSparseAttention(shape: BlockSparseShape): Mixer {
  const { hiddenSize, heads, headDim, blockSize, topBlocks, indexer } = shape;
  const valueDim = shape.valueDim ?? headDim;
  const whole = attention({ ...shape, mask: { kind: "causal" } });
  const indexWeights = hiddenSize * (indexer.heads + 1) * indexer.headDim;
  return {
    ...whole,
    kind: `${whole.kind} block-sparse`,
    description: `${whole.description.replace("causal", "")}top ${topBlocks} blocks of ${blockSize} by an indexer ${indexer.heads} × ${indexer.headDim} over all pairs`,
    parameters: whole.parameters + indexWeights + 2 * indexer.headDim,
    attention: { heads, scoreDim: headDim, valueDim, quadratic: false },
    flop(span, context) {
      const dense = whole.flop(span, context);
      const every = pairs({ kind: context.causal ? "causal" : "full" }, span);
      const seen = context.causal ? blockPairs(span, blockSize, topBlocks) : every;
      return {
        ...dense,
        projections: dense.projections + 2 * indexWeights * span.tokens,
        scores: 2 * headDim * heads * seen + 2 * indexer.heads * indexer.headDim * every,
        values: 2 * valueDim * heads * seen,
        softmax: SOFTMAX_FLOP_PER_PAIR * heads * seen,
      };
    },
    cacheElements: (n, context) => whole.cacheElements(n, context) + n * indexer.headDim,
  };
}

/**
 * Pairs of a span: causal in the first `topBlocks` blocks; later tokens see `topBlocks` − 1 whole blocks and
 * their own.
 */
export function blockPairs({ past, tokens }: Span, blockSize: number, topBlocks: number): number {
  const dense = blockSize * topBlocks;
  const total = (m: number): number => {
    const head = Math.min(m, dense);
    const tail = Math.max(0, m - dense);
    return (
      pairs({ kind: "causal" }, { past: 0, tokens: head }) +
      tail * (topBlocks - 1) * blockSize +
      pairs({ kind: "chunk", chunk: blockSize }, { past: 0, tokens: tail })
    );
  };
  return total(past + tokens) - total(past);
}

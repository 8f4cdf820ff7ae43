import { pairs, type Span } from "../../pairs.js";
import type { Mixer } from "../spec.js";
import { linear, vector } from "../weights.js";
import { type AttentionShape, attention, pairsText } from "./attention.js";

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
  const copied = { splits: 1 };
  return {
    ...whole,
    kind: `${whole.kind} block-sparse`,
    description: `${whole.description.replace("causal", "")}top ${topBlocks} blocks of ${blockSize} by an indexer ${indexer.heads} × ${indexer.headDim} over all pairs`,
    weights: [
      ...whole.weights,
      linear("self_attn.indexer.q_proj", hiddenSize, indexer.heads * indexer.headDim, copied),
      linear("self_attn.indexer.k_proj", hiddenSize, indexer.headDim, copied),
      vector("self_attn.indexer.norms", 2 * indexer.headDim),
    ],
    scoring: (span, { causal }) => {
      const mask = { kind: causal ? "causal" : "full" } as const;
      const every = pairs(mask, span);
      const everyText = pairsText(mask, span);
      return [
        {
          title: "Indexer",
          pairs: every,
          pairsText: everyText,
          heads: indexer.heads,
          scoreDim: indexer.headDim,
          valueDim: 0,
        },
        {
          title: `${whole.kind} to chosen blocks`,
          pairs: causal ? blockPairs(span, blockSize, topBlocks) : every,
          pairsText: causal ? `Σ position within ${topBlocks} blocks of ${blockSize}` : everyText,
          heads,
          scoreDim: headDim,
          valueDim,
        },
      ];
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

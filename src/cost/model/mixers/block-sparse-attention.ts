import { minus, plus, quantity } from "../../formula.js";
import { causalTerms, chunkTerms, lengthsOf, pairTerms } from "../../pair-terms.js";
import { pairs, type Span } from "../../pairs.js";
import { symbols as math } from "../../symbols.js";
import { nonZero, type TermSum } from "../../term.js";
import type { Mixer } from "../spec.js";
import { linear, vector } from "../weights.js";
import { type AttentionShape, attention } from "./attention.js";

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
      const everyTerm = () => pairTerms(mask, span);
      return [
        {
          title: "Indexer",
          pairs: every,
          pairTerms: everyTerm,
          heads: indexer.heads,
          scoreDim: indexer.headDim,
          valueDim: 0,
          cachedChannels: indexer.headDim,
        },
        {
          title: `${whole.kind} to chosen blocks`,
          pairs: causal ? blockPairs(span, blockSize, topBlocks) : every,
          pairTerms: causal ? () => blockTerms(span, blockSize, topBlocks) : everyTerm,
          heads,
          scoreDim: headDim,
          valueDim,
          cachedChannels: shape.kvHeads * (headDim + valueDim),
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

/** The closed form of `blockPairs` for whole tokens. */
export function blockTerms(span: Span, blockSize: number, topBlocks: number): TermSum {
  const { past, tokens } = span;
  const dense = blockSize * topBlocks;
  const symbols = `min(position, ${topBlocks - 1}·${blockSize} + position within its block)`;
  if (tokens === 1 && past > 0)
    return {
      symbols,
      terms: [{ factors: [quantity(blockPairs(span, blockSize, topBlocks), math.pairs)] }],
    };
  const { cached, fresh } = lengthsOf(span);
  const head = Math.max(0, Math.min(past + tokens, dense) - past);
  const tailPast = Math.max(0, past - dense);
  const tail = tokens - head;
  return {
    symbols: `Σ ${symbols}`,
    terms: nonZero([
      ...causalTerms(
        cached,
        head === tokens ? fresh : head === 0 ? 0 : plus(fresh, minus(quantity(tail, math.tail))),
      ),
      {
        factors: [
          tail === tokens ? fresh : quantity(tail, math.tail),
          quantity(topBlocks - 1, math.seenBlocks),
          quantity(blockSize, math.chunk),
        ],
      },
      ...chunkTerms(tailPast + tail, tailPast, blockSize),
    ]),
  };
}

import { findModel, flopOf, kvCacheBytes, type ModelSpec, readModel } from "../../src/cost/index.js";

/** One published count, of FLOP or bytes, with our own. Neither needs calibration. */
export interface CountRow {
  readonly what: string;
  readonly published: number;
  readonly counted: number;
  readonly unit: string;
  readonly source: string;
  readonly note: string;
}

const causal = { causal: true, latent: "absorbed" } as const;

function named(name: string): ModelSpec {
  const entry = findModel(name);
  return readModel(entry.config, entry.id);
}

/** FLOP of training: three times the forward pass, with logits for every token, at the training length. */
function trainingFlop(spec: ModelSpec, length: number, tokens: number): number {
  return 3 * flopOf(spec, { past: 0, tokens: length }, causal, length).total * (tokens / length);
}

const gpt3 = readModel(
  { model_type: "gpt2", n_embd: 12288, n_layer: 96, n_head: 96, n_positions: 2048, vocab_size: 50257 },
  "GPT-3 175B",
);
const palm = readModel(
  {
    model_type: "llama",
    hidden_size: 18432,
    num_hidden_layers: 118,
    num_attention_heads: 48,
    num_key_value_heads: 1,
    head_dim: 256,
    intermediate_size: 73728,
    vocab_size: 256000,
    tie_word_embeddings: true,
  },
  "PaLM 540B",
);
const chinchilla = readModel(
  { model_type: "gpt2", n_embd: 8192, n_layer: 80, n_head: 64, n_positions: 1, vocab_size: 32000 },
  "Chinchilla 70B",
);

const insights = "https://arxiv.org/abs/2505.09343";
const cache = (name: string, published: number): CountRow => ({
  what: `${name}: KV cache a token`,
  published,
  counted: kvCacheBytes(named(name), 1, "bf16", causal),
  unit: "bytes",
  source: `${insights} (table 1)`,
  note: "bf16",
});
const perToken = (
  name: string,
  published: number,
  note = "length 4,096, forward and backward",
): CountRow => ({
  what: `${name}: training FLOP a token`,
  published,
  counted: trainingFlop(named(name), 4096, 1),
  unit: "FLOP",
  source: `${insights} (table 2)`,
  note,
});

export const countRows: readonly CountRow[] = [
  cache("DeepSeek-V3", 70_272),
  cache("Qwen2.5-72B", 327_680),
  cache("llama-3.1-405b", 516_096),
  perToken("DeepSeek-V2", 155e9),
  perToken("DeepSeek-V3", 250e9),
  perToken("Qwen2.5-72B", 394e9, "the table says Qwen-72B; length 4,096"),
  perToken("llama-3.1-405b", 2448e9),
  {
    what: "GPT-3 175B: training",
    published: 3.14e23,
    counted: trainingFlop(gpt3, 2048, 300e9),
    unit: "FLOP",
    source: "https://arxiv.org/abs/2005.14165 (table D.1)",
    note: "published as 6·N·D, without attention",
  },
  {
    what: "Chinchilla 70B: training",
    published: 5.76e23,
    counted: trainingFlop(chinchilla, 2048, 1.4e12),
    unit: "FLOP",
    source: "https://arxiv.org/abs/2203.15556 (§ 4)",
    note: "the training budget, equal to Gopher's",
  },
  {
    what: "PaLM 540B: training",
    published: 2.5272e24,
    counted: trainingFlop(palm, 2048, 780e9),
    unit: "FLOP",
    source: "https://arxiv.org/abs/2204.02311 (appendix B)",
    note: "published without attention",
  },
];

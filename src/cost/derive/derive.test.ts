import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { readModel } from "../model/read-config.js";
import { type PriceOptions, priceContexts } from "../price-context.js";
import { deploymentOf } from "../time/deployment.js";
import { derive, tokensText } from "./derive.js";
import type { DerivationStep } from "./step.js";

const accelerator = findHardware("h200");

function derivationOf(id: string, context: number, more: Partial<PriceOptions> = {}) {
  const entry = findModel(id);
  const spec = readModel(entry.config, entry.id);
  const options: PriceOptions = {
    ...deploymentOf({ accelerator, accelerators: 8 }),
    causal: true,
    latent: "absorbed",
    cachedTokens: 0,
    outputTokens: 0,
    ...more,
  };
  const [row] = priceContexts(spec, [context], options);
  const derivation = derive(spec, row!, options);
  const all = (part: DerivationStep["part"], title: string) =>
    derivation.steps.filter((step) => step.part === part && step.title === title);
  return {
    derivation,
    row: row!,
    /** The values of the steps of this title, in order. */
    values: (part: DerivationStep["part"], title: string) => all(part, title).map(({ value }) => value),
    numbers: (part: DerivationStep["part"], title: string) => all(part, title).map(({ numbers }) => numbers),
  };
}

/** Pairs counted one token at a time: `seen` keys of the token at a position, from 1. */
function counted(from: number, to: number, seen: (position: number) => number): number {
  let pairs = 0;
  for (let position = from; position <= to; position++) pairs += seen(position);
  return pairs;
}

const n = 131_072;
const causal = counted(1, n, (position) => position);

describe("derivations worked out by hand from the published shapes", () => {
  it("Llama 3.1 70B at 128k tokens", () => {
    const { values, numbers } = derivationOf("llama-3.1-70b", n);
    expect(values("pairs", "Pairs of a head")).toEqual([causal]);
    expect(numbers("pairs", "Pairs of a head")).toEqual(["131,072 × 131,073 / 2"]);
    expect(values("attention", "Q·Kᵀ")).toEqual([causal * 2 * 128 * 64 * 80]);
    expect(numbers("attention", "A·V")).toEqual(["8,590,000,128 × 2 × 128 × 64 heads × 80 layers"]);
    expect(numbers("linear", "self_attn.q_proj, o_proj")).toEqual([
      "131,072 × 2 × 8,192 × 8,192 × 2 matrices × 80 layers",
    ]);
    expect(numbers("linear", "self_attn.k_proj, v_proj")).toEqual([
      "131,072 × 2 × 8,192 × 1,024 × 2 matrices × 80 layers",
    ]);
    expect(values("linear", "mlp.gate_proj, up_proj, down_proj")).toEqual([n * 2 * 3 * 8192 * 28_672 * 80]);
    expect(values("linear", "lm_head")).toEqual([2 * 8192 * 128_256]);
    // 22,518,169,935,544,320 + 17,944,031,866,650,624.
    expect(values("total", "Attention part")).toEqual([22_518_169_935_544_320]);
    expect(values("total", "Linear part")).toEqual([17_944_031_866_650_624]);
    // Of one head and layer 2¹⁷ × 2¹⁷ × 2 = 2³⁵ bytes; FlashAttention: 2 × 64 + 2 × 8 heads of 128 in 16 bits.
    expect(values("memory", "Score matrix of one head and layer, if it were stored")).toEqual([2 ** 35]);
    expect(values("memory", "The same of all heads and layers")).toEqual([2 ** 35 * 64 * 80]);
    expect(values("memory", "FlashAttention keeps instead")).toEqual([n * (2 * 144 * 128 + 4 * 64) * 80]);
    // 80 layers × 2 × 8 heads × 128 × 2 bytes are 320 KiB a token: 40 GiB.
    expect(values("memory", "KV cache")).toEqual([40 * 2 ** 30]);
    // A step multiplies 69.5e9 weights for 2 FLOP each, and reads them with the cache.
    expect(values("decode", "Q·Kᵀ and A·V, GQA, causal")).toEqual([131_073 * 4 * 128 * 64 * 80]);
    expect(values("decode", "Linear part")).toEqual([139_003_428_864]);
    expect(values("decode", "KV cache")).toEqual([131_073 * 327_680]);
    expect(values("decode", "Bytes of the step")).toEqual([139_006_083_072 + 131_073 * 327_680]);
    const [bound] = values("decode", "Bandwidth bound");
    expect(bound! / ((8 * 4.8e12) / 181_956_083_712)).toBeCloseTo(1, 12);
  });

  it("DeepSeek-V3 with 98,304 of 131,072 tokens cached: absorbed attention of the new ones", () => {
    const { derivation, values, numbers } = derivationOf("deepseek-v3", n, { cachedTokens: 98_304 });
    expect(tokensText(derivation)).toBe("n = 131,072 tokens, c = 98,304 of them cached, t = 32,768 new");
    const pairs = counted(98_305, n, (position) => position);
    expect(values("pairs", "Pairs of a head")).toEqual([pairs]);
    expect(numbers("pairs", "Pairs of a head")).toEqual(["32,768 × 98,304 + 32,768 × 32,769 / 2"]);
    // Queries of 512 + 64 channels meet the latent; values are the latent's 512.
    expect(values("attention", "Q·Kᵀ")).toEqual([pairs * 2 * 576 * 128 * 61]);
    expect(values("attention", "A·V")).toEqual([pairs * 2 * 512 * 128 * 61]);
    expect(numbers("linear", "self_attn.kv_b_proj")).toEqual(["32,768 × 2 × 512 × 32,768 × 61 layers"]);
    expect(numbers("linear", "mlp.experts.gate_proj, up_proj, down_proj")).toEqual([
      "32,768 × 2 × 7,168 × 2,048 × 3 matrices × 8 experts × 58 layers",
    ]);
    // 576 cached channels of 2 bytes in 61 layers: 70,272 bytes a token.
    expect(values("memory", "KV cache")).toEqual([n * 70_272]);
    expect(values("decode", "Experts that the step touches in a layer")).toEqual([8]);
    expect(values("decode", "Weights of those experts")).toEqual([8 * 3 * 7168 * 2048 * 2 * 58]);
  });

  it("DeepSeek-V3 without a cache expands keys and values", () => {
    const { values } = derivationOf("deepseek-v3", n);
    expect(values("attention", "Q·Kᵀ")).toEqual([causal * 2 * 192 * 128 * 61]);
    expect(values("attention", "A·V")).toEqual([causal * 2 * 128 * 128 * 61]);
  });

  // Issue 17: a product printed here was 13 times too large.
  it("DeepSeek-V3.2 at 128,000 tokens: the indexer sees all pairs, attention 2,048 keys a token", () => {
    const { values, numbers, row } = derivationOf("deepseek-v3.2", 128_000);
    const all = counted(1, 128_000, (position) => position);
    const chosen = counted(1, 128_000, (position) => Math.min(position, 2048));
    expect(values("pairs", "Pairs of a head")).toEqual([all, chosen]);
    expect(numbers("pairs", "Pairs of a head")).toEqual([
      "128,000 × 128,001 / 2",
      "2,048 × 2,049 / 2 + 125,952 × 2,048",
    ]);
    expect(values("attention", "Q·Kᵀ")).toEqual([all * 2 * 128 * 64 * 61, chosen * 2 * 576 * 128 * 61]);
    expect(numbers("attention", "Q·Kᵀ")).toEqual([
      "8,192,064,000 × 2 × 128 × 64 heads × 61 layers",
      "260,047,872 × 2 × 576 × 128 heads × 61 layers",
    ]);
    expect(values("attention", "A·V")).toEqual([chosen * 2 * 512 * 128 * 61]);
    const sum = all * 2 * 128 * 64 * 61 + chosen * 2 * (576 + 512) * 128 * 61;
    expect(row.attentionFlop / sum).toBeCloseTo(1, 12);
    // A step reads the indexer's key of every token, fp8 with a float32 scale, and the latents of 2,048 in 16 bits.
    expect(values("decode", "KV cache")).toEqual([61 * (128_001 * 132 + 2048 * 2 * 576)]);
  });

  it("MiniMax-M3: three causal layers, 57 over 16 blocks of 128 that an indexer chooses", () => {
    const { values, numbers } = derivationOf("minimax-m3", n);
    // Its own block up to itself, and 15 whole ones once there are so many.
    const chosen = counted(1, n, (position) => Math.min(position, 15 * 128 + ((position - 1) % 128) + 1));
    expect(values("pairs", "Pairs of a head")).toEqual([causal, causal, chosen]);
    expect(values("attention", "Q·Kᵀ")).toEqual([
      causal * 2 * 128 * 64 * 3,
      causal * 2 * 128 * 4 * 57,
      chosen * 2 * 128 * 64 * 57,
    ]);
    expect(numbers("linear", "self_attn.indexer.q_proj")).toEqual(["131,072 × 2 × 6,144 × 512 × 57 layers"]);
    // Token 131,073 opens a block: 15 whole ones and itself.
    expect(values("decode", "Q·Kᵀ and A·V, GQA to chosen blocks")).toEqual([1921 * 4 * 128 * 64 * 57]);
    expect(values("memory", "KV cache")).toEqual([n * 2 * (3 * 1024 + 57 * (1024 + 128))]);
  });

  it("DeepSeek-V4: a window, one key for 128 tokens in 31 layers, the best 1,024 of one for 4 in 30", () => {
    const { values, numbers } = derivationOf("deepseek-v4", n);
    const heavy = counted(1, n, (position) => Math.floor(position / 128));
    const sparse = counted(1, n, (position) => Math.min(Math.floor(position / 4), 1024));
    const indexed = counted(1, n, (position) => Math.floor(position / 4));
    expect(values("pairs", "Pairs of a head")).toEqual([
      counted(1, n, (position) => Math.min(position, 128)),
      heavy,
      sparse,
      indexed,
    ]);
    expect(numbers("pairs", "Pairs of a head")[2]).toBe(
      "4 × 1,023 × 1,022 / 2 + 1,023 × 4 + 126,977 × 1,024",
    );
    expect(values("attention", "Q·Kᵀ")[2]).toBe(sparse * 2 * 512 * 128 * 30);
    expect(values("attention", "Q·Kᵀ")[3]).toBe(indexed * 2 * 128 * 64 * 30);
    // Window of 128 keys of 512 in all layers; blocks of 128 in 31, blocks of 4 with the indexer's key in 30.
    expect(values("memory", "KV cache")).toEqual([
      2 * (61 * 128 * 512 + 31 * 1024 * 512 + 30 * 32_768 * 512) + 30 * 32_768 * 132,
    ]);
  });

  it("Qwen3-Next: 36 layers keep a state and take no pairs", () => {
    const { values, numbers } = derivationOf("qwen3-next", n);
    expect(values("attention", "Q·Kᵀ")).toEqual([causal * 2 * 256 * 16 * 12]);
    // Gated delta rule: three products over a 128 × 128 state in each of 32 heads.
    expect(values("linear", "linear attention: products × 2 × value heads × d_k × d_v")).toEqual([
      n * 3 * 2 * 32 * 128 * 128 * 36,
    ]);
    // Queries and keys of 16 heads, values of 32, each of 128, under a convolution of four taps.
    expect(numbers("linear", "linear_attn.conv1d")).toEqual(["131,072 × 2 × 4 taps × 8,192 × 36 layers"]);
    // Queries have a gate as wide.
    expect(numbers("linear", "self_attn.q_proj")).toEqual(["131,072 × 2 × 2,048 × 8,192 × 12 layers"]);
    // vLLM keeps both in the model's 16 bits.
    expect(values("memory", "Recurrent state")).toEqual([36 * 2 * (32 * 128 * 128 + 3 * 8192)]);
    expect(values("memory", "KV cache")).toEqual([12 * n * 2 * 2 * 256 * 2]);
  });

  it("gpt-oss-120b: half its layers see 128 keys; a batch of 32 touches 65 of 128 experts", () => {
    const { values, numbers } = derivationOf("gpt-oss-120b", n, { batch: 32 });
    const near = counted(1, n, (position) => Math.min(position, 128));
    expect(values("attention", "Q·Kᵀ")).toEqual([near * 2 * 64 * 64 * 18, causal * 2 * 64 * 64 * 18]);
    expect(numbers("linear", "mlp.experts.gate_proj, up_proj, down_proj")).toEqual([
      "131,072 × 2 × 2,880 × 2,880 × 3 matrices × 4 experts × 36 layers",
    ]);
    // 1 + 31 × 4 / 128 is 63/32; 124 × 32/63 experts stay untouched.
    expect(values("decode", "Experts that the step touches in a layer")[0]).toBeCloseTo(128 - 3968 / 63, 9);
    expect(numbers("decode", "Experts that the step touches in a layer")).toEqual([
      "128 − (128 − 4) / (1 + (32 − 1) × 4 / 128)",
    ]);
    expect(numbers("decode", "KV cache")).toEqual([
      "32 × 18 × 128 × 1,024 × 2 + 32 × 18 × 131,073 × 1,024 × 2",
    ]);
  });

  it("has no decode, and no KV cache, for an encoder", () => {
    const { derivation } = derivationOf("bert-base", 512);
    expect(derivation.steps.some(({ part }) => part === "decode")).toBe(false);
    expect(derivation.steps.some(({ title }) => title === "KV cache")).toBe(false);
  });
});

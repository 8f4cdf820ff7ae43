import { describe, expect, it } from "vitest";
import { flopOf } from "./flops.js";
import { kvCacheBytes } from "./memory/per-sequence.js";
import { readModel } from "./model/read-config.js";
import { parameterCounts } from "./model/spec.js";

const causal = { causal: true, latent: "absorbed" } as const;

describe("figures worked out by hand", () => {
  it("Llama 3.1 70B at 128,000 tokens", () => {
    const spec = readModel(
      {
        model_type: "llama",
        hidden_size: 8192,
        intermediate_size: 28672,
        num_attention_heads: 64,
        num_key_value_heads: 8,
        num_hidden_layers: 80,
        vocab_size: 128256,
      },
      "llama",
    );
    // Embedding and head 2·128256·8192; each layer 2·8192² + 2·8192·1024 + 3·8192·28672 + two norms; a final
    // norm.
    expect(parameterCounts(spec).total).toBe(70_553_706_496);
    const n = 128_000;
    const flop = flopOf(spec, { past: 0, tokens: n }, causal);
    expect(flop.attention).toBe(4 * 128 * 64 * 80 * ((n * (n + 1)) / 2));
    expect(flop.projections).toBe(2 * n * 80 * (2 * 8192 * 8192 + 2 * 8192 * 1024));
    expect(flop.feedForward).toBe(2 * n * 80 * 3 * 8192 * 28672);
    expect(flop.head).toBe(2 * 8192 * 128256);
    expect(kvCacheBytes(spec, n, "bf16", causal)).toBe(n * 80 * 2 * 8 * 128 * 2);
  });

  it("DeepSeek-V3: 671B parameters, 37B active, 70 kB of cache a token", () => {
    const spec = readModel(
      {
        model_type: "deepseek_v3",
        hidden_size: 7168,
        intermediate_size: 18432,
        moe_intermediate_size: 2048,
        num_hidden_layers: 61,
        num_attention_heads: 128,
        q_lora_rank: 1536,
        kv_lora_rank: 512,
        qk_nope_head_dim: 128,
        qk_rope_head_dim: 64,
        v_head_dim: 128,
        n_routed_experts: 256,
        n_shared_experts: 1,
        num_experts_per_tok: 8,
        first_k_dense_replace: 3,
        moe_layer_freq: 1,
        vocab_size: 129280,
      },
      "deepseek",
    );
    const { total, active } = parameterCounts(spec);
    expect(total / 671e9).toBeCloseTo(1, 2);
    expect(active / 37e9).toBeGreaterThan(0.99);
    expect(active / 37e9).toBeLessThan(1.03);
    expect(kvCacheBytes(spec, 1, "bf16", causal)).toBe(61 * (512 + 64) * 2);
    const n = 32_768;
    const pairs = (n * (n + 1)) / 2;
    expect(flopOf(spec, { past: 0, tokens: n }, causal).attention).toBe(61 * 128 * 2 * (192 + 128) * pairs);
    const step = flopOf(spec, { past: n, tokens: 1 }, causal);
    expect(step.attention).toBe(61 * 128 * 2 * (576 + 512) * (n + 1));
  });

  it("names a missing field or an unknown architecture", () => {
    expect(() => readModel({ model_type: "perceiver_xxl" }, "x")).toThrow(/model_type "perceiver_xxl"/);
    expect(() => readModel({ model_type: "llama", hidden_size: 8 }, "x.json")).toThrow(
      /x\.json: "intermediate_size" is missing/,
    );
    expect(() => readModel({}, "x.json")).toThrow(/"model_type" is missing/);
    expect(() => readModel({ model_type: "llama", hidden_size: "8" }, "x")).toThrow(/"hidden_size" is "8"/);
  });
});

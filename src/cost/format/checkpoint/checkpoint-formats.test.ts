import { describe, expect, it } from "vitest";
import { findModel } from "../../catalogue/find.js";
import { readModel } from "../../model/read-config.js";
import type { ModelSpec } from "../../model/spec.js";
import { storedModel } from "../stored-weights.js";
import type { WeightFormats } from "../weight-formats.js";
import { checkpointFormats } from "./checkpoint-formats.js";

type Fields = Readonly<Record<string, unknown>>;

/** A model of the catalogue with a `quantization_config`. */
function checkpoint(
  id: string,
  quantization: Fields,
  more: Fields = {},
): { spec: ModelSpec; formats: WeightFormats } {
  const { config } = findModel(id);
  const spec = readModel({ ...config, ...more, quantization_config: quantization }, id);
  return { spec, formats: checkpointFormats(spec.checkpoint!, id)! };
}

function bytesOf(id: string, quantization: Fields, more: Fields = {}): number {
  const { spec, formats } = checkpoint(id, quantization, more);
  return storedModel(spec, formats).totalBytes;
}

/** Format of a module by its name below a layer. */
function formatOf(
  { spec, formats }: { spec: ModelSpec; formats: WeightFormats },
  layer: number,
  name: string,
) {
  const { mixer, feedForward } = spec.layers[layer]!;
  return formats.weight(
    [...mixer.weights, ...feedForward.weights].find((weight) => weight.name === name)!,
    layer,
  );
}

const gptOss: Fields = {
  modules_to_not_convert: [
    "model.layers.*.self_attn",
    "model.layers.*.mlp.router",
    "model.embed_tokens",
    "lm_head",
  ],
  quant_method: "mxfp4",
};
const blockFp8: Fields = {
  activation_scheme: "dynamic",
  fmt: "e4m3",
  quant_method: "fp8",
  weight_block_size: [128, 128],
};
const compressed = (weights: Fields, more: Fields = {}): Fields => ({
  quant_method: "compressed-tensors",
  config_groups: { group_0: { targets: ["Linear"], weights, input_activations: null } },
  ignore: ["lm_head"],
  ...more,
});
const int4Groups = { num_bits: 4, type: "int", strategy: "group", group_size: 128, symmetric: true };

describe("bytes of published checkpoints", () => {
  // huggingface.co/openai/gpt-oss-20b model.safetensors.index.json: 13,761,264,768 bytes.
  it("are gpt-oss-20b's to the byte", () => {
    expect(bytesOf("gpt-oss-20b", gptOss)).toBe(13_761_264_768);
  });

  // huggingface.co/openai/gpt-oss-120b/tree/main/original lists 65.2 GB, 6 × 10.5 + 2.32 (2025-10). Its GGUF of
  // 63.4 GB stores attention and embeddings in 8 bits.
  it("are gpt-oss-120b's 65.2 GB", () => {
    expect(bytesOf("gpt-oss-120b", gptOss) / 65.2e9).toBeCloseTo(1, 2);
  });

  // huggingface.co/deepseek-ai/DeepSeek-V3: 688,586,727,753 bytes with the layer that predicts the next token but
  // one, which is not counted here: 11.5 G parameters of layer 61 in fp8, a projection of 2 × 7168 to 7168, and
  // second copies of embedding and head in 16 bits (README_WEIGHTS.md).
  it("are DeepSeek-V3's 688.6 GB with its prediction layer", () => {
    const { spec, formats } = checkpoint("deepseek-v3", blockFp8);
    const stored = storedModel(spec, formats);
    const last = stored.groups.at(-1)!;
    const layer =
      last.normBytes + [...last.mixer, ...last.feedForward].reduce((sum, { bytes }) => sum + bytes, 0);
    const projection = 2 * 7168 * 7168;
    const copies = 2 * 129_280 * 7168 * 2;
    expect((stored.totalBytes + layer + projection + copies) / 688_586_727_753).toBeCloseTo(1, 3);
  });

  // huggingface.co/Qwen/Qwen2.5-32B-Instruct-AWQ tree of 2024: 3.94 + 3.98 + 3.95 + 3.98 + 3.48 = 19.33 GB.
  it("are Qwen2.5-32B-AWQ's 19.33 GB", () => {
    const awq = { bits: 4, group_size: 128, quant_method: "awq", version: "gemm", zero_point: true };
    expect(bytesOf("qwen2.5-32b", awq) / 19.33e9).toBeCloseTo(1, 3);
  });

  // huggingface.co/qeternity/QwQ-32B-Preview-GPTQ-W4A16 (the shape of Qwen2.5-32B): 4.93 + 4.96 + 5 + 4.32 GB.
  it("are 19.21 GB of the same shape in symmetric groups of 128", () => {
    expect(
      bytesOf("qwen2.5-32b", compressed(int4Groups, { format: "pack-quantized" })) / 19.21e9,
    ).toBeCloseTo(1, 2);
  });

  // huggingface.co/predibase/Qwen2.5-32B-Instruct-FP8: 5 + 4.91 + 4 × 4.88 + 4.91 = 34.34 GB.
  it("are 34.34 GB of the same shape in fp8 with one scale a matrix", () => {
    expect(
      bytesOf("qwen2.5-32b", { quant_method: "fp8", activation_scheme: "static" }) / 34.34e9,
    ).toBeCloseTo(1, 2);
  });

  // huggingface.co/amd/Meta-Llama-3.1-405B-Instruct-fp8-quark-vllm: 9 × 42.9 + 23.5 GB.
  it("are 409.6 GB of Llama 3.1 405B by Quark, a scale a matrix", () => {
    const quark = {
      quant_method: "quark",
      global_quant_config: {
        weight: { dtype: "fp8_e4m3", qscheme: "per_tensor" },
        input_tensors: { dtype: "fp8_e4m3", qscheme: "per_tensor" },
      },
      exclude: ["lm_head"],
    };
    expect(bytesOf("llama-3.1-405b", quark) / 409.6e9).toBeCloseTo(1, 2);
  });

  // huggingface.co/shuyuej/Llama-3.3-70B-Instruct-GPTQ: 7 × 5.34 + 2.43 = 39.81 GB.
  it("are 39.81 GB of Llama 3.3 70B by gptq", () => {
    const gptq = { quant_method: "gptq", bits: 4, group_size: 128, desc_act: false, sym: true };
    expect(bytesOf("llama-3.3-70b", gptq) / 39.81e9).toBeCloseTo(1, 2);
  });

  // huggingface.co/Model-SafeTensors/Meta-Llama-3-8B-Instruct-FP8: 5 + 4.08 GB.
  it("are 9.08 GB of Llama 3 8B in fp8", () => {
    expect(bytesOf("llama-3-8b", { quant_method: "fp8", activation_scheme: "static" }) / 9.08e9).toBeCloseTo(
      1,
      2,
    );
  });

  // huggingface.co/jerryzhao173985/Qwen3-30B-A3B-python-coder-mlx: 5.32 + 5.36 + 5.27 + 1.22 = 17.17 GB.
  it("are 17.17 GB of Qwen3-30B-A3B in MLX's 4 bits, embeddings and routers too", () => {
    expect(bytesOf("qwen3-30b-a3b", { group_size: 64, bits: 4 }) / 17.17e9).toBeCloseTo(1, 3);
  });

  // huggingface.co/mlx-community/Qwen2.5-Coder-3B-8bit: 3.28 GB; …-32B-Instruct-3bit: 5.34 + 5.33 + 3.66 GB.
  it("are 3.28 GB of Qwen2.5 3B in MLX's 8 bits, its head tied, and 14.33 GB of 32B in 3", () => {
    expect(bytesOf("qwen2.5-3b", { group_size: 64, bits: 8 }) / 3.28e9).toBeCloseTo(1, 2);
    expect(bytesOf("qwen2.5-32b", { group_size: 64, bits: 3 }) / 14.33e9).toBeCloseTo(1, 3);
  });

  // huggingface.co/Kameshr/Nvidia-Llama3-ChatQA-1.5-4bit: 4.98 + 1.05 = 6.03 GB, Llama 3 8B.
  it("are 6.03 GB of Llama 3 8B in nf4, and 0.33 less with double quantisation", () => {
    const nf4 = { quant_method: "bitsandbytes", load_in_4bit: true, bnb_4bit_quant_type: "nf4" };
    const plain = bytesOf("llama-3-8b", nf4);
    expect(plain / 6.03e9).toBeCloseTo(1, 3);
    // 6,979,321,856 parameters of linear modules: 32/64 bits a scale become 8/64 + 32/(64·256).
    const saved = (6_979_321_856 * (0.5 - 0.126953125)) / 8;
    expect(plain - bytesOf("llama-3-8b", { ...nf4, bnb_4bit_use_double_quant: true })).toBeCloseTo(saved, -3);
  });
});

describe("modules that stay in 16 bits", () => {
  it("are those that regular expressions name: Kimi-K2-Thinking's attention, dense layer and shared experts", () => {
    const kimi = checkpoint(
      "kimi-k2",
      compressed(
        { ...int4Groups, group_size: 32 },
        {
          format: "pack-quantized",
          ignore: [
            "lm_head",
            "re:.*self_attn.*",
            "re:.*shared_experts.*",
            "re:.*mlp\\.(gate|up|gate_up|down)_proj.*",
          ],
        },
      ),
    );
    expect(formatOf(kimi, 0, "mlp.gate_proj").bits).toBe(16);
    expect(formatOf(kimi, 9, "self_attn.o_proj").bits).toBe(16);
    expect(formatOf(kimi, 9, "mlp.shared_experts.up_proj").bits).toBe(16);
    expect(formatOf(kimi, 9, "mlp.gate").bits).toBe(16);
    // 4 bits, 16 for each 32, and two integers of 64 bits for a matrix of 2048 × 7168.
    expect(formatOf(kimi, 9, "mlp.experts.gate_proj").bits).toBeCloseTo(
      4 + 16 / 32 + 128 / (2048 * 7168),
      10,
    );
    // Articles on its release give 594 GB for its files on Hugging Face; the repository's own list was not seen.
    expect(storedModel(kimi.spec, kimi.formats).totalBytes / 594e9).toBeCloseTo(1, 2);
  });

  it("are those of some layers: the first and last of Llama 3.1 405B, and all its attention", () => {
    const exclude = [0, 125].flatMap((layer) => [`model.layers.${layer}.mlp.down_proj`]);
    const model = checkpoint("llama-3.1-405b", {
      quant_method: "fbgemm_fp8",
      modules_to_not_convert: [
        ...exclude,
        ...Array.from({ length: 126 }, (_, i) => `model.layers.${i}.self_attn.q_proj`),
      ],
    });
    expect(formatOf(model, 0, "mlp.down_proj").bits).toBe(16);
    expect(formatOf(model, 1, "mlp.down_proj").bits).toBeCloseTo(8 + 32 / 53248, 10);
    expect(formatOf(model, 64, "self_attn.q_proj").bits).toBe(16);
    expect(formatOf(model, 64, "self_attn.k_proj").bits).toBeCloseTo(8 + 32 / 16384, 10);
  });

  it("are named in other ways: a gate, a part between dots, Mixtral's and Nemotron's modules", () => {
    const named = (id: string, ...names: string[]) =>
      checkpoint(id, { quant_method: "awq", modules_to_not_convert: names });
    expect(formatOf(named("qwen3-8b", "gate"), 0, "mlp.gate_proj").bits).not.toBe(16);
    expect(formatOf(named("qwen3-8b", "self_attn"), 0, "self_attn.q_proj").bits).toBe(16);
    expect(
      formatOf(named("mixtral-8x7b", "block_sparse_moe.experts.0.w2"), 0, "mlp.experts.down_proj").bits,
    ).toBe(16);
    expect(
      formatOf(named("mixtral-8x7b", "block_sparse_moe.experts.0.w2"), 0, "mlp.experts.up_proj").bits,
    ).not.toBe(16);
  });

  it("keeps a head that gptq and awq leave out, and quantises one that compressed-tensors does not", () => {
    const weights = { num_bits: 8, type: "float", strategy: "channel", symmetric: true };
    expect(
      checkpoint("llama-3.1-8b", { quant_method: "gptq", bits: 4, group_size: 128 }).formats.head.bits,
    ).toBe(16);
    expect(checkpoint("llama-3.1-8b", compressed(weights)).formats.head.bits).toBe(16);
    expect(
      Math.round(checkpoint("llama-3.1-8b", compressed(weights, { ignore: [] })).formats.head.bits),
    ).toBe(8);
  });
});

describe("several groups of one checkpoint", () => {
  it("give each module the group that names it", () => {
    const model = checkpoint("qwen3-30b-a3b", {
      quant_method: "compressed-tensors",
      config_groups: {
        group_0: {
          targets: ["Linear"],
          weights: { num_bits: 8, type: "float", strategy: "channel" },
          input_activations: { num_bits: 8, type: "float" },
        },
        group_1: {
          targets: ["re:.*mlp.experts.*"],
          weights: { num_bits: 4, type: "float", strategy: "tensor_group", group_size: 16 },
          input_activations: { num_bits: 4, type: "float" },
          format: "nvfp4-pack-quantized",
        },
      },
      ignore: ["lm_head", "re:.*mlp.gate$"],
    });
    const expert = formatOf(model, 3, "mlp.experts.down_proj");
    expect(expert.unit).toBe("fp4");
    expect(expert.bits).toBeCloseTo(4.5 + 64 / (2048 * 768), 10);
    expect(formatOf(model, 3, "self_attn.q_proj")).toMatchObject({ unit: "fp8" });
    expect(formatOf(model, 3, "mlp.gate").bits).toBe(16);
  });

  it("are read from modelopt's quantized_layers", () => {
    const model = checkpoint("qwen3-30b-a3b", {
      quant_method: "modelopt",
      quant_algo: "MIXED_PRECISION",
      quantized_layers: {
        "model.layers.0.mlp.experts": { quant_algo: "NVFP4", group_size: 16 },
        "model.layers.0.self_attn.q_proj": { quant_algo: "FP8" },
      },
    });
    expect(formatOf(model, 0, "mlp.experts.up_proj").unit).toBe("fp4");
    expect(formatOf(model, 0, "self_attn.q_proj").unit).toBe("fp8");
    expect(formatOf(model, 1, "self_attn.q_proj").unit).toBe("bf16");
  });

  it("are gptq's dynamic rules and deepseek_v4's fp4 experts", () => {
    const gptq = checkpoint("qwen3-30b-a3b", {
      quant_method: "gptq",
      bits: 4,
      group_size: 128,
      dynamic: { "-:.*self_attn.*": {}, "+:.*down_proj.*": { bits: 8 } },
    });
    expect(formatOf(gptq, 0, "self_attn.q_proj").bits).toBe(16);
    // 8 bits, 16 and 8 for each 128, 32 for each of 768 input channels over 2048 outputs.
    expect(formatOf(gptq, 0, "mlp.experts.down_proj").bits).toBeCloseTo(8 + 24 / 128 + 32 / 2048, 10);
    const v4 = checkpoint("deepseek-v4-flash", blockFp8, { expert_dtype: "fp4" });
    expect(formatOf(v4, 5, "mlp.experts.up_proj").bits).toBeCloseTo(4.25, 10);
    expect(formatOf(v4, 5, "self_attn.wq_b").unit).toBe("fp8");
  });
});

describe("the unit that multiplies", () => {
  it("is 16 bits for weights alone and the format's own where inputs are quantised too", () => {
    const unit = (quantization: Fields) =>
      formatOf(checkpoint("llama-3.1-8b", quantization), 0, "mlp.up_proj").unit;
    const fp8 = { num_bits: 8, type: "float", strategy: "channel" };
    expect(unit({ quant_method: "awq" })).toBe("bf16");
    expect(unit(compressed(int4Groups))).toBe("bf16");
    expect(unit(compressed(fp8))).toBe("bf16");
    expect(unit({ quant_method: "modelopt", quant_algo: "NVFP4", exclude_modules: ["lm_head"] })).toBe("fp4");
    expect(
      unit({
        quant_method: "compressed-tensors",
        config_groups: {
          g: { targets: ["Linear"], weights: fp8, input_activations: { num_bits: 8, type: "float" } },
        },
      }),
    ).toBe("fp8");
  });
});

describe("other methods", () => {
  /** Bits of an element of 4096 × 14336. */
  const bits = (quantization: Fields) =>
    formatOf(checkpoint("llama-3.1-8b", quantization), 0, "mlp.down_proj").bits;
  const rows = 14_336;

  it("count their scales", () => {
    expect(
      bits({ quant_method: "hqq", quant_config: { weight_quant_params: { nbits: 4, group_size: 64 } } }),
    ).toBe(4.5);
    expect(bits({ quant_method: "quanto", weights: "int8" })).toBeCloseTo(8 + 16 / rows, 10);
    expect(bits({ quant_method: "auto-round", bits: 4, group_size: 128 })).toBeCloseTo(4 + 20 / 128, 10);
    expect(
      bits({
        quant_method: "torchao",
        quant_type: { default: { _type: "Int4WeightOnlyConfig", _data: { group_size: 64 } } },
      }),
    ).toBe(4.5);
    expect(bits({ quant_method: "torchao", quant_type: "int8_weight_only" })).toBeCloseTo(8 + 32 / rows, 10);
    expect(
      bits({ quant_method: "quark", global_quant_config: { weight: { dtype: "fp4", group_size: 32 } } }),
    ).toBe(4.25);
    expect(bits({ quant_method: "bitsandbytes", load_in_8bit: true })).toBeCloseTo(8 + 32 / rows, 10);
    expect(bits({ quant_method: "bitsandbytes", load_in_8bit: false, load_in_4bit: false })).toBe(16);
  });
});

describe("what cannot be read", () => {
  it("is bitsandbytes without a width: transformers would load 16 bits", () => {
    expect(() => bytesOf("llama-3.1-8b", { quant_method: "bitsandbytes" })).toThrow(
      'quantization_config: "load_in_4bit" or "load_in_8bit" is missing',
    );
  });

  it("names the method", () => {
    expect(() => bytesOf("llama-3.1-8b", { quant_method: "aqlm" })).toThrow(
      'quant_method "aqlm" is not known',
    );
    expect(() => bytesOf("llama-3.1-8b", { quant_method: "modelopt", quant_algo: "W3A3" })).toThrow(
      "quant_algo W3A3",
    );
    expect(() => bytesOf("llama-3.1-8b", { quant_method: "compressed-tensors" })).toThrow("config_groups");
  });
});

it("reads an instruct Ministral 3 in 8 bits, and the base and reasoning ones in 16", () => {
  const bytesPerParameter = (id: string): number => {
    const spec = readModel(findModel(id).config, id);
    const formats = spec.checkpoint && checkpointFormats(spec.checkpoint, id);
    return formats === undefined
      ? 2
      : storedModel(spec, formats).totalBytes / findModel(id).publishedParameters!;
  };
  for (const size of [3, 8, 14]) {
    // The embedding, and the head where it has its own weights, keep 16 bits.
    const instruct = bytesPerParameter(`mistralai/Ministral-3-${size}B-Instruct-2512`);
    expect(instruct).toBeGreaterThan(1.05);
    expect(instruct).toBeLessThan(1.2);
    expect(bytesPerParameter(`mistralai/Ministral-3-${size}B-Base-2512`)).toBe(2);
    expect(bytesPerParameter(`mistralai/Ministral-3-${size}B-Reasoning-2512`)).toBe(2);
  }
});

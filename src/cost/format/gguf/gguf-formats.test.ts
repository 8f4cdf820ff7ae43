import { describe, expect, it } from "vitest";
import { findModel } from "../../catalogue/find.js";
import { specOf } from "../../catalogue/model-spec.js";
import { storedModel } from "../stored-weights.js";
import { ggufFormats } from "./gguf-formats.js";
import { bitsOf, fitting } from "./types.js";

/** Sizes of files as their pages on huggingface.co list them, GB, read 2026-11. */
const published: readonly (readonly [
  model: string,
  page: string,
  files: Readonly<Record<string, number>>,
])[] = [
  [
    "llama-3.1-8b",
    "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF",
    {
      IQ2_M: 2.95,
      IQ3_M: 3.78,
      IQ3_XS: 3.52,
      IQ4_XS: 4.45,
      Q2_K: 3.18,
      Q2_K_L: 3.69,
      Q3_K_M: 4.02,
      Q3_K_L: 4.32,
      Q3_K_XL: 4.78,
      Q4_K_S: 4.69,
      Q4_K_M: 4.92,
      Q4_K_L: 5.31,
      Q5_K_M: 5.73,
      Q5_K_L: 6.06,
    },
  ],
  [
    "llama-3-8b",
    "bartowski/Meta-Llama-3-8B-Instruct-GGUF",
    {
      IQ1_S: 2.02,
      IQ1_M: 2.16,
      IQ2_XXS: 2.4,
      IQ2_XS: 2.61,
      IQ2_S: 2.76,
      IQ3_XXS: 3.27,
      IQ3_S: 3.68,
      IQ4_NL: 4.68,
    },
  ],
  [
    "llama-3.3-70b",
    "mradermacher/Llama-3.3-70B-Instruct-GGUF",
    {
      Q2_K: 26.4,
      Q3_K_S: 30.9,
      Q3_K_M: 34.3,
      Q3_K_L: 37.1,
      Q4_K_S: 40.3,
      Q4_K_M: 42.5,
      Q5_K_S: 48.7,
      Q5_K_M: 49.9,
      // 29 + 28.9 and 37.6 + 37.4.
      Q6_K: 57.9,
      Q8_0: 75,
    },
  ],
  [
    "llama-3.3-70b",
    "ThomasBaruzier/Llama-3.3-70B-Instruct-GGUF",
    {
      IQ1_S: 15.3,
      IQ1_M: 16.8,
      IQ2_XXS: 19.1,
      IQ2_XS: 21.1,
      IQ2_S: 22.2,
      IQ2_M: 24.1,
      IQ3_XXS: 27.5,
      IQ3_XS: 29.3,
      IQ3_S: 30.9,
      IQ3_M: 31.9,
      IQ4_XS: 37.9,
      Q2_K_S: 24.5,
      Q4_0: 40.1,
    },
  ],
  [
    "qwen2.5-32b",
    "DevQuasar/unsloth.QwQ-32B-GGUF",
    { Q2_K: 12.3, Q3_K_M: 15.9, Q4_K_M: 19.9, Q5_K_M: 23.3, Q6_K: 26.9, Q8_0: 34.8 },
  ],
  // Rows of 2880 are no whole number of blocks of 256, and the experts stay in mxfp4.
  ["gpt-oss-20b", "unsloth/gpt-oss-20b-GGUF", { F16: 13.8, Q2_K: 11.5, Q4_K_M: 11.6, Q5_K_M: 11.7 }],
  // 49.6 + 13.1.
  ["gpt-oss-120b", "unsloth/gpt-oss-120b-GGUF", { Q4_K_M: 62.7 }],
  ["qwen3-30b-a3b", "prithivMLmods/Qwen3-Coder-30B-A3B-Instruct-GGUF, the same shape", { Q4_K_M: 18.6 }],
  ["qwen3-14b", "buckets/fomext/fallback_module_trial-storage", { Q4_K_M: 9 }],
  // Seven files: 2 × 45.9, 2 × 47, 2 × 46, 41.5.
  ["deepseek-v3", "unsloth/DeepSeek-V3-GGUF", { Q3_K_M: 319 }],
];

describe("a GGUF file has the published size within half a percent", () => {
  for (const [model, page, files] of published)
    it(`${model}: ${page}`, () => {
      const spec = specOf(findModel(model));
      for (const [name, gigabytes] of Object.entries(files)) {
        const { totalBytes } = storedModel(spec, ggufFormats(name, spec)!);
        expect(Math.abs(totalBytes / (gigabytes * 1e9) - 1), name).toBeLessThan(0.005);
      }
    });

  // llama-bench prints 59.02 GiB and 116.83 B parameters for "gpt-oss 120B MXFP4 MoE", in the tables of many published
  // runs, on CUDA, ROCm and Vulkan alike.
  it("gpt-oss-120b in MXFP4_MOE, its attention and embeddings in Q8_0", () => {
    const spec = specOf(findModel("gpt-oss-120b"));
    const { totalBytes } = storedModel(spec, ggufFormats("mxfp4_moe", spec)!);
    expect(totalBytes / 2 ** 30).toBeCloseTo(59.02, 1);
  });
});

describe("the mixture", () => {
  const spec = specOf(findModel("llama-3.1-8b"));
  const typesOf = (file: string, module: string) => {
    const formats = ggufFormats(file, spec)!;
    return spec.layers.map(({ mixer, feedForward }, layer) => {
      const weight = [...mixer.weights, ...feedForward.weights].find(({ name }) => name === module)!;
      return formats.weight(weight, layer).name;
    });
  };

  it("gives more bits to values and down projections at both ends and in every third layer between", () => {
    // Of 32 layers the first and last 4, and 6, 9, 12, …, 27.
    const more = [0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 28, 29, 30, 31];
    for (const module of ["self_attn.v_proj", "mlp.down_proj"])
      expect(typesOf("q4_k_m", module).flatMap((type, layer) => (type === "Q6_K" ? [layer] : []))).toEqual(
        more,
      );
    expect(new Set(typesOf("q4_k_m", "self_attn.q_proj"))).toEqual(new Set(["Q4_K"]));
    expect(typesOf("q4_k_s", "mlp.down_proj").slice(2, 6)).toEqual(["Q5_K", "Q5_K", "Q4_K", "Q4_K"]);
  });

  it("keeps routers and norms in 32 bits and the head in Q6_K", () => {
    const moe = specOf(findModel("qwen3-30b-a3b"));
    const formats = ggufFormats("q4_k_m", moe)!;
    const router = moe.layers[0]!.feedForward.weights.find(({ name }) => name === "mlp.gate")!;
    expect(formats.weight(router, 0).bits).toBe(32);
    expect(formats.other.bits).toBe(32);
    expect(formats.head.name).toBe("Q6_K");
    expect(formats.embedding.name).toBe("Q4_K");
  });

  it("has the bits of llama.cpp's blocks, and others where rows do not fit", () => {
    expect(
      ["Q8_0", "Q6_K", "Q5_K", "Q4_K", "Q3_K", "Q2_K", "IQ4_XS"].map((type) => bitsOf(type as "Q8_0")),
    ).toEqual([8.5, 6.5625, 5.5, 4.5, 3.4375, 2.625, 4.25]);
    expect(fitting("Q4_K", 2880)).toBe("Q5_0");
    expect(fitting("Q4_K", 4096)).toBe("Q4_K");
    expect(fitting("Q6_K", 100)).toBe("F16");
  });

  it("is none for another name", () => {
    expect(ggufFormats("q9_k", spec)).toBeUndefined();
    expect(ggufFormats("Q4_K", spec)).toBe(ggufFormats("q4_k_m", spec));
  });
});

import { describe, expect, it } from "vitest";
import { FoveaError } from "../../shared/errors.js";
import { findModel } from "../catalogue/find.js";
import { knownModelTypes, readModel } from "./read-config.js";
import { parameterCounts } from "./spec.js";

const llama = {
  model_type: "llama",
  hidden_size: 64,
  intermediate_size: 128,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  num_hidden_layers: 4,
  vocab_size: 100,
};

/** The masks of all layers, one letter each: f full, s sliding, c chunks. */
const masks = (config: Readonly<Record<string, unknown>>): string =>
  readModel(config, "x")
    .layers.map(({ mixer }) =>
      mixer.description.includes("sliding") ? "s" : mixer.description.includes("chunks") ? "c" : "f",
    )
    .join("");

const tiny = (model_type: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  ...llama,
  model_type,
  head_dim: 16,
  num_hidden_layers: 8,
  ...rest,
});

const experts = { num_local_experts: 4, num_experts_per_tok: 2 };

describe("a field that no model can have is named", () => {
  it.each([
    ["num_hidden_layers", 2.5],
    ["num_hidden_layers", 0],
    ["hidden_size", -64],
    ["intermediate_size", 0],
    ["num_attention_heads", Number.POSITIVE_INFINITY],
    ["vocab_size", "100"],
    ["head_dim", 12.5],
    ["num_key_value_heads", 0],
    ["tie_word_embeddings", "no"],
    ["layer_types", "full_attention"],
  ])("%s: %s", (field, value) => {
    expect(() => readModel({ ...llama, [field]: value }, "x.json")).toThrow(`x.json: "${field}" is`);
  });

  it("a head size that is a fraction, or query heads that do not divide among the key heads", () => {
    expect(() => readModel({ ...llama, hidden_size: 66 }, "x.json")).toThrow(
      'x.json: "hidden_size" 66 is not a multiple of "num_attention_heads" 4',
    );
    expect(() => readModel({ ...llama, num_key_value_heads: 3 }, "x.json")).toThrow(
      'x.json: "num_attention_heads" 4 is not a multiple of "num_key_value_heads" 3',
    );
  });

  it("layer_types of an unknown kind or another length", () => {
    const full = Array.from({ length: 4 }, () => "full_attention");
    expect(() => readModel({ ...llama, layer_types: full.with(2, "spiral_attention") }, "x.json")).toThrow(
      'x.json: "layer_types[2]" is "spiral_attention", which llama does not have',
    );
    expect(() => readModel({ ...llama, layer_types: full.slice(1) }, "x.json")).toThrow(
      'x.json: "layer_types" has 3 entries for 4 layers',
    );
    expect(() => readModel({ ...llama, layer_types: full.with(0, "linear_attention") }, "x.json")).toThrow(
      '"layer_types[0]"',
    );
  });
});

describe("layers whose kind the config does not list follow the class of the model", () => {
  it.each([
    ["exaone4", { sliding_window: 4 }, "sssfsssf"],
    ["exaone4", { sliding_window: 4, sliding_window_pattern: "LLG" }, "ssfssfsf"],
    ["exaone4", { sliding_window: 4, sliding_window_pattern: 2 }, "sfsfsfsf"],
    ["exaone4", { sliding_window: null }, "ffffffff"],
    ["gpt_oss", experts, "sfsfsfsf"],
    ["gemma2", {}, "sfsfsfsf"],
    ["gemma3_text", {}, "sssssfss"],
    ["gemma3_text", { sliding_window_pattern: 3 }, "ssfssfss"],
    ["cohere2", {}, "sssfsssf"],
    ["olmo3", {}, "sssfsssf"],
    ["smollm3", { sliding_window: 4 }, "ffffffff"],
    ["smollm3", { sliding_window: 4, use_sliding_window: true }, "fffsfffs"],
    [
      "smollm3",
      { sliding_window: 4, use_sliding_window: true, no_rope_layers: [0, 1, 1, 1, 0, 1, 1, 1] },
      "sfffsfff",
    ],
    ["qwen2", { sliding_window: 4, max_window_layers: 5 }, "ffffffff"],
    ["qwen2", { sliding_window: 4, max_window_layers: 5, use_sliding_window: true }, "fffffsss"],
    ["mistral", {}, "ssssssss"],
    ["mistral", { sliding_window: null }, "ffffffff"],
    ["mixtral", { ...experts }, "ffffffff"],
    ["mixtral", { ...experts, sliding_window: 4 }, "ssssssss"],
    ["llama", { sliding_window: 4 }, "ffffffff"],
    ["gpt_neo", { max_position_embeddings: 9 }, "fsfsfsfs"],
    ["gpt_neo", { max_position_embeddings: 9, attention_types: [[["local", "global"], 4]] }, "sfsfsfsf"],
    ["cohere2_moe", { num_experts: 4, num_experts_per_tok: 2 }, "sssfsssf"],
    ["cohere2_moe", { num_experts: 4, num_experts_per_tok: 2, first_k_dense_replace: 1 }, "fsssfsss"],
    ["cwm", { sliding_window: 4 }, "fsssfsss"],
    ["llama4_text", { ...experts, attention_chunk_size: 4 }, "cccfcccf"],
    ["llama4_text", { ...experts, no_rope_layers: [0, 1, 1, 1, 1, 1, 1, 1] }, "fccccccc"],
    [
      "mimo_v2_flash",
      { n_routed_experts: 4, num_experts_per_tok: 2, moe_intermediate_size: 8, swa_num_key_value_heads: 2 },
      "fssssfss",
    ],
  ])("%s %j", (modelType, rest, expected) => {
    expect(masks(tiny(modelType, rest))).toBe(expected);
  });

  it("layer_types comes first", () => {
    const layer_types = ["full_attention", ...Array.from({ length: 7 }, () => "sliding_attention")];
    expect(masks(tiny("gemma2", { layer_types }))).toBe("fsssssss");
  });
});

describe("a list of layers is read as strictly as its layers", () => {
  const tinyExperts = { num_experts: 4, num_experts_per_tok: 2, moe_intermediate_size: 8 };
  it.each([
    [
      "qwen3_moe",
      { ...tinyExperts, mlp_only_layers: [8] },
      '"mlp_only_layers[0]" is 8, not one of the 8 layers',
    ],
    ["smollm3", { no_rope_layers: [1, 1, 1, 2, 1, 1, 1, 1] }, '"no_rope_layers[3]" is 2, neither 0 nor 1'],
    ["exaone4", { sliding_window: 4, sliding_window_pattern: "LLX" }, '"sliding_window_pattern" is "LLX"'],
    ["gemma3_text", { sliding_window_pattern: 0 }, '"sliding_window_pattern" is 0'],
    ["bamba", { attn_layer_indices: [1.5], mamba_n_heads: 4 }, '"attn_layer_indices[0]" is 1.5'],
    [
      "glm4_moe",
      { n_routed_experts: 4, num_experts_per_tok: 2, moe_intermediate_size: 8, mlp_layer_types: ["dense"] },
      '"mlp_layer_types" has 1 entries for 8 layers',
    ],
    ["lfm2", { full_attn_idxs: [-1] }, '"full_attn_idxs[0]" is -1'],
    ["nemotron_h", { hybrid_override_pattern: "M*" }, '"hybrid_override_pattern" has 2 entries for 8 layers'],
    ["nemotron_h", { hybrid_override_pattern: "M*-EM*-X" }, '"hybrid_override_pattern" holds "X"'],
    ["jamba", { attn_layer_period: 0 }, '"attn_layer_period" is 0'],
    ["mixtral", { num_local_experts: 4, num_experts_per_tok: 5 }, "a token is sent to 5 experts"],
  ])("%s %j", (modelType, rest, message) => {
    expect(() => readModel(tiny(modelType, rest), "x.json")).toThrow(`x.json: ${message}`);
  });
});

describe("a nested config states only what differs from its class", () => {
  it("Gemma 3 4B: heads, head size and vocabulary are the class's", () => {
    // text_config of google/gemma-3-4b-it. Its own count of the text model: 3.88 B.
    const spec = readModel(
      {
        model_type: "gemma3",
        text_config: {
          model_type: "gemma3_text",
          hidden_size: 2560,
          intermediate_size: 10240,
          num_hidden_layers: 34,
          sliding_window: 1024,
        },
      },
      "gemma",
    );
    const layer = 2 * 2560 * 2048 + 2 * 2560 * 1024 + 3 * 2560 * 10240 + 2 * 256 + 4 * 2560;
    expect(parameterCounts(spec).total).toBe(34 * layer + 262_208 * 2560 + 2560);
  });

  it("LLaVA 1.5: everything but the vocabulary is Llama's default", () => {
    const spec = readModel(
      { model_type: "llava", text_config: { model_type: "llama", vocab_size: 32064 } },
      "llava",
    );
    expect(parameterCounts(spec).total).toBe(6_738_415_616 + 2 * 64 * 4096);
  });

  it("an older wrapper leaves the type of its text model to its class", () => {
    expect(readModel({ model_type: "paligemma", text_config: {} }, "x").family).toBe("gemma");
    expect(readModel({ model_type: "mistral3", text_config: {} }, "x").family).toBe("mistral");
  });

  it.each([
    ["exaone4_5", "exaone4"],
    ["glm4v_moe", "glm4v_moe_text"],
    ["mllama", "mllama_text_model"],
    ["lfm2_vl", "lfm2"],
    ["gemma3n", "gemma3n_text"],
    ["kimi_k25", "deepseek_v3"],
    ["kimi_k3", "kimi_linear"],
    ["qwen2_5_omni", "qwen2_5_omni_text"],
  ])("%s is priced as its text model, %s", (model_type, family) => {
    const text_config = { head_dim: 128, num_attention_heads: 32, num_key_value_heads: 8 };
    expect(readModel({ model_type, text_config }, "x").family).toBe(family);
  });

  it("a stated field comes before a default under another name", () => {
    const config = {
      model_type: "kimi_k25",
      text_config: { ...tiny("mixtral"), ...experts, num_experts: 9 },
    };
    expect(readModel(config, "x").layers[0]!.feedForward.description).toContain("2 of 4 experts");
  });

  it("a context without end is none", () => {
    expect(readModel({ ...llama, max_position_embeddings: 1e30 }, "x").maxContext).toBeUndefined();
    expect(readModel({ ...llama, max_position_embeddings: 4096 }, "x").maxContext).toBe(4096);
    expect(() => readModel({ ...llama, max_position_embeddings: -1 }, "x")).toThrow(
      "max_position_embeddings",
    );
  });

  it("a config of its own states its sizes", () => {
    expect(() => readModel({ model_type: "llama", hidden_size: 8 }, "x.json")).toThrow(
      /x\.json: "intermediate_size" is missing/,
    );
  });
});

it("an unknown type is answered with the nearest known ones", () => {
  const mend = (model_type: string): string => {
    try {
      readModel({ model_type }, "x.json");
    } catch (error) {
      return error instanceof FoveaError ? error.mend : "";
    }
    return "";
  };
  expect(mend("qwen3_mo")).toMatch(/^Of \d+ known types the nearest are qwen3_moe, /);
});

it.each([
  ["t5", {}, "an encoder-decoder"],
  ["whisper", {}, "an encoder-decoder"],
  ["some_translator", { is_encoder_decoder: true }, "an encoder-decoder"],
  ["vit", {}, "a vision model"],
  ["clip", { text_config: { model_type: "clip_text_model" } }, "a vision model"],
  ["siglip", { text_config: {} }, "a vision model"],
])("%s is said to be out of scope, in one line", (model_type, rest, kind) => {
  expect(() => readModel({ model_type, ...rest }, "x.json")).toThrow(
    `x.json: model_type "${model_type}" is ${kind}, which is not priced`,
  );
});

describe("encoders and decoders before Llama", () => {
  const total = (config: Readonly<Record<string, unknown>>): number =>
    parameterCounts(readModel(config, "x")).total;

  it("Falcon-40B as first published: n_head_kv, RefinedWeb", () => {
    const config = { model_type: "RefinedWeb", hidden_size: 8192, n_head: 128, n_head_kv: 8, n_layer: 60 };
    expect(total({ ...config, vocab_size: 65024, bias: false, alibi: false })).toBe(41_303_293_952);
  });

  it("Falcon-7B as first published: one key head for all, one norm a layer", () => {
    const config = { model_type: "RefinedWebModel", hidden_size: 4544, n_head: 71, n_layer: 32 };
    expect(total({ ...config, vocab_size: 65024, multi_query: true, parallel_attn: true })).toBe(
      6_921_720_704,
    );
  });

  it("Falcon-RW-1B: ALiBi, biases, attention before the feed-forward", () => {
    const config = { model_type: "falcon", hidden_size: 2048, n_head: 32, n_layer: 24, vocab_size: 50304 };
    expect(total({ ...config, alibi: true, bias: true, multi_query: false, parallel_attn: false })).toBe(
      1_311_625_216,
    );
  });

  it("OPT-350m: embeddings of 512 channels, projected to 1,024 and back", () => {
    expect(
      total({
        model_type: "opt",
        hidden_size: 1024,
        word_embed_proj_dim: 512,
        do_layer_norm_before: false,
        num_hidden_layers: 24,
        num_attention_heads: 16,
        ffn_dim: 4096,
        vocab_size: 50272,
        max_position_embeddings: 2048,
      }),
    ).toBe(331_196_416);
  });

  it("ALBERT-base: twelve passes of one stored layer", () => {
    const config = { model_type: "albert", hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12 };
    const spec = readModel(
      {
        ...config,
        embedding_size: 128,
        intermediate_size: 3072,
        vocab_size: 30000,
        max_position_embeddings: 512,
      },
      "x",
    );
    expect(spec.layers.length).toBe(12);
    expect(parameterCounts(spec).total).toBe(11_683_584);
  });

  it("ChatGLM: GLM under older field names", () => {
    // The shape of GLM-4-9B, and so the count of the `glm` class.
    const config = { model_type: "chatglm", hidden_size: 4096, ffn_hidden_size: 13696, num_layers: 40 };
    const heads = { num_attention_heads: 32, multi_query_group_num: 2, kv_channels: 128 };
    expect(total({ ...config, ...heads, padded_vocab_size: 151552, add_qkv_bias: true })).toBe(9_399_951_360);
  });

  it("ELECTRA-small: embeddings of 128 channels, no pooler", () => {
    expect(
      total({
        model_type: "electra",
        embedding_size: 128,
        hidden_size: 256,
        num_hidden_layers: 12,
        num_attention_heads: 4,
        intermediate_size: 1024,
        vocab_size: 30522,
        max_position_embeddings: 512,
        type_vocab_size: 2,
      }),
    ).toBe(13_483_008);
  });

  it("DistilBERT: its own field names, no token types, no pooler", () => {
    expect(
      total({
        model_type: "distilbert",
        dim: 768,
        hidden_dim: 3072,
        n_layers: 6,
        n_heads: 12,
        vocab_size: 30522,
        max_position_embeddings: 512,
      }),
    ).toBe(66_362_880);
  });
});

describe("fields of another kind", () => {
  const read = (fields: Readonly<Record<string, unknown>>) => () => readModel({ ...llama, ...fields }, "x");

  it.each([
    ["fp8", '"fp8"'],
    [[1, 2], "[1,2]"],
    [8, "8"],
  ])("a quantisation that is %j is refused, not left out", (value, shown) => {
    for (const name of ["quantization_config", "compression_config", "quantization"])
      expect(read({ [name]: value })).toThrow(`x: "${name}" is ${shown}, not an object`);
    for (const none of [null, false, undefined])
      expect(read({ quantization_config: none })().checkpoint?.quantization).toBeUndefined();
  });

  it("a needed field that is no finite number says what it holds", () => {
    expect(read({ hidden_size: Number.POSITIVE_INFINITY })).toThrow(
      '"hidden_size" is Infinity, not a whole number of at least 1',
    );
    expect(read({ num_hidden_layers: Number.NaN })).toThrow('"num_hidden_layers" is NaN, not a whole number');
    expect(read({ num_attention_heads: "32" })).toThrow('"num_attention_heads" is "32", not a whole number');
  });

  it("layers beyond any model are refused before they are counted", () => {
    expect(read({ num_hidden_layers: 10_000 })().layers).toHaveLength(10_000);
    for (const layers of [10_001, 1e12])
      expect(read({ num_hidden_layers: layers })).toThrow(`"num_hidden_layers" gives ${layers} layers`);
  });

  it("in every known type", () => {
    for (const type of knownModelTypes())
      expect(() =>
        readModel({ ...llama, model_type: type, num_hidden_layers: 1e12, n_layer: 1e12 }, "x"),
      ).toThrow(FoveaError);
  });
});

describe("prediction layers", () => {
  const llama = {
    model_type: "llama",
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 128,
    vocab_size: 1000,
  };

  it.each([
    [{}, undefined],
    [{ num_nextn_predict_layers: 3 }, 3],
    [{ num_nextn_predict_layers: 0 }, undefined],
    [{ num_mtp_layers: 2 }, 2],
    [{ mtp_num_hidden_layers: 1 }, 1],
    [{ num_mtp_modules: 7, num_nextn_predict_layers: 1 }, 7],
    [{ num_mtp_modules: 3, use_mtp: false }, undefined],
  ])("of %j are %s, and add no layers", (fields, layers) => {
    const spec = readModel({ ...llama, ...fields }, "x");
    expect(spec.predictionLayers).toBe(layers);
    expect(spec.layers).toHaveLength(2);
  });

  it.each([
    ["deepseek-v3", 1],
    ["qwen3.5-35b-a3b", 1],
    ["qwen3-next-80b-a3b", 1],
    ["minimax-m3", 7],
    ["llama-3.1-70b", undefined],
    ["gpt-oss-120b", undefined],
  ])("of %s are %s", (name, layers) => {
    const { config, id } = findModel(name);
    expect(readModel(config, id).predictionLayers).toBe(layers);
  });
});

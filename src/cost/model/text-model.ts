type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Model types that wrap a text model, or are another name for one. A wrapper's own `text_config` names its
 * type in newer configs; older ones leave it to the class. Source: huggingface/transformers 5.18.0,
 * `sub_configs` and `__post_init__` of src/transformers/models/<model>/configuration_<model>.py.
 */
const TEXT_MODEL_OF: Readonly<Record<string, string>> = {
  aria: "aria_text",
  audioflamingo3: "qwen2",
  aya_vision: "cohere2",
  cohere2_vision: "cohere2",
  chatglm: "glm",
  colpali: "gemma",
  deepseek_ref: "deepseek_v4",
  deepseek_vl: "llama",
  gemma3: "gemma3_text",
  gemma4: "gemma4_text",
  gemma4_unified: "gemma4_unified_text",
  exaone4_5: "exaone4",
  gemma3n: "gemma3n_text",
  glm4v: "glm4v_text",
  glm46v: "glm4v_text",
  glm4v_moe: "glm4v_moe_text",
  glm_ocr: "glm_ocr_text",
  glmasr: "llama",
  got_ocr2: "qwen2",
  granite4_vision: "llama",
  granite_speech: "granite",
  idefics2: "mistral",
  idefics3: "llama",
  internvl: "qwen2",
  kimi_k25: "deepseek_v3",
  kimi_k3: "kimi_linear",
  lfm2_vl: "lfm2",
  llava_llama: "llama",
  llava_mistral: "mistral",
  llava_qwen: "qwen2",
  lighton_ocr: "qwen3",
  llama4: "llama4_text",
  llava: "llama",
  llava_next: "llama",
  llava_next_video: "llama",
  llava_onevision: "qwen2",
  MiniMaxText01: "minimax_text_01",
  minimax_m3_vl: "minimax_m3",
  minimax_m3_vl_text: "minimax_m3",
  minicpmv4_6: "qwen3_5_text",
  mistral3: "mistral",
  mllama: "mllama_text_model",
  nemotron_h_omni: "nemotron_h",
  ovis2: "qwen2",
  paligemma: "gemma",
  perception_lm: "llama",
  qianfan_ocr: "qwen3",
  qwen2_5_omni: "qwen2_5_omni_text",
  qwen2_5_omni_thinker: "qwen2_5_omni_text",
  qwen3_omni_moe: "qwen3_omni_moe_text",
  qwen3_omni_moe_thinker: "qwen3_omni_moe_text",
  phi3_v: "phi3",
  qwen2_audio: "qwen2",
  qwen2_vl: "qwen2_vl_text",
  qwen2_5_vl: "qwen2_5_vl_text",
  qwen3_5: "qwen3_5_text",
  qwen3_5_moe: "qwen3_5_moe_text",
  qwen3_vl: "qwen3_vl_text",
  qwen3_vl_moe: "qwen3_vl_moe_text",
  RefinedWeb: "falcon",
  RefinedWebModel: "falcon",
  shieldgemma2: "gemma3_text",
  smolvlm: "llama",
  step3p5: "step3p7",
  vibevoice: "qwen2",
  video_llama_3: "qwen2",
  video_llava: "llama",
  vipllava: "llama",
  voxtral: "llama",
};

/** Field names of model types whose text model is another one under older names. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chatglm: {
    ffn_hidden_size: "intermediate_size",
    kv_channels: "head_dim",
    multi_query_group_num: "num_key_value_heads",
    num_layers: "num_hidden_layers",
    padded_vocab_size: "vocab_size",
    seq_length: "max_position_embeddings",
  },
};

const renamed = (fields: Json, names: Readonly<Record<string, string>> | undefined): Json =>
  names
    ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]))
    : fields;

/** Where configs keep the text model of a multi-modal one. */
const NESTED = ["text_config", "llm_config", "language_config", "thinker_config"];

export interface TextModel {
  /** The fields of the text model, over those of the model around it. */
  readonly fields: Json;
  /** `model_type` as the config declares it, and as the families know it. */
  readonly declaredType: unknown;
  readonly modelType: string;
  /** True when the text model is nested: its config states only what differs from its class. */
  readonly nested: boolean;
}

/** The text model inside a config. */
export function textModelOf(outer: Json): TextModel {
  let fields = outer;
  let nested = false;
  for (let inner = innerOf(outer); inner; inner = innerOf(inner)) {
    fields = { ...fields, ...inner };
    nested = true;
  }
  const declaredType = fields.model_type;
  return {
    fields: renamed(fields, RENAMED[String(declaredType)]),
    declaredType,
    modelType: TEXT_MODEL_OF[String(declaredType)] ?? String(declaredType),
    nested,
  };
}

function innerOf(config: Json): Json | undefined {
  for (const name of NESTED) {
    const inner = config[name];
    if (isObject(inner)) return inner;
  }
  return undefined;
}

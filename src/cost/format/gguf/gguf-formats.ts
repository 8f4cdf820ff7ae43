import type { ModelSpec } from "../../model/spec.js";
import type { Weight } from "../../model/weights.js";
import { isRouter } from "../checkpoint/module-names.js";
import type { StoredFormat } from "../stored-format.js";
import type { WeightFormats } from "../weight-formats.js";
import {
  type Category,
  embeddingType,
  type FileType,
  fileType,
  headType,
  type MixtureModel,
  tensorType,
} from "./mixtures.js";
import { bitsOf, fitting, type GgufType } from "./types.js";

const known = new WeakMap<ModelSpec, Map<string, WeightFormats>>();

/**
 * The formats of a GGUF file by its type's name (`q4_k_m`), as llama.cpp's quantizer mixes them. Undefined when
 * the name is none. Norms, biases, routers and convolutions stay in 32 bits. Experts that the checkpoint itself
 * has in mxfp4 (gpt-oss) stay so in every file.
 */
export function ggufFormats(name: string, spec: ModelSpec): WeightFormats | undefined {
  const type = fileType(name);
  if (type === undefined) return undefined;
  const ofModel = known.get(spec) ?? new Map<string, WeightFormats>();
  known.set(spec, ofModel);
  const key = `${type.name} ${type.largeEnds ?? false}`;
  const formats = ofModel.get(key) ?? formatsOf(type, name.trim().toUpperCase(), spec);
  ofModel.set(key, formats);
  return formats;
}

function formatsOf(type: FileType, asked: string, spec: ModelSpec): WeightFormats {
  const { model, valuesBefore } = mixtureModel(spec);
  const mixes = type.base !== "F16" && type.base !== "F32";
  const keepsExperts = spec.checkpoint?.quantization?.quant_method === "mxfp4" || type.name === "MXFP4_MOE";
  const head = mixes ? headType(type, model) : type.base;
  const embedding = mixes ? (model.tied ? head : embeddingType(type)) : type.base;
  return {
    description: `GGUF ${asked}`,
    weight: (weight, layer) => {
      if (weight.kind !== "linear" || isRouter(weight)) return stored("F32");
      if (weight.routed && keepsExperts) return stored("MXFP4");
      if (!mixes) return stored(type.base);
      const category = categoryOf(weight, model.fused);
      const chosen = tensorType(type, { category, layer, value: valuesBefore[layer] ?? 0 }, model);
      return stored(fitting(chosen, weight.inputs));
    },
    embedding: stored(fitting(embedding, spec.hiddenSize)),
    head: stored(fitting(head, spec.hiddenSize)),
    other: stored("F32"),
  };
}

const made = new Map<GgufType, StoredFormat>();

/** llama.cpp widens blocks to 16 bits where it multiplies. */
function stored(type: GgufType): StoredFormat {
  const before = made.get(type);
  if (before) return before;
  const format: StoredFormat = { name: type, bits: bitsOf(type), unit: type === "BF16" ? "bf16" : "fp16" };
  made.set(type, format);
  return format;
}

/** Model types whose files have queries, keys and values in one tensor. Source: gguf-py constants.py. */
const FUSED = new Set([
  "gpt2",
  "gpt_neox",
  "gpt_bigcode",
  "bloom",
  "mpt",
  "falcon",
  "phi3",
  "chatglm",
  "dbrx",
  "openelm",
]);

const BY_NAME: Readonly<Record<string, Category>> = {
  "self_attn.q_proj": "q",
  "self_attn.k_proj": "k",
  "self_attn.v_proj": "v",
  "self_attn.o_proj": "output",
  "linear_attn.in_proj_qkv": "qkv",
};

function categoryOf({ name }: Weight, fused: boolean): Category {
  const category = BY_NAME[name];
  if (category !== undefined)
    return fused && (category === "q" || category === "k" || category === "v") ? "qkv" : category;
  if (name.endsWith(".down_proj")) return "down";
  if (name.endsWith(".up_proj")) return "up";
  return name.endsWith(".gate_proj") ? "gate" : "other";
}

/** Facts that the rules ask for, and the place of each layer's values among all. */
function mixtureModel(spec: ModelSpec): {
  readonly model: MixtureModel & { readonly fused: boolean };
  readonly valuesBefore: readonly number[];
} {
  const fused = FUSED.has(spec.family);
  let values = 0;
  let sharing = 1;
  let experts = 0;
  const valuesBefore = spec.layers.map(({ mixer, feedForward }) => {
    const of = (name: string) => mixer.weights.find((weight) => weight.name === name);
    const queries = of("self_attn.q_proj");
    const keys = of("self_attn.k_proj");
    if (queries && keys) sharing = Math.max(sharing, queries.outputs / keys.outputs);
    experts = Math.max(experts, feedForward.routing?.experts ?? 0);
    const place = values;
    if (of("self_attn.v_proj") ?? of("linear_attn.in_proj_qkv")) values += 1;
    return place;
  });
  return {
    model: {
      layers: spec.layers.length,
      valueTensors: values,
      sharing,
      experts,
      hiddenSize: spec.hiddenSize,
      tied: spec.head.tied,
      falcon: spec.family === "falcon",
      seventyB:
        (spec.family === "llama" || spec.family === "qwen2") && spec.layers.length === 80 && sharing > 1,
      fused,
    },
    valuesBefore,
  };
}

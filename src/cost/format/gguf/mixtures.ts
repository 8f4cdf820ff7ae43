import { type GgufType, ggufTypes } from "./types.js";

/** What a tensor is to the mixture. `qkv`: queries, keys and values in one. */
export type Category = "q" | "k" | "v" | "qkv" | "output" | "gate" | "up" | "down" | "other";

/** Facts of a model that the rules ask for. */
export interface MixtureModel {
  readonly layers: number;
  /** Tensors of values, or of queries, keys and values in one. */
  readonly valueTensors: number;
  /** Query heads to one KV head. */
  readonly sharing: number;
  readonly experts: number;
  readonly hiddenSize: number;
  readonly tied: boolean;
  readonly falcon: boolean;
  /** Llama's and Qwen2's shapes of 80 layers, whose values are small enough for more bits. */
  readonly seventyB: boolean;
}

/** A tensor of a layer, and its place. */
export interface Place {
  readonly category: Category;
  /** Of the layer. */
  readonly layer: number;
  /** Of its values among all tensors of values. */
  readonly value: number;
}

/** A file type by its name. */
export interface FileType {
  readonly name: string;
  readonly base: GgufType;
  /** Embedding and output in Q8_0, as in files called `…_L` and `…_XL`. */
  readonly largeEnds?: boolean;
}

const base: Readonly<Record<string, GgufType>> = {
  F32: "F32",
  F16: "F16",
  Q4_0: "Q4_0",
  Q4_1: "Q4_1",
  Q5_0: "Q5_0",
  Q5_1: "Q5_1",
  Q8_0: "Q8_0",
  Q2_K: "Q2_K",
  Q2_K_S: "Q2_K",
  Q3_K_S: "Q3_K",
  Q3_K_M: "Q3_K",
  Q3_K_L: "Q3_K",
  Q4_K_S: "Q4_K",
  Q4_K_M: "Q4_K",
  Q5_K_S: "Q5_K",
  Q5_K_M: "Q5_K",
  Q6_K: "Q6_K",
  IQ1_S: "IQ1_S",
  IQ1_M: "IQ1_M",
  IQ2_XXS: "IQ2_XXS",
  IQ2_XS: "IQ2_XS",
  IQ2_S: "IQ2_XS",
  IQ2_M: "IQ2_S",
  IQ3_XXS: "IQ3_XXS",
  IQ3_XS: "IQ3_S",
  IQ3_S: "IQ3_S",
  IQ3_M: "IQ3_S",
  IQ4_XS: "IQ4_XS",
  IQ4_NL: "IQ4_NL",
  TQ1_0: "TQ1_0",
  TQ2_0: "TQ2_0",
  MXFP4_MOE: "MXFP4",
};

/** Other names of file types. */
const sameAs: Readonly<Record<string, string>> = { Q3_K: "Q3_K_M", Q4_K: "Q4_K_M", Q5_K: "Q5_K_M" };

/** Names of `…_L` and `…_XL` files and the mixture that they enlarge. */
const enlarged: Readonly<Record<string, string>> = {
  Q2_K_L: "Q2_K",
  Q2_K_XL: "Q2_K",
  Q3_K_XL: "Q3_K_L",
  Q4_K_L: "Q4_K_M",
  Q4_K_XL: "Q4_K_M",
  Q5_K_L: "Q5_K_M",
  Q5_K_XL: "Q5_K_M",
  Q6_K_L: "Q6_K",
  Q6_K_XL: "Q6_K",
};

/** Every name of a file type. */
export const fileTypeNames: readonly string[] = [...Object.keys(base), ...Object.keys(enlarged)];

/** A file type by its name, ignoring case. Undefined when there is none. */
export function fileType(text: string): FileType | undefined {
  const upper = text.trim().toUpperCase();
  const name = sameAs[upper] ?? upper;
  const plain = base[name];
  if (plain) return { name, base: plain };
  const from = enlarged[name];
  return from === undefined ? undefined : { name: from, base: base[from]!, largeEnds: true };
}

/** Layers at both ends and every third between. */
const moreBits = (index: number, count: number): boolean =>
  index < Math.floor(count / 8) ||
  index >= Math.floor((7 * count) / 8) ||
  (index - Math.floor(count / 8)) % 3 === 2;

const isLow = (name: string): boolean => /^IQ[12]/.test(name);

/**
 * The type of a layer's tensor in a file. Source: ggml-org/llama.cpp src/llama-quant.cpp
 * `llama_tensor_get_type_impl` (read 2026-11).
 */
export function tensorType({ name, base: start }: FileType, place: Place, model: MixtureModel): GgufType {
  if (name === "MXFP4_MOE") return "Q8_0";
  if (isLow(name)) return lowType(name, start, place, model);
  switch (place.category) {
    case "v":
    case "qkv":
      return valueType(name, start, place, model);
    case "k":
      if (model.experts === 8) return "Q8_0";
      return name === "IQ3_XS" ? "IQ3_XXS" : name === "IQ3_XXS" ? "IQ2_S" : start;
    case "q":
      return name === "IQ3_XS" ? "IQ3_XXS" : name === "IQ3_XXS" ? "IQ2_S" : start;
    case "down":
      return downType(name, start, place, model);
    case "output":
      return outputType(name, start, model);
    case "gate":
    case "up": {
      const middle =
        place.layer >= Math.floor(model.layers / 8) && place.layer < Math.floor((7 * model.layers) / 8);
      return name === "IQ3_XS" && middle ? "IQ3_XXS" : start;
    }
    default:
      return start;
  }
}

function lowType(name: string, start: GgufType, { category, layer }: Place, model: MixtureModel): GgufType {
  const larger = name === "IQ2_S" || name === "IQ2_M";
  if (category === "v" || category === "qkv")
    return model.sharing >= 4 || model.experts >= 4 ? "Q4_K" : larger ? "IQ3_S" : "Q2_K";
  if (category === "k" && model.experts === 8) return "Q4_K";
  if (category === "down" && layer < Math.floor(model.layers / 8)) return larger ? "IQ3_S" : "Q2_K";
  if (category === "output") {
    if (model.experts === 8) return "Q5_K";
    return name === "IQ1_S" || name === "IQ1_M" ? "IQ2_XXS" : larger ? "IQ3_S" : start;
  }
  return start;
}

function valueType(name: string, start: GgufType, { value }: Place, model: MixtureModel): GgufType {
  const shared = model.sharing >= 4;
  let type = start;
  if (name === "Q2_K") type = shared ? "Q4_K" : "Q3_K";
  else if (name === "Q2_K_S" && shared) type = "Q4_K";
  else if (name === "IQ3_XXS") type = shared ? "Q4_K" : "IQ3_XXS";
  else if ((name === "IQ3_XS" || name === "IQ3_S") && shared) type = "Q4_K";
  else if (name === "IQ3_M") type = "Q4_K";
  else if (name === "Q3_K_M") type = value < 2 ? "Q5_K" : "Q4_K";
  else if (name === "Q3_K_L") type = "Q5_K";
  else if ((name === "IQ4_NL" || name === "IQ4_XS") && shared) type = "Q5_K";
  else if ((name === "Q4_K_M" || name === "Q5_K_M") && moreBits(value, model.valueTensors)) type = "Q6_K";
  else if (name === "Q4_K_S" && value < 4) type = "Q5_K";
  if (model.seventyB && (type === "Q3_K" || type === "Q4_K")) type = "Q5_K";
  return model.experts === 8 ? "Q8_0" : type;
}

function downType(name: string, start: GgufType, { layer }: Place, model: MixtureModel): GgufType {
  const { layers, falcon, experts } = model;
  const first = layer < Math.floor(layers / 8);
  const veryFirst = layer < Math.floor(layers / 16);
  const more = moreBits(layer, layers);
  switch (name) {
    case "Q2_K":
      return "Q3_K";
    case "Q2_K_S":
      return first ? "Q4_K" : start;
    case "Q3_K_M":
      return veryFirst ? "Q5_K" : !falcon || more ? "Q4_K" : "Q3_K";
    case "IQ3_M":
      return first || (experts === 8 && more) ? "Q4_K" : start;
    case "Q3_K_L":
      return falcon ? "Q4_K" : "Q5_K";
    case "Q4_K_M":
      if (falcon) return veryFirst ? "Q6_K" : more ? "Q5_K" : "Q4_K";
      return more ? "Q6_K" : start;
    case "Q5_K_M":
      return more ? "Q6_K" : start;
    case "Q4_K_S":
      return !falcon && first ? "Q5_K" : start;
    default:
      return start;
  }
}

/** Files of 8 experts whose attention output has more bits. */
const LARGER_OUTPUT = new Set([
  "Q2_K",
  "IQ3_XS",
  "IQ3_XXS",
  "Q3_K_S",
  "Q3_K_M",
  "IQ4_NL",
  "Q4_K_S",
  "Q4_K_M",
  "IQ3_S",
  "IQ3_M",
  "IQ4_XS",
]);

function outputType(name: string, start: GgufType, { falcon, experts }: MixtureModel): GgufType {
  if (falcon) return name === "Q3_K_L" ? "Q4_K" : start;
  if (experts === 8) return LARGER_OUTPUT.has(name) ? "Q5_K" : start;
  if (name === "Q2_K") return "Q3_K";
  if (name === "IQ3_XXS") return "IQ3_S";
  if (name === "Q3_K_M" || name === "IQ3_M") return "Q4_K";
  return name === "Q3_K_L" ? "Q5_K" : start;
}

/** The type of the output projection, and of an embedding that is tied to it. */
export function headType({ name, base: start, largeEnds }: FileType, model: MixtureModel): GgufType {
  if (largeEnds || name === "MXFP4_MOE") return "Q8_0";
  if (model.falcon || model.hiddenSize % ggufTypes[start].block !== 0) return "Q8_0";
  if (isLow(name) || name === "IQ3_XXS") return "Q5_K";
  return start === "Q8_0" ? start : "Q6_K";
}

/** The type of an embedding that is not the output projection too. */
export function embeddingType({ name, base: start, largeEnds }: FileType): GgufType {
  if (largeEnds || name === "MXFP4_MOE") return "Q8_0";
  if (name === "IQ2_S" || name === "IQ2_M" || name === "IQ3_XXS") return "IQ3_S";
  if (isLow(name)) return "Q2_K";
  return start.startsWith("TQ") ? "Q4_K" : start;
}

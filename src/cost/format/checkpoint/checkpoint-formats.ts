import { Config } from "../../model/config.js";
import type { CheckpointFields } from "../../model/spec.js";
import type { Weight } from "../../model/weights.js";
import type { Dtype } from "../dtype.js";
import { plain, type StoredFormat } from "../stored-format.js";
import type { WeightFormats } from "../weight-formats.js";
import { type Quantization, readQuantization } from "./methods.js";
import { headNames, isRouter, moduleNames } from "./module-names.js";
import type { Scheme } from "./scheme.js";

/**
 * The formats of a checkpoint as its config states them: linear modules as `quantization_config` quantises them,
 * the rest in 16 bits. Undefined when the config quantises nothing.
 * @throws FoveaError `unknown-quantization`, `missing-field`, `bad-field`.
 */
export function checkpointFormats(fields: CheckpointFields, origin: string): WeightFormats | undefined {
  if (fields.quantization === undefined) return undefined;
  const config = new Config(fields.quantization, `${origin}: quantization_config`);
  return formatsOf(readQuantization(config, new Config({ ...fields }, origin)), fields.dtype);
}

/** The formats that a quantisation makes of a model. */
export function formatsOf(quantization: Quantization, dtype: unknown): WeightFormats {
  const rest = plain(dtype === "float16" ? "fp16" : ("bf16" satisfies Dtype));
  const chosen = new Map<string, Map<number, StoredFormat>>();
  const format = (weight: Weight, layer: number): StoredFormat => {
    if (weight.kind !== "linear") return rest;
    if (quantization.expertsOnly && !weight.routed) return rest;
    if (isRouter(weight) && !quantization.routers) return rest;
    return stored(quantization.scheme(moduleNames(weight, layer)), weight.outputs, weight.inputs) ?? rest;
  };
  const whole = (scheme: Scheme | undefined): StoredFormat => stored(scheme, WIDE, WIDE) ?? rest;
  return {
    description: `${quantization.label}, ${rest.name} elsewhere`,
    weight: (weight, layer) => {
      const key = `${weight.name} ${weight.outputs} ${weight.inputs} ${weight.copies}`;
      const byLayer = chosen.get(key) ?? new Map<number, StoredFormat>();
      chosen.set(key, byLayer);
      const found = byLayer.get(layer) ?? format(weight, layer);
      byLayer.set(layer, found);
      return found;
    },
    embedding: quantization.embedding ? whole(quantization.scheme(["model.embed_tokens"])) : rest,
    head: quantization.head ? whole(quantization.scheme(headNames)) : rest,
    other: rest,
  };
}

/** Embeddings and heads are so large that what a scale of a row or a matrix adds to an element is nothing. */
const WIDE = 4096;

const stored = (scheme: Scheme | undefined, outputs: number, inputs: number): StoredFormat | undefined =>
  scheme && { name: scheme.name, bits: scheme.bits(outputs, inputs), unit: scheme.unit };

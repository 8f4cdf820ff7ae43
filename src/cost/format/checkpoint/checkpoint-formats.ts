import { Config } from "../../model/config.js";
import type { CheckpointFields } from "../../model/spec.js";
import type { Weight } from "../../model/weights.js";
import type { Dtype } from "../dtype.js";
import { plain, type StoredFormat } from "../stored-format.js";
import type { WeightFormats } from "../weight-formats.js";
import { type Quantization, readQuantization } from "./methods.js";
import { headNames, isRouter, moduleNames, tellsLayersApart } from "./module-names.js";
import type { Scheme } from "./scheme.js";

/**
 * The formats of a checkpoint as its config states them: linear modules as `quantization_config` quantises them,
 * the rest in 16 bits. Undefined when the config quantises nothing.
 * @throws FoveaError `unknown-quantization`, `missing-field`, `bad-field`.
 */
export function checkpointFormats(fields: CheckpointFields, origin: string): WeightFormats | undefined {
  if (fields.quantization === undefined) return undefined;
  const config = new Config(fields.quantization, `${origin}: quantization_config`);
  const quantization = readQuantization(config, new Config({ ...fields }, origin));
  return formatsOf(quantization, fields.dtype, tellsLayersApart(fields.quantization));
}

/** @param byLayer modules of one layer can differ from those of another. */
function formatsOf(quantization: Quantization, dtype: unknown, byLayer: boolean): WeightFormats {
  const rest = plain(dtype === "float16" ? "fp16" : ("bf16" satisfies Dtype));
  const chosen = new Map<Weight, Map<number, StoredFormat>>();
  const format = (weight: Weight, layer: number): StoredFormat => {
    if (weight.kind !== "linear") return rest;
    if (quantization.expertsOnly && !weight.routed) return rest;
    if (isRouter(weight) && !quantization.routers) return rest;
    return stored(quantization.scheme(moduleNames(weight, layer)), weight.outputs, weight.inputs) ?? rest;
  };
  const whole = (scheme: Scheme | undefined): StoredFormat => stored(scheme, WIDE, WIDE) ?? rest;
  return {
    description: `${quantization.label}, ${rest.name} elsewhere`,
    weight: (weight, index) => {
      const layer = byLayer ? index : 0;
      const ofWeight = chosen.get(weight) ?? new Map<number, StoredFormat>();
      chosen.set(weight, ofWeight);
      const found = ofWeight.get(layer) ?? format(weight, layer);
      ofWeight.set(layer, found);
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

import type { Weight } from "../model/weights.js";
import type { Dtype } from "./dtype.js";
import { plain, type StoredFormat } from "./stored-format.js";

/** The format of every array of a model: one for all, or as a quantised checkpoint mixes them. */
export interface WeightFormats {
  /** One line: `mxfp4 experts, bf16 elsewhere`. */
  readonly description: string;
  /** Every layer stores an array of a name alike. */
  readonly sameInAllLayers?: true;
  /** An array of layer `layer`, counted from 0. */
  weight(weight: Weight, layer: number): StoredFormat;
  readonly embedding: StoredFormat;
  readonly head: StoredFormat;
  /** Norms between layers and other vectors. */
  readonly other: StoredFormat;
}

const uniform = new Map<Dtype, WeightFormats>();

/** Every array in one format: `--dtype bf16`. The same object for the same format. */
export function uniformFormats(dtype: Dtype): WeightFormats {
  const before = uniform.get(dtype);
  if (before) return before;
  const format = plain(dtype);
  const formats: WeightFormats = {
    description: dtype,
    sameInAllLayers: true,
    weight: () => format,
    embedding: format,
    head: format,
    other: format,
  };
  uniform.set(dtype, formats);
  return formats;
}

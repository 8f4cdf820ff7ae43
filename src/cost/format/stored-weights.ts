import { type Layer, layerGroups, type ModelSpec } from "../model/spec.js";
import { parametersOf, type Weight } from "../model/weights.js";
import type { Dtype } from "./dtype.js";
import type { WeightFormats } from "./weight-formats.js";

/** One array of a layer with its bytes. */
export interface StoredWeight {
  readonly weight: Weight;
  /** Bytes of all copies; the mean over the group's layers where their formats differ. */
  readonly bytes: number;
  readonly unit: Dtype;
}

/** Equal layers with the bytes of their arrays. */
export interface StoredGroup {
  readonly layer: Layer;
  readonly count: number;
  readonly mixer: readonly StoredWeight[];
  readonly feedForward: readonly StoredWeight[];
  /** Bytes of one layer's norms. */
  readonly normBytes: number;
}

export interface StoredModel {
  readonly groups: readonly StoredGroup[];
  readonly embeddingBytes: number;
  /** Bytes that a step reads for logits; a tied head is the embedding read again. */
  readonly headBytes: number;
  readonly headUnit: Dtype;
  readonly otherBytes: number;
  /** Bytes of all weights. A tied head is stored once. */
  readonly totalBytes: number;
  /** The unit that multiplies most of the parameters of products. */
  readonly mainUnit: Dtype;
}

const known = new WeakMap<ModelSpec, WeakMap<WeightFormats, StoredModel>>();

/** The bytes of every array of a model. Computed once for a model and its formats. */
export function storedModel(spec: ModelSpec, formats: WeightFormats): StoredModel {
  const before = known.get(spec)?.get(formats);
  if (before) return before;
  const ofModel = known.get(spec) ?? new WeakMap<WeightFormats, StoredModel>();
  known.set(spec, ofModel);
  const stored = store(spec, formats);
  ofModel.set(formats, stored);
  return stored;
}

function store(spec: ModelSpec, formats: WeightFormats): StoredModel {
  const indices = formats.sameInAllLayers ? undefined : layerIndices(spec);
  const groups = layerGroups(spec).map(({ layer, count }): StoredGroup => {
    const at = indices?.get(layer) ?? [0];
    const stored = (weight: Weight): StoredWeight => {
      let bits = 0;
      for (const index of at) bits += formats.weight(weight, index).bits;
      return {
        weight,
        bytes: (parametersOf(weight) * bits) / at.length / 8,
        unit: formats.weight(weight, at[0]!).unit,
      };
    };
    return {
      layer,
      count,
      mixer: layer.mixer.weights.map(stored),
      feedForward: layer.feedForward.weights.map(stored),
      normBytes: (layer.normParameters * formats.other.bits) / 8,
    };
  });
  const embeddingBytes = (spec.embeddingParameters * formats.embedding.bits) / 8;
  const headFormat = spec.head.tied ? formats.embedding : formats.head;
  const headBytes = (spec.head.parameters * headFormat.bits) / 8;
  const otherBytes = (spec.otherParameters * formats.other.bits) / 8;
  let totalBytes = embeddingBytes + (spec.head.tied ? 0 : headBytes) + otherBytes;
  for (const { count, mixer, feedForward, normBytes } of groups)
    totalBytes += count * (normBytes + [...mixer, ...feedForward].reduce((sum, { bytes }) => sum + bytes, 0));
  return {
    groups,
    embeddingBytes,
    headBytes,
    headUnit: headFormat.unit,
    otherBytes,
    totalBytes,
    mainUnit: mainUnit(groups) ?? headFormat.unit,
  };
}

/** At which places of the model each kind of layer is. */
function layerIndices(spec: ModelSpec): ReadonlyMap<Layer, readonly number[]> {
  const indices = new Map<Layer, number[]>();
  for (const [index, layer] of spec.layers.entries()) {
    const same = indices.get(layer);
    if (same) same.push(index);
    else indices.set(layer, [index]);
  }
  return indices;
}

function mainUnit(groups: readonly StoredGroup[]): Dtype | undefined {
  const parameters = new Map<Dtype, number>();
  for (const { count, mixer, feedForward } of groups)
    for (const { weight, unit } of [...mixer, ...feedForward])
      if (weight.kind === "linear")
        parameters.set(unit, (parameters.get(unit) ?? 0) + count * parametersOf(weight));
  return [...parameters].sort(([, a], [, b]) => b - a)[0]?.[0];
}

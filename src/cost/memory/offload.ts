import type { StoredFormat } from "../format/stored-format.js";
import { type StoredWeight, storedModel } from "../format/stored-weights.js";
import type { WeightFormats } from "../format/weight-formats.js";
import {
  expectedExperts,
  type Layer,
  type MixerContext,
  type ModelSpec,
  type StateBytes,
} from "../model/spec.js";
import { cacheBytesOf, stateBytesOf } from "./per-sequence.js";

/**
 * What leaves the accelerators where they are too small: whole layers with their cache, the first ones first
 * (llama.cpp's `--n-gpu-layers` keeps the last), or the experts of the first layers that route, whose attention
 * and cache stay (`--n-cpu-moe`).
 */
export type OffloadUnit = "layers" | "experts";

/** What of a model is out. */
export interface OffloadRequest {
  readonly unit: OffloadUnit;
  /** Layers, or layers whose experts. */
  readonly layers: number;
}

/** A model of which a part is in the memory of the host, or on its disk. */
export interface Offload extends OffloadRequest {
  /** Layers that could be out. */
  readonly of: number;
  /** What stays, as a model of its own, with its formats. */
  readonly spec: ModelSpec;
  readonly formats: WeightFormats;
  /** Bytes of the weights that are out. */
  readonly weightBytes: number;
  /** The layers that are out; none when only their experts are. */
  readonly outside: ModelSpec;
}

const known = new WeakMap<ModelSpec, WeakMap<WeightFormats, Map<string, Offload>>>();

/** A model without `layers` of its layers or of their experts. Made once. */
export function offload(spec: ModelSpec, formats: WeightFormats, { unit, layers }: OffloadRequest): Offload {
  const ofModel = known.get(spec) ?? new WeakMap<WeightFormats, Map<string, Offload>>();
  known.set(spec, ofModel);
  const ofFormats = ofModel.get(formats) ?? new Map<string, Offload>();
  ofModel.set(formats, ofFormats);
  const key = `${layers} ${unit}`;
  const before = ofFormats.get(key);
  if (before) return before;
  const made =
    unit === "layers" ? withoutLayers(spec, formats, layers) : withoutExperts(spec, formats, layers);
  ofFormats.set(key, made);
  return made;
}

/** Layers that route. */
const routing = (spec: ModelSpec): number =>
  spec.layers.filter(({ feedForward }) => feedForward.routing !== undefined).length;

/** Layers that could leave the accelerators. */
export const offloadable = (spec: ModelSpec, unit: OffloadUnit): number =>
  unit === "layers" ? spec.layers.length : routing(spec);

function withoutLayers(spec: ModelSpec, formats: WeightFormats, layers: number): Offload {
  const stays: ModelSpec = { ...spec, layers: spec.layers.slice(layers) };
  // Layers keep their numbers, by which files and checkpoints choose formats.
  const shifted: WeightFormats = {
    ...formats,
    weight: (weight, layer) => formats.weight(weight, layer + layers),
  };
  const weightBytes = storedModel(spec, formats).totalBytes - storedModel(stays, shifted).totalBytes;
  return {
    unit: "layers",
    layers,
    of: spec.layers.length,
    spec: stays,
    formats: shifted,
    weightBytes,
    outside: { ...spec, layers: spec.layers.slice(0, layers) },
  };
}

function withoutExperts(spec: ModelSpec, formats: WeightFormats, layers: number): Offload {
  const without = new Map<Layer, Layer>();
  let left = layers;
  const kept = spec.layers.map((layer): Layer => {
    const { routing: routed, ...block } = layer.feedForward;
    if (routed === undefined || left === 0) return layer;
    left--;
    const same = without.get(layer) ?? {
      ...layer,
      feedForward: { ...block, weights: block.weights.filter((weight) => !weight.routed) },
    };
    without.set(layer, same);
    return same;
  });
  const stays: ModelSpec = { ...spec, layers: kept };
  const weightBytes = storedModel(spec, formats).totalBytes - storedModel(stays, formats).totalBytes;
  return {
    unit: "experts",
    layers,
    of: routing(spec),
    spec: stays,
    formats,
    weightBytes,
    outside: { ...spec, layers: [] },
  };
}

/** Bytes of cache and recurrent state in the layers that are out. */
export function offloadedCacheBytes(
  { outside }: Offload,
  { sequences, tokens }: { readonly sequences: number; readonly tokens: number },
  { kv, engine }: { readonly kv: StoredFormat; readonly engine: { readonly stateBytes: StateBytes } },
  context: MixerContext,
): number {
  return sequences * (cacheBytesOf(outside, tokens, kv, context) + stateBytesOf(outside, engine.stateBytes));
}

/** Bytes of the weights that are out which one pass of `tokens` tokens reads: experts that it is expected to touch. */
export function offloadedBytesRead(
  spec: ModelSpec,
  formats: WeightFormats,
  { unit, layers }: OffloadRequest,
  tokens: number,
): number {
  const outside = new Map<Layer, number>();
  let left = layers;
  for (const layer of spec.layers) {
    if (left === 0) break;
    if (unit === "experts" && layer.feedForward.routing === undefined) continue;
    outside.set(layer, (outside.get(layer) ?? 0) + 1);
    left--;
  }
  const read = ({ weight, bytes }: StoredWeight, touched: number): number =>
    bytes * (weight.routed ? touched / weight.copies : 1);
  let bytes = 0;
  for (const { layer, mixer, feedForward } of storedModel(spec, formats).groups) {
    const touched = expectedExperts(layer.feedForward, Math.max(1, tokens));
    const weights =
      unit === "layers" ? [...mixer, ...feedForward] : feedForward.filter(({ weight }) => weight.routed);
    bytes += (outside.get(layer) ?? 0) * weights.reduce((sum, stored) => sum + read(stored, touched), 0);
  }
  return bytes;
}

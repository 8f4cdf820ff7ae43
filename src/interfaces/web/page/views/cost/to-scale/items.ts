import {
  acceleratorsOf,
  attentionMatrixBytes,
  type CostRow,
  flashLayerBytes,
  flashTile,
  flashTileBytes,
  headsOf,
  type ModelSpec,
  type PriceOptions,
} from "../../../../../../cost/index.js";
import { cacheBytes, layerGroups, type Mixer } from "../../../../../../cost/model/spec.js";
import { formatBytes, formatInteger } from "../../../../../../shared/units.js";
import type { Sized } from "./frames.js";

/** One head of one layer, or all heads and layers of the whole batch. */
export type Scope = "head" | "all";

export const kinds = ["matrix", "memory", "weights", "cache", "state", "flash", "tile"] as const;
export type Kind = (typeof kinds)[number];

export interface ScaleItem extends Sized {
  /** Bytes that are held in it; they may be more than its own. */
  readonly filled?: number;
  readonly kind: Kind;
  readonly name: string;
  /** What it is made of. */
  readonly about: string;
}

/** What is drawn to scale, from the same functions as the row. */
export const scaleItems = (
  spec: ModelSpec,
  options: PriceOptions,
  row: CostRow,
  scope: Scope,
): readonly ScaleItem[] =>
  (scope === "all" ? allItems(spec, options, row) : headItems(spec, options, row)).filter(
    ({ bytes }) => bytes > 0,
  );

function allItems(spec: ModelSpec, options: PriceOptions, row: CostRow): readonly ScaleItem[] {
  const accelerators = acceleratorsOf(options.plan);
  const ofBatch = options.batch === 1 ? "" : ` of ${formatInteger(options.batch)} sequences`;
  const held = row.weightBytes + row.kvCacheBytes + row.stateBytes;
  return [
    {
      kind: "matrix",
      name: "Score matrices",
      about: `n × n scores in 16 bits, of all heads and layers${ofBatch}, if they were stored${causalText(row.allAttentionMatricesBytes, spec, options, row)}`,
      bytes: row.allAttentionMatricesBytes,
    },
    {
      kind: "flash",
      name: "What FlashAttention keeps instead",
      about: `Q, K, V, the output and one number a row, of the same heads and layers${ofBatch}`,
      bytes: row.flashWorkingSetBytes,
    },
    {
      kind: "memory",
      name: `Memory of ${accelerators === 1 ? "" : `${formatInteger(accelerators)} × `}${options.accelerator.name}`,
      about: "filled with the weights and the cache",
      bytes: accelerators * options.accelerator.memoryBytes,
      filled: held,
    },
    { kind: "weights", name: "Weights", about: options.formats.description, bytes: row.weightBytes },
    {
      kind: "cache",
      name: "KV cache",
      about: `keys and values${ofBatch}, ${options.kv.name}`,
      bytes: row.kvCacheBytes,
    },
    {
      kind: "state",
      name: "Recurrent state",
      about: `as long as the model is, not the context${ofBatch}`,
      bytes: row.stateBytes,
    },
    tileItem(spec, row.context),
  ];
}

function headItems(spec: ModelSpec, options: PriceOptions, row: CostRow): readonly ScaleItem[] {
  const mixer = largestMixer(spec);
  const heads = mixer === undefined ? 0 : headsOf(mixer);
  if (mixer === undefined || heads === 0) return [];
  const n = row.context;
  const shared = mixer.cacheSplits;
  const context = { causal: options.causal && spec.causal, latent: options.latent };
  return [
    {
      kind: "matrix",
      name: "Score matrix",
      about: `n × n scores in 16 bits, of one head and layer, if it were stored${causalText(attentionMatrixBytes(n, "bf16"), spec, options, row)}`,
      bytes: attentionMatrixBytes(n, "bf16"),
    },
    {
      kind: "flash",
      name: "What FlashAttention keeps instead",
      about: `Q, K, V, the output and one number a row: a head's part of a layer (1/${formatInteger(heads)})`,
      bytes: flashLayerBytes(mixer, n, "bf16") / heads,
    },
    {
      kind: "memory",
      name: `Memory of one ${options.accelerator.name}`,
      about: "as a frame: all of it",
      bytes: options.accelerator.memoryBytes,
    },
    {
      kind: "cache",
      name: shared === 1 ? "KV cache of a layer" : "KV cache of one KV head",
      about: `${shared === heads ? "" : `shared by ${formatInteger(heads / shared)} query heads, `}${options.kv.name}`,
      bytes: spec.causal ? cacheBytes(mixer, n, options.kv, context) / shared : 0,
    },
    tileItem(spec, n),
  ];
}

/** What a causal mask leaves of n² scores: n(n + 1)/2. */
const causalText = (
  bytes: number,
  spec: ModelSpec,
  { causal }: PriceOptions,
  { context }: CostRow,
): string =>
  causal && spec.causal ? `; its causal half: ${formatBytes((bytes * (context + 1)) / (2 * context))}` : "";

const tileItem = (spec: ModelSpec, n: number): ScaleItem => ({
  kind: "tile",
  name: "FlashAttention's tile",
  about: `scores on the chip at a time: ${flashTile.queries} × ${flashTile.keys} in 32 bits`,
  bytes: largestMixer(spec) === undefined ? 0 : flashTileBytes(n),
});

/** Of the layers that attend, those that cache the most: full attention rather than windows. */
function largestMixer(spec: ModelSpec): Mixer | undefined {
  const span = { past: 0, tokens: 1 << 20 };
  const workOf = (mixer: Mixer): number =>
    mixer
      .scoring(span, { causal: true, latent: "absorbed" })
      .reduce((most, { pairs, heads, valueDim }) => Math.max(most, valueDim > 0 ? pairs * heads : 0), 0);
  let largest: Mixer | undefined;
  for (const { layer } of layerGroups(spec))
    if (headsOf(layer.mixer) > 0 && (largest === undefined || workOf(layer.mixer) > workOf(largest)))
      largest = layer.mixer;
  return largest;
}

/** `524 times`, `2.6 times`, `a 73rd`, … of another. */
export function timesText(ratio: number): string {
  if (ratio >= 99.5) return `${formatInteger(Number(ratio.toPrecision(3)))} times`;
  if (ratio >= 9.95) return `${formatInteger(ratio)} times`;
  if (ratio >= 1.05) return `${formatInteger(ratio, 1)} times`;
  if (ratio > 0.95) return "about as much as";
  if (ratio >= 0.1) return `${formatInteger(ratio * 100)} % of`;
  return `1/${formatInteger(Number((1 / ratio).toPrecision(3)))} of`;
}

import { formatInteger } from "../../shared/units.js";
import { bytesPerElement } from "../format/dtype.js";
import type { StoredFormat } from "../format/stored-format.js";
import { type Formula, quantity } from "../formula.js";
import { headsOf } from "../memory/attention-matrix.js";
import { type CacheFormat, layerGroups, type MixerContext, type ModelSpec } from "../model/spec.js";
import type { CostRow, PriceOptions } from "../price-context.js";
import { type MathSymbol, symbols as math } from "../symbols.js";
import type { Term } from "../term.js";
import type { Deployment } from "../time/deployment.js";
import { type FormulaStep, product, sum, sumOf } from "./step.js";
import { inBytes, namesOf, parametersByFormat } from "./stored.js";
import { formatted } from "./value-text.js";

const group = "Memory";

/** Scores, activations and the n × n matrix are in 16 bits, whatever the format of the weights. */
const SCORE_BYTES = bytesPerElement.bf16;

/** Bytes of the whole batch. */
export function memorySteps(
  spec: ModelSpec,
  row: CostRow,
  options: PriceOptions,
  context: MixerContext,
): FormulaStep[] {
  const { batch, formats, kv } = options;
  const name = { part: "memory", group, unit: "bytes" } as const;
  const end = row.context + Math.max(0, spec.causal ? options.outputTokens - 1 : 0);
  const cache = spec.causal ? cacheTerms(spec, end, options, context) : [];
  const state = stateTerms(spec, options);
  const weights = parametersByFormat(spec, formats, () => true, {
    embedding: spec.embeddingParameters,
    head: spec.head.tied ? 0 : spec.head.parameters,
  });
  return [
    ...matrixSteps(spec, row.context, batch),
    ...(cache.length === 0
      ? []
      : [
          sum(
            {
              ...name,
              title: "KV cache",
              symbols: `Σ ${batch === 1 ? "" : "batch × "}layers × keys × channels × bytes (${cacheFormatNames(spec, kv)})${end > row.context ? `, with ${formatInteger(end - row.context)} tokens of the output` : ""}`,
            },
            cache,
          ),
        ]),
    ...(state.length === 0
      ? []
      : [
          sum(
            {
              ...name,
              title: "Recurrent state",
              symbols: `Σ layers × elements × bytes (recurrence, then what its convolution keeps)${batchWord(batch)}`,
            },
            state,
          ),
        ]),
    sum(
      { ...name, title: "Weights", symbols: `Σ parameters × bytes (${namesOf(weights)})` },
      weights.map(({ format, parameters }) => inBytes([quantity(parameters, math.parameters)], format)),
    ),
    fullestStep(row),
  ];
}

/** What the fullest accelerator holds, under the plan. */
function fullestStep({ memoryPerAccelerator }: CostRow): FormulaStep {
  const { weights, kvCache, activations, reserve, capacity } = memoryPerAccelerator;
  return sumOf(
    {
      part: "memory",
      group,
      title: "Of the fullest accelerator",
      symbols: `weights + cache and state + activations + reserve; it has ${formatted(capacity, "bytes")}`,
      unit: "bytes",
    },
    [
      ["weights", weights],
      ["cache and state", kvCache],
      ["activations", activations],
      ["reserve", reserve],
    ],
  );
}

const batchWord = (batch: number): string => (batch === 1 ? "" : " × batch");
const batchFactor = (batch: number, symbol: MathSymbol = math.batch): readonly Formula[] =>
  batch === 1 ? [] : [quantity(batch, symbol)];
const scoreBytes = quantity(SCORE_BYTES, math.scoreBytes);

/** The score matrix if it were stored, beside what FlashAttention keeps for the same heads and layers. */
function matrixSteps(spec: ModelSpec, n: number, batch: number): FormulaStep[] {
  const attending = layerGroups(spec).filter(({ layer }) => headsOf(layer.mixer) > 0);
  if (attending.length === 0) return [];
  // Layers with as many heads keep equal matrices.
  const layersByHeads = new Map<number, number>();
  for (const { layer, count } of attending) {
    const heads = headsOf(layer.mixer);
    layersByHeads.set(heads, count + (layersByHeads.get(heads) ?? 0));
  }
  const name = { part: "memory", group, unit: "bytes" } as const;
  const tokens = quantity(n, math.context);
  return [
    product(
      { ...name, title: "Score matrix of one head and layer, if it were stored", symbols: "n² × 16 bits" },
      [tokens, tokens, scoreBytes],
    ),
    sum(
      {
        ...name,
        title: "The same of all heads and layers",
        symbols: `Σ n² × 16 bits × heads × layers${batchWord(batch)}`,
      },
      [...layersByHeads].map(([heads, layers]) => ({
        factors: [
          tokens,
          tokens,
          scoreBytes,
          quantity(heads, math.heads),
          quantity(layers, math.layers),
          ...batchFactor(batch),
        ],
      })),
    ),
    sum(
      {
        ...name,
        title: "FlashAttention keeps instead",
        symbols: `Σ n × (16 bits × channels of Q, K, V, output + 32 bits × heads) × layers${batchWord(batch)}`,
      },
      [
        ...together(
          attending.map(({ layer, count }) => ({
            keys: n,
            channels: layer.mixer.activationElements(n) / n,
            layers: count,
          })),
        ).map(({ channels, layers }) => ({
          factors: [
            tokens,
            scoreBytes,
            quantity(channels, math.activations),
            quantity(layers, math.layers),
            ...batchFactor(batch),
          ],
        })),
        ...[...layersByHeads].map(([heads, layers]) => ({
          factors: [
            tokens,
            quantity(bytesPerElement.fp32, math.float32Bytes),
            quantity(heads, math.heads),
            quantity(layers, math.layers),
            ...batchFactor(batch),
          ],
        })),
      ],
    ),
  ];
}

interface Cached {
  readonly keys: number;
  readonly channels: number;
  readonly layers: number;
}

interface CachedIn extends Cached {
  readonly format: StoredFormat;
}

/** Equal caches of different layers as one. */
function together<Part extends Cached & { readonly format?: StoredFormat }>(
  parts: readonly Part[],
): readonly Part[] {
  const found = new Map<string, Part>();
  for (const part of parts) {
    const key = `${part.keys}|${part.channels}|${part.format?.name}`;
    found.set(key, { ...part, layers: part.layers + (found.get(key)?.layers ?? 0) });
  }
  return [...found.values()];
}

/** The formats of a cache by name: its own, and those of parts that are kept in another. */
export function cacheFormatNames(spec: ModelSpec, kv: StoredFormat): string {
  const kept = layerGroups(spec).flatMap(({ layer: { mixer } }) => {
    const parts: readonly { readonly format?: CacheFormat }[] = mixer.cacheParts?.(1) ?? [{}];
    return parts.map(({ format }) => ({ format: format?.(kv) ?? kv }));
  });
  return namesOf(kept);
}

/** The KV cache after n tokens, in bytes: layers × keys × channels × bytes of an element × batch. */
function cacheTerms(
  spec: ModelSpec,
  n: number,
  { kv, batch }: Deployment,
  context: MixerContext,
): readonly Term[] {
  return cacheProducts(
    layerGroups(spec).flatMap(({ layer: { mixer }, count }) => {
      const channels = mixer.cacheElements(1, context);
      const parts = mixer.cacheParts?.(n) ?? [
        { keys: channels === 0 ? 0 : mixer.cacheElements(n, context) / channels, channels },
      ];
      return parts.map(({ format, ...part }) => ({ ...part, layers: count, format: format?.(kv) ?? kv }));
    }),
    batchFactor(batch),
    math.keptKeys,
  );
}

/** What one token after n others reads of the cache, in bytes: keys are those that it scores. */
export const cacheReadTerms = (
  spec: ModelSpec,
  n: number,
  { kv, batch }: Deployment,
  context: MixerContext,
): readonly Term[] =>
  cacheProducts(
    layerGroups(spec).flatMap(({ layer, count }) =>
      layer.mixer.scoring({ past: n, tokens: 1 }, context).map(({ pairs, cachedChannels, cacheFormat }) => ({
        keys: pairs,
        channels: cachedChannels,
        layers: count,
        format: cacheFormat?.(kv) ?? kv,
      })),
    ),
    batchFactor(batch, math.requests),
    math.readKeys,
  );

const cacheProducts = (
  parts: readonly CachedIn[],
  sequences: readonly Formula[],
  keysSymbol: MathSymbol,
): readonly Term[] =>
  together(parts.filter(({ keys }) => keys > 0)).map(({ keys, channels, layers, format }) =>
    inBytes(
      [
        ...sequences,
        quantity(layers, math.layers),
        quantity(keys, keysSymbol),
        quantity(channels, math.keptChannels),
      ],
      format,
    ),
  );

/** Recurrent state in bytes: layers × elements × bytes of one × batch, of the recurrence and of its convolution. */
export function stateTerms(
  spec: ModelSpec,
  { batch, engine }: Pick<Deployment, "batch" | "engine">,
  batchSymbol: MathSymbol = math.batch,
): readonly Term[] {
  const terms = new Map<string, { readonly size: number; readonly bytes: number; layers: number }>();
  const add = (size: number, bytes: number, layers: number): void => {
    if (size === 0) return;
    const term = terms.get(`${size}|${bytes}`) ?? { size, bytes, layers: 0 };
    terms.set(`${size}|${bytes}`, { ...term, layers: term.layers + layers });
  };
  for (const { layer, count } of layerGroups(spec)) {
    const { recurrent, convolution, float32 } = layer.mixer.stateElements;
    add(recurrent, float32 ? bytesPerElement.fp32 : engine.stateBytes.recurrent, count);
    add(convolution, engine.stateBytes.convolution, count);
  }
  return [...terms.values()].map(({ size, bytes, layers }) => ({
    factors: [
      quantity(layers, math.layers),
      quantity(size, math.stateElements),
      quantity(bytes, math.stateBytes),
      ...batchFactor(batch, batchSymbol),
    ],
  }));
}

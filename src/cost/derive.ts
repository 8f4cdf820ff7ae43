import { formatBytes, formatFlop, formatInteger, formatSeconds } from "../shared/units.js";
import { SOFTMAX_FLOP_PER_PAIR } from "./flops.js";
import { layerGroups, type ModelSpec, parameterCounts, type Scoring } from "./model/spec.js";
import type { CostRow, PriceOptions } from "./price-context.js";

/**
 * One step of a derivation, in symbols and with this model's numbers. Every interface renders the same steps.
 */
export interface DerivationStep {
  readonly title: string;
  readonly symbols: string;
  readonly numbers: string;
  /** FLOP, bytes or seconds of the step, formatted. */
  readonly result: string;
}

export interface Derivation {
  readonly model: string;
  readonly context: number;
  /** The layers, one line per kind. */
  readonly layers: readonly string[];
  readonly steps: readonly DerivationStep[];
}

const times = (...factors: readonly (number | string)[]): string =>
  factors.map((factor) => (typeof factor === "number" ? formatInteger(factor) : factor)).join(" × ");

/**
 * The derivation of one context of one sequence: the article's steps from Q·Kᵀ to layers, then linear part,
 * memory, time.
 */
export function derive(spec: ModelSpec, row: CostRow, options: PriceOptions): Derivation {
  const n = row.context;
  const causal = options.causal && spec.causal;
  const context = { causal, latent: options.latent };
  const span = { past: 0, tokens: n };
  const groups = layerGroups(spec);
  const steps: DerivationStep[] = [];
  for (const { layer, count } of groups) {
    for (const scoring of layer.mixer.scoring(span, context)) steps.push(...attentionSteps(scoring, count));
    const { state } = layer.mixer;
    if (state)
      steps.push({
        title: `State, ${layer.mixer.kind} × ${count} layers`,
        symbols: `${state.symbols}, a token; × n × layers`,
        numbers: times(...state.factors, n, count),
        result: formatFlop(state.factors.reduce((product, factor) => product * factor, n * count)),
      });
  }
  const { total, active } = parameterCounts(spec);
  const whole = row.flop;
  const per = 1 / options.batch;
  steps.push(
    {
      title: "Attention part",
      symbols: "Σ over layers of (Q·Kᵀ + A·V)",
      numbers: `${formatFlop(whole.scores * per)} + ${formatFlop(whole.values * per)}`,
      result: formatFlop(row.attentionFlop * per),
    },
    {
      title: "Linear part",
      symbols: "projections + state + feed-forward + router + LM head (last token)",
      numbers: [whole.projections, whole.state, whole.feedForward, whole.router, whole.head]
        .map((value) => formatFlop(value * per))
        .join(" + "),
      result: formatFlop(row.linearFlop * per),
    },
    {
      title: "Total",
      symbols: "attention + linear",
      numbers: `attention is ${(row.attentionShare * 100).toFixed(2)} % of it; doubling n from here costs 2^${row.localExponent.toFixed(3)} = ${(2 ** row.localExponent).toFixed(2)}×`,
      result: formatFlop(row.totalFlop * per),
    },
    {
      title: "Score matrix, if it were stored",
      symbols: `n² × 2 bytes, one head and layer`,
      numbers: `${formatInteger(n)}²; every head and layer: ${formatBytes(row.allAttentionMatricesBytes * per)}; FlashAttention keeps ${formatBytes(row.flashWorkingSetBytes * per)} instead`,
      result: formatBytes(row.attentionMatrixBytes),
    },
    {
      title: "KV cache",
      symbols: "Σ over layers of cached elements × bytes",
      numbers: groups
        .map(({ layer, count }) => times(count, layer.mixer.cacheElements(n, context)))
        .join(" + ")
        .concat(` elements in ${options.kv.name}`),
      result: formatBytes(row.kvCacheBytes * per),
    },
    {
      title: "Weights",
      symbols: `parameters × bytes in ${options.formats.description}`,
      numbers: `${formatInteger(total)} parameters, ${formatInteger(active)} used by a token`,
      result: formatBytes(row.weightBytes),
    },
    {
      title: "Prefill time, modelled",
      symbols: "max(FLOP / (peak·MFU), bytes / (bandwidth·MBU)) + element-wise and launches + communication",
      numbers: `compute ${formatSeconds(row.prefill.computeSeconds)}, memory ${formatSeconds(row.prefill.memorySeconds)}, element-wise and launches ${formatSeconds(row.prefill.overheadSeconds)}, communication ${formatSeconds(row.prefill.communicationSeconds)}; bound by ${row.prefill.bound}`,
      result: formatSeconds(row.prefillSeconds),
    },
  );
  return { model: spec.name, context: n, layers: describeLayers(spec), steps };
}

function attentionSteps(scoring: Scoring, count: number): DerivationStep[] {
  const { title, pairs, pairsText, heads, scoreDim, valueDim } = scoring;
  const scores = pairs * 2 * scoreDim;
  const values = pairs * 2 * valueDim;
  const softmax = SOFTMAX_FLOP_PER_PAIR * pairs;
  return [
    {
      title: `Q·Kᵀ, ${title} × ${count} layers`,
      symbols: "pairs × 2·d_k per head",
      numbers: `${pairsText} = ${formatInteger(pairs)} pairs × 2 × ${scoreDim}`,
      result: formatFlop(scores),
    },
    ...(valueDim === 0
      ? []
      : [
          {
            title: "Scale and softmax",
            symbols: "5 × pairs per head, element-wise, so not in the totals",
            numbers: times(SOFTMAX_FLOP_PER_PAIR, pairs),
            result: formatFlop(softmax),
          },
          {
            title: "A·V",
            symbols: "pairs × 2·d_v per head",
            numbers: `${formatInteger(pairs)} × 2 × ${valueDim}`,
            result: formatFlop(values),
          },
        ]),
    {
      title: "Heads × layers",
      symbols: "(Q·Kᵀ + A·V) × h × L",
      numbers: times(formatFlop(scores + values), heads, count),
      result: formatFlop((scores + values) * heads * count),
    },
  ];
}

/** The layers, equal ones grouped: `60 × MLA …; mixture of experts …`. */
export const describeLayers = (spec: ModelSpec): string[] =>
  layerGroups(spec).map(
    ({ layer, count }) => `${count} × ${layer.mixer.description}; ${layer.feedForward.description}`,
  );

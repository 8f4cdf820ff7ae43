import { formatInteger } from "../../shared/units.js";
import { type Formula, plus, quantity } from "../formula.js";
import type { MixerContext, ModelSpec, Scoring } from "../model/spec.js";
import type { CostRow, PriceOptions } from "../price-context.js";
import { derivedSymbol, symbols as math } from "../symbols.js";
import { acceleratorsIn, type Deployment } from "../time/deployment.js";
import { headsText, scoringsOf } from "./attention.js";
import { expertSteps } from "./experts.js";
import { layersText } from "./layers-text.js";
import { linearSteps } from "./linear.js";
import { cacheFormatNames, cacheReadTerms, stateTerms } from "./memory.js";
import { type FormulaStep, type Part, product, sum, sumOf } from "./step.js";
import { inBytes, namesOf, parametersByFormat } from "./stored.js";
import { groupSum, groupsText } from "./total.js";

/**
 * One decode step of the requests that run at once, in the middle of their output: its FLOP, the bytes that it
 * reads, the tokens a second that the memory's bandwidth allows, and its modelled time.
 */
export function decodeSteps(
  spec: ModelSpec,
  row: CostRow,
  options: PriceOptions,
  context: MixerContext,
): FormulaStep[] {
  const running = Math.max(1, Math.min(row.concurrency, row.largestConcurrency ?? Number.POSITIVE_INFINITY));
  const generated = Math.floor(options.outputTokens / 2);
  const past = row.context + generated;
  const deployment = { ...options, batch: running };
  const name = {
    part: "decode",
    group: `Decode: one step${running === 1 ? "" : ` of ${formatInteger(running)} requests`}, after c = n${generated === 0 ? "" : ` + ${formatInteger(generated)}`} tokens`,
  } as const;
  const flop = decodeFlopSteps(spec, past, running, context, name);
  const reads = readSteps(spec, past, deployment, context, name);
  const read = sumOf(
    { ...name, title: "Bytes of the step", symbols: "weights + cache + state", unit: "bytes" },
    reads.filter(({ unit }) => unit === "bytes").map(({ title, value }): Part => [title, value]),
  );
  const bound = product(
    {
      ...name,
      title: "Bandwidth bound",
      symbols: `accelerators × bandwidth${running === 1 ? "" : " × requests"} / bytes`,
      unit: "tokens/s",
    },
    [
      quantity(acceleratorsIn(options), math.accelerators),
      quantity(options.accelerator.memoryBytesPerSecond, math.bandwidth),
      ...requestsFactor(running),
    ],
    [quantity(read.value, derivedSymbol("bytes of the step"))],
  );
  return [...flop, ...reads, read, bound];
}

type DecodeName = Pick<FormulaStep, "group"> & { readonly part: "decode" };

function decodeFlopSteps(
  spec: ModelSpec,
  n: number,
  batch: number,
  context: MixerContext,
  name: DecodeName,
): FormulaStep[] {
  const flop = { ...name, unit: "FLOP" } as const;
  const attention = scoringsOf(spec, { past: n, tokens: 1 }, context).map(({ scoring, layers }) =>
    product(
      {
        ...flop,
        called: scoring.title,
        title: `${scoring.valueDim === 0 ? "Q·Kᵀ" : "Q·Kᵀ and A·V"}, ${scoring.title}`,
        symbols: `${keysText(scoring)} × 2 × ${scoring.valueDim === 0 ? "d_k" : "(d_k + d_v)"} × heads × layers`,
      },
      [
        quantity(scoring.pairs, math.scoredKeys, "keys"),
        2,
        widthOf(scoring),
        headsText(scoring.heads),
        layersText(layers),
        ...requestsFactor(batch),
      ],
    ),
  );
  const products = linearSteps(spec, 1, math.oneToken);
  const linear = groupSum(
    { ...flop, title: "Linear part", symbols: requestsText(`${groupsText(products)}, of one token`, batch) },
    products,
    batch,
    math.requests,
  );
  const total = sumOf({ ...flop, title: "FLOP of the step", symbols: "attention + linear" }, [
    ...attention.map(({ called, value }): Part => [called!, value]),
    ["linear part", linear.value],
  ]);
  return [...attention, linear, total];
}

const requestsFactor = (requests: number): readonly Formula[] =>
  requests === 1 ? [] : [quantity(requests, math.requests, "requests")];

/** d_k, or d_k + d_v. */
const widthOf = ({ scoreDim, valueDim }: Scoring): Formula => {
  const keys = quantity(scoreDim, math.keyDim);
  return valueDim === 0 ? keys : plus(keys, quantity(valueDim, math.valueDim));
};

const requestsText = (symbols: string, requests: number): string =>
  requests === 1 ? symbols : `(${symbols}) × requests`;

/** What one step reads: weights, with the experts that the batch touches; KV cache; state, which it also writes. */
function readSteps(
  spec: ModelSpec,
  n: number,
  deployment: Deployment,
  context: MixerContext,
  name: DecodeName,
): FormulaStep[] {
  const { batch, formats, kv } = deployment;
  const experts = expertSteps(spec, deployment, name);
  // A lookup reads one row of the embeddings a token; logits read the whole head, also a tied one.
  const always = parametersByFormat(spec, formats, ({ routed }) => !routed, {
    embedding: Math.min(batch * spec.hiddenSize, spec.embeddingParameters),
    head: spec.head.parameters,
  });
  const cache = cacheReadTerms(spec, n, deployment, context);
  const state = stateTerms(spec, deployment, math.requests);
  return [
    sum(
      {
        ...name,
        title: experts.length === 0 ? "Weights" : "Weights outside the experts",
        symbols: `parameters, one row of the embeddings a token, × bytes (${namesOf(always)})`,
        unit: "bytes",
      },
      always.map(({ format, parameters }) => inBytes([quantity(parameters, math.parameters)], format)),
    ),
    ...experts,
    ...(cache.length === 0
      ? []
      : [
          sum(
            {
              ...name,
              title: "KV cache",
              symbols: `Σ ${batch === 1 ? "" : "requests × "}layers × keys × channels × bytes (${cacheFormatNames(spec, kv)})`,
              unit: "bytes",
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
              title: "Recurrent state, read and written",
              symbols: `2 × Σ layers × elements × bytes (recurrence, then what its convolution keeps)${batch === 1 ? "" : " × requests"}`,
              unit: "bytes",
            },
            state.map((term) => ({ factors: [2, ...term.factors] })),
          ),
        ]),
  ];
}

/** The keys that a step scores, in symbols. A phrase is put in brackets. */
function keysText(scoring: Scoring): string {
  const { symbols } = scoring.pairTerms();
  return /^[^()]* /.test(symbols) ? `(${symbols})` : symbols;
}

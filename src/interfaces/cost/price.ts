import {
  acceleratorsOf,
  type CostRow,
  crossoverContext,
  type Derivation,
  derive,
  type LatencyLimits,
  parameterCounts,
  priceContexts,
} from "../../cost/index.js";
import { formatInteger } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import { checkCached, warnBeyondApi, warnBeyondDeclared } from "./context-checks.js";
import { type CostRequest, costFlags, parseContexts, readCostRequest } from "./cost-flags.js";
import type { CostView } from "./cost-table.js";
import { defaultContexts, describeDefaultContexts } from "./default-contexts.js";
import { dollarsBasis } from "./dollars-basis.js";
import { draftFlags, draftOf, type RowSpeculation, speculationsOf } from "./draft-flags.js";
import { type ContextFrontier, frontiersOf } from "./frontier-view.js";
import { imageFlags, imagesOf, type RequestImages, withImages } from "./image-flags.js";
import type { CostInputs } from "./inputs.js";
import { type ContextLimits, largestConcurrencies, mixerContextOf, servingJson } from "./limits-view.js";
import { concurrenciesOf, limitsOf, servingFlags, viewOf } from "./serving-flags.js";

/** Flags that say what `fovea cost` prices; those that say how it prints are its own. */
export const priceFlags: readonly Flag[] = [
  { flags: "--context <list>", description: `context lengths (default: ${describeDefaultContexts})` },
  ...costFlags,
  ...servingFlags,
  ...draftFlags,
  ...imageFlags,
];

/** Everything that `fovea cost` works out. */
export interface Priced {
  readonly request: CostRequest;
  readonly contexts: readonly number[];
  readonly view: CostView;
  readonly limits: LatencyLimits;
  /** Of each context, one for each load. */
  readonly rows: readonly CostRow[];
  readonly derivations: readonly Derivation[];
  readonly serving: readonly ContextLimits[];
  readonly frontiers: readonly ContextFrontier[];
  readonly speculations: readonly RowSpeculation[];
  readonly images: RequestImages | undefined;
}

/**
 * Reads the flags of `fovea cost` and prices what they ask for. Warnings go to `inputs.err` as they are found: hold
 * them until this returns.
 * @param plotsLoad whether a plot of loads is drawn, for which the frontier is needed too.
 * @throws FoveaError for whatever a flag has wrong.
 */
export function price(flags: FlagValues, inputs: CostInputs, { plotsLoad = false } = {}): Priced {
  const images = imagesOf(flags, inputs);
  const request = withImages(readCostRequest(flags, inputs), images);
  const { spec, options } = request;
  const contexts = contextsOf(flags, request, images);
  checkCached(contexts, options);
  if (options.apiPrice)
    warnBeyondApi(
      options.apiPrice,
      contexts.map((tokens) => tokens + options.outputTokens),
      inputs,
    );
  warnBeyondDeclared(spec, contexts, inputs, options.outputTokens);
  const view = viewOf(flags, spec);
  const concurrencies = concurrenciesOf(flags, options);
  const most = Math.max(...concurrencies);
  const byConcurrency = concurrencies.map((concurrency) =>
    priceContexts(spec, contexts, { ...options, concurrency }),
  );
  const rows = contexts.flatMap((_, index) => byConcurrency.map((prices) => prices[index]!));
  const derivations = flags.explain === true ? rows.map((row) => derive(spec, row, options)) : [];
  const limits = limitsOf(flags);
  const serving = view === "serving" ? largestConcurrencies(request, contexts, most, limits) : [];
  const draft = draftOf(flags, request, inputs);
  const speculations = draft === undefined ? [] : speculationsOf(request, draft, rows);
  const frontiers =
    spec.causal && (flags.frontier === true || plotsLoad) ? frontiersOf(request, contexts, most) : [];
  return { request, contexts, view, limits, rows, derivations, serving, frontiers, speculations, images };
}

/** The context lengths to price, with the tokens of images in each. */
function contextsOf(flags: FlagValues, { spec, options }: CostRequest, images?: RequestImages): number[] {
  const text = flagText(flags, "context");
  const tokens = images?.tokens ?? 0;
  const asked =
    text === undefined ? defaultContexts(spec, tokens + options.outputTokens) : parseContexts(text);
  return asked.map((n) => n + tokens);
}

/** From how many tokens on attention costs more FLOP than the rest; undefined where it never does. */
export const crossoverOf = (request: CostRequest): number | undefined =>
  crossoverContext(request.spec, mixerContextOf(request));

/** What stands above the table: what is priced, on what the figures rest, the size of the model, and the dollars' basis. */
export function headText({ spec, options, assumptionLines }: CostRequest): string {
  const { total, active } = parameterCounts(spec);
  return `${assumptionLines.join("\n")}\n${formatInteger(total)} parameters${active < total ? `, ${formatInteger(active)} used by a token` : ""}. Dollars: ${dollarsBasis(options)}.\n`;
}

/** The documented JSON of `fovea cost`. */
export function asJson({
  request: { spec, options, assumptions },
  rows,
  derivations,
  serving,
  frontiers,
  speculations,
  images,
}: Priced) {
  return {
    model: spec.name,
    hardware: options.accelerator.id,
    accelerators: acceleratorsOf(options.plan),
    assumptions,
    dollarsBasis: dollarsBasis(options),
    parameters: parameterCounts(spec),
    ...(images === undefined ? {} : { images }),
    rows,
    ...(derivations.length > 0 ? { derivations } : {}),
    ...(serving.length > 0 ? { serving: serving.map(servingJson) } : {}),
    ...(frontiers.length > 0 ? { frontier: frontiers } : {}),
    ...(speculations.length > 0 ? { speculation: speculations } : {}),
  };
}

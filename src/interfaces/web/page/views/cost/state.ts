import { computed, effect, signal } from "@preact/signals";
import { doublingFactor, parseConfig } from "../../../../../cost/index.js";
import { usageError } from "../../../../../shared/errors.js";
import { parseCount } from "../../../../../shared/units.js";
import type { FlagValues } from "../../../../cli/command.js";
import type { CostInputs } from "../../../../cost/inputs.js";
import { mixerContextOf } from "../../../../cost/limits-view.js";
import { tellOffload } from "../../../../cost/offload-flags.js";
import { type Priced, price } from "../../../../cost/price.js";
import { tellMemory } from "../../../../cost/serving-flags.js";
import { address } from "../../app/address.js";
import { FIRST_CONTEXT, flagsOf, gridFrom, modelsOf, type Parameters } from "./flags.js";

/** The cost of one model, as the command line works it out, and what the view adds. */
export interface ModelCost {
  /** As the user named it. */
  readonly model: string;
  /** At the chosen context: one row, or one for each load. */
  readonly priced: Priced;
  /** Over many contexts, for the plots. */
  readonly curve: Priced;
  /** FLOP of twice the context, as a multiple of this context's. */
  readonly doubling: number;
  /** What the command line writes to stderr, without `fovea: `. */
  readonly warnings: readonly string[];
}

export interface CostResult {
  readonly model: string;
  readonly cost?: ModelCost;
  readonly error?: unknown;
}

/** Whether one request fits, or none; `waiting`: fewer than are asked for at once. */
export function fitOf({ priced }: ModelCost): "fits" | "waiting" | "never" {
  const { fits, largestConcurrency } = priced.rows[0]!;
  if (fits) return "fits";
  return largestConcurrency === 0 ? "never" : "waiting";
}

/** The parameters of this view, also while another one is shown. */
let last: Parameters = {};
export const parameters = computed<Parameters>(() => {
  const { view, parameters: own } = address.value;
  if (view === "cost" || view === "") last = own;
  return last;
});

export const models = computed(() => modelsOf(parameters.value));
export const contextText = computed(() => parameters.value.context ?? FIRST_CONTEXT);

/** The context in tokens; undefined while its text is no count. */
export const contextTokens = computed<number | undefined>(() => {
  try {
    return parseCount(contextText.value, "--context");
  } catch {
    return undefined;
  }
});

/** The fields of the config.json files that the user chose, by the name that they have as a model. */
const configs = signal<ReadonlyMap<string, unknown>>(new Map());

/**
 * Takes a config.json that the user chose, and returns the name that it has as a model.
 * @throws FoveaError when it is not JSON.
 */
export async function addConfig(file: File): Promise<string> {
  const name = `./${file.name.replaceAll(",", "_").replace(/(?:\.json)?$/i, ".json")}`;
  const fields = parseConfig(await file.text(), name);
  curves.clear();
  configs.value = new Map(configs.value).set(name, fields);
  return name;
}

function configOf(name: string): unknown {
  const fields = configs.value.get(name);
  if (fields !== undefined) return fields;
  if (!/\.json$/i.test(name) && !/^\.{0,2}[\\/]/.test(name)) return undefined;
  throw usageError(
    "missing-config",
    `--model ${name} is a file that the page does not have`,
    "Choose the file: a page keeps none when it is loaded again.",
  );
}

const silent: CostInputs = { err: () => {}, configOf, ownPrices: [] };

/** What each model costs; an error stands for the model that has it. */
export const results = computed<readonly CostResult[]>(() =>
  models.value.map((model) => {
    try {
      return { model, cost: costOf(model, parameters.value, contextText.value) };
    } catch (error) {
      return { model, error };
    }
  }),
);

function costOf(model: string, given: Parameters, context: string): ModelCost {
  // One length: the list of the command line would be several pictures.
  parseCount(context, "--context");
  const flags = flagsOf(given, model, context);
  const warnings = new Set<string>();
  const inputs: CostInputs = {
    ...silent,
    err: (line) => void warnings.add(line.trim().replace(/^fovea: (?:\* )?/, "")),
  };
  const priced = price(flags, inputs);
  tellMemory(priced.rows, "text", inputs);
  tellOffload(priced.rows, inputs);
  const { spec, options } = priced.request;
  const tokens = priced.contexts[0]!;
  return {
    model,
    priced,
    curve: curveOf(flags, priced),
    doubling: doublingFactor(spec, tokens, mixerContextOf(priced.request), options.imageFlop),
    warnings: [...warnings],
  };
}

/** The curves of the last flags, so that a step of the slider draws none again. */
const curves = new Map<string, Priced>();
const MOST_CURVES = 24;

function curveOf(flags: FlagValues, { request }: Priced): Priced {
  const { cachedTokens, cacheWriteTokens = 0 } = request.options;
  const grid = gridFrom(Math.max(1, cachedTokens + cacheWriteTokens));
  const key = JSON.stringify({ ...flags, context: grid });
  const known = curves.get(key);
  if (known) return known;
  const made = price({ ...flags, context: grid.join(",") }, silent);
  if (curves.size >= MOST_CURVES) curves.delete(curves.keys().next().value!);
  curves.set(key, made);
  return made;
}

/** The models that can be priced; while none can, the last ones that could. */
let lastShown: readonly ModelCost[] = [];
export const shown = computed<readonly ModelCost[]>(() => {
  const costs = results.value.flatMap(({ cost }) => (cost ? [cost] : []));
  if (costs.length > 0) lastShown = costs;
  return lastShown;
});

/** As `shown`, once the user pauses: for what is too long to be read on the way. */
export const settled = signal<readonly ModelCost[]>([]);
const PAUSE_MILLISECONDS = 80;
let pause: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const next = shown.value;
  clearTimeout(pause);
  pause = setTimeout(() => {
    settled.value = next;
  }, PAUSE_MILLISECONDS);
});

/** Whether the figures are those of flags that could be read, not of the present ones. */
export const isStale = computed(() => results.value.every(({ cost }) => cost === undefined));

/** What is wrong, each once: a flag is wrong for every model alike. */
export const errors = computed<readonly unknown[]>(() => {
  const byText = new Map<string, unknown>();
  for (const { error } of results.value) if (error !== undefined) byText.set(String(error), error);
  return [...byText.values()];
});

/** The place, and so the colour, of a model among those of the address. */
export const placeOf = (cost: ModelCost): number =>
  Math.max(
    0,
    results.value.findIndex((one) => one.cost === cost),
  );

let lastPlots: readonly Priced[] = [];
/** What the plots are drawn from: the same value while the curves are the same. */
export const plotted = computed<readonly Priced[]>(() => {
  const next = shown.value.map(({ curve }) => curve);
  if (next.length !== lastPlots.length || next.some((curve, at) => curve !== lastPlots[at])) lastPlots = next;
  return lastPlots;
});

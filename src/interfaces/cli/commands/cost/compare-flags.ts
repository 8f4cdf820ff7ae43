import { findPrice, type OwnCandidate, type PriceEntry, type Workload } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatInteger, parseCount, parseCountOrZero } from "../../../../shared/units.js";
import { asBatch } from "../../../cost/batch-api-flag.js";
import { checkCached } from "../../../cost/context-checks.js";
import { costFlags, readCostRequest } from "../../../cost/cost-flags.js";
import type { CostInputs } from "../../../cost/inputs.js";
import { type Flag, type FlagValues, flagText } from "../../command.js";

/** Rows of a table that can still be read. */
const MOST_CANDIDATES = 60;

/** Flags that take a list; every combination of their values is a candidate. */
const LISTS = ["model", "hardware", "gpus", "dtype", "kvDtype", "engine"] as const;

const ownFlags: readonly Flag[] = [
  { flags: "--context <tokens>", description: "tokens of a request", defaultValue: "8k" },
  { flags: "--cached <tokens>", description: "of these already in a prefix cache" },
  { flags: "--output <tokens>", description: "tokens to generate; 0: prefill only", defaultValue: "500" },
  { flags: "--concurrency <n>", description: "requests at all times", defaultValue: "1" },
  { flags: "--price <list>", description: "API models to compare by list price, beside the others or alone" },
];

const nameOf = ({ flags }: Flag): string => flags.split(" ")[0]!;

/** Those of `fovea cost` that describe a candidate; of `--model` and so on a list may be given. */
const candidateFlags: readonly Flag[] = costFlags
  .filter(
    (flag) =>
      ![...ownFlags.map(nameOf), "--batch", "--cache-write", "--causal", "--full"].includes(nameOf(flag)),
  )
  .map((flag) => {
    if (!/^--(?:model|hardware|gpus|dtype|kv-dtype|engine) /.test(flag.flags)) return flag;
    const { defaultValue, ...rest } = flag;
    const list = { ...rest, flags: flag.flags.replace(/<.*>/, "<list>") };
    // Without a model only the prices are compared.
    return defaultValue === undefined || nameOf(flag) === "--model" ? list : { ...list, defaultValue };
  });

export const compareFlags: readonly Flag[] = [...ownFlags, ...candidateFlags];

/** A candidate on own hardware, with the values that its flags had. */
export interface NamedCandidate {
  readonly candidate: OwnCandidate;
  readonly assumptions: string;
}

export interface CompareRequest {
  readonly workload: Workload;
  readonly candidates: readonly NamedCandidate[];
  readonly prices: readonly PriceEntry[];
}

/** The values of a list, each once. */
const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  ),
];

/**
 * The workload, every combination of the lists, and the list prices. What many combinations say is written once by
 * a listener that holds its lines.
 * @throws FoveaError `nothing-to-compare`, `too-many-candidates`, and those of the flags.
 */
export function readCompareRequest(flags: FlagValues, inputs: CostInputs): CompareRequest {
  const workload: Workload = {
    contextTokens: parseCount(flagText(flags, "context")!, "--context"),
    cachedTokens: parseCountOrZero(flagText(flags, "cached") ?? "0", "--cached"),
    outputTokens: parseCountOrZero(flagText(flags, "output")!, "--output"),
    concurrency: parseCount(flagText(flags, "concurrency")!, "--concurrency", "8"),
  };
  checkCached([workload.contextTokens], { cachedTokens: workload.cachedTokens });
  const prices = namedPrices(flags, inputs);
  const combinations = flagText(flags, "model") === undefined ? [] : product(flags);
  if (combinations.length + prices.length === 0)
    throw usageError(
      "nothing-to-compare",
      "no model and no price is given",
      "Write --model a,b with --hardware x,y or --dtype p,q, or --price a,b.",
    );
  if (combinations.length + prices.length > MOST_CANDIDATES)
    throw usageError(
      "too-many-candidates",
      `the lists make ${formatInteger(combinations.length + prices.length)} candidates`,
      `Shorten them: at most ${MOST_CANDIDATES} are compared.`,
    );
  const candidates: NamedCandidate[] = [];
  for (const combination of combinations) {
    const { spec, options, assumptions } = readCostRequest(
      {
        ...flags,
        ...combination,
        price: undefined,
        priceFile: undefined,
        batchApi: false,
        batch: "1",
        output: "1",
        cached: "0",
      },
      { ...inputs, ownPrices: [] },
    );
    // Two names of one model, or a format that is the checkpoint's own: the same candidate.
    if (candidates.some((known) => known.assumptions === assumptions)) continue;
    candidates.push({ candidate: { ...options, spec, batch: workload.concurrency }, assumptions });
  }
  return { workload, candidates, prices };
}

/** Every combination of the values of the lists, the last list fastest. */
function product(flags: FlagValues): Record<string, string>[] {
  let combinations: Record<string, string>[] = [{}];
  for (const name of LISTS) {
    const text = flagText(flags, name);
    if (text === undefined) continue;
    combinations = combinations.flatMap((one) => listOf(text).map((value) => ({ ...one, [name]: value })));
  }
  return combinations;
}

function namedPrices(flags: FlagValues, { ownPrices: own }: CostInputs): readonly PriceEntry[] {
  const text = flagText(flags, "price");
  const named = text === undefined ? own : listOf(text).map((name) => findPrice(name, own));
  return [...new Set(named)].map((price) => asBatch(price, flags));
}

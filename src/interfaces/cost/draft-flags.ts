import {
  type CostRow,
  type Draft,
  type ModelSpec,
  type PriceOptions,
  parseFormats,
  predictionLayer,
  type SpeculativeDecode,
  speculativeDecode,
} from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { formatBytes, formatInteger, parseCount } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import { renderTable } from "../table.js";
import { type CostColumn, columnsTable, modelled } from "./cost-columns.js";
import { type CostRequest, loadModel, share } from "./cost-flags.js";
import type { CostInputs } from "./inputs.js";
import { deploymentFor, lengthsOf, mixerContextOf } from "./limits-view.js";

/** Tokens of a sequence that a step checks at most: beyond them it is no decode step. */
const MOST_DRAFTED = 15;

/** Flags of speculative decoding. */
export const draftFlags: readonly Flag[] = [
  {
    flags: "--draft-model <name>",
    description:
      "a model that proposes tokens for --model to check; mtp: the prediction layer that --model has",
  },
  {
    flags: "--draft-tokens <n>",
    description:
      "tokens that it proposes a step (default: as many as make tokens fastest, at most 8; of mtp at most its layers)",
  },
  {
    flags: "--acceptance <a>",
    description:
      "chance, 0 to 1, that one more proposed token is accepted given that those before it were. A server's share s of all k proposed tokens is (a + a² + … + aᵏ) / k: s = 0.44 of k = 4 is a = 0.7; with k = 1 both are equal",
  },
];

export interface DraftRequest {
  readonly draft: Draft;
  readonly acceptance: number;
  readonly draftTokens?: number;
}

/** What drafts tokens. Undefined without `--draft-model`. @throws FoveaError `draft-…`. */
export function draftOf(
  flags: FlagValues,
  { spec, options }: CostRequest,
  inputs: CostInputs,
): DraftRequest | undefined {
  const name = flagText(flags, "draftModel");
  const acceptance = share(flags, "acceptance");
  const tokens = flagText(flags, "draftTokens");
  if (name === undefined) {
    if (acceptance === undefined && tokens === undefined) return undefined;
    throw usageError(
      "draft-without-model",
      `--${acceptance === undefined ? "draft-tokens" : "acceptance"} needs --draft-model`,
      spec.predictionLayers === undefined
        ? "Write --draft-model with the name of a small model."
        : "Write --draft-model mtp, or the name of a small model.",
    );
  }
  if (!spec.causal)
    throw usageError("no-decode", `${spec.name} generates no tokens`, "Leave --draft-model out.");
  if (acceptance === undefined)
    throw usageError(
      "draft-acceptance",
      "--draft-model needs the chance that one more proposed token is accepted",
      "Give --acceptance 0.7; its help says how to get it from a server's share of accepted tokens.",
    );
  const draftTokens = tokens === undefined ? undefined : parseCount(tokens, "--draft-tokens", "4");
  if (draftTokens !== undefined && draftTokens > MOST_DRAFTED)
    throw usageError(
      "draft-tokens",
      `--draft-tokens ${draftTokens} is more than a step checks`,
      `Write ${MOST_DRAFTED} or less.`,
    );
  return {
    draft: draftNamed(name, flags, spec, options, inputs),
    acceptance,
    ...(draftTokens === undefined ? {} : { draftTokens }),
  };
}

function draftNamed(
  name: string,
  flags: FlagValues,
  spec: ModelSpec,
  { formats, kv, engine }: PriceOptions,
  inputs: CostInputs,
): Draft {
  if (name.trim().toLowerCase() === "mtp") {
    const layers = spec.predictionLayers ?? 0;
    if (layers === 0)
      throw usageError(
        "no-prediction-layer",
        `${spec.name} has no prediction layer in its config`,
        "Give --draft-model a small model with the same vocabulary.",
      );
    return { spec: predictionLayer(spec), formats, kv, mostDrafted: layers };
  }
  const draft = loadModel(name, inputs);
  if (!draft.causal)
    throw usageError("draft-encoder", `${draft.name} generates no tokens`, "Give --draft-model a decoder.");
  const [few, many] = [draft.vocabularySize, spec.vocabularySize].sort((a, b) => a - b);
  // Sizes that differ by padding are one vocabulary.
  if (many! > 1.01 * few!)
    inputs.err(
      `fovea: ${draft.name} and ${spec.name} have vocabularies of ${formatInteger(draft.vocabularySize)} and ${formatInteger(spec.vocabularySize)} tokens; engines draft with one vocabulary.\n`,
    );
  const { weights } = parseFormats(flagText(flags, "dtype")!, draft, engine.id === "llama.cpp");
  return { spec: draft, formats: weights, kv };
}

/** Speculative decode of one row. */
export type RowSpeculation = SpeculativeDecode & {
  readonly context: number;
  readonly concurrency: number;
  readonly draftModel: string;
};

/** Decode with drafts, of each row. */
export const speculationsOf = (
  request: CostRequest,
  { draft, ...speculation }: DraftRequest,
  rows: readonly CostRow[],
): RowSpeculation[] =>
  rows.map(({ context, concurrency }) => ({
    context,
    concurrency,
    draftModel: draft.spec.name,
    ...speculativeDecode(
      request.spec,
      draft,
      speculation,
      { ...lengthsOf(context, request), concurrency },
      deploymentFor(context, request, concurrency),
      mixerContextOf(request),
    ),
  }));

/** With how far off its times may be. */
type DraftedRow = RowSpeculation & Pick<CostRow, "timeErrorFactor">;

const draftedRows = (rows: readonly CostRow[], all: readonly RowSpeculation[]): DraftedRow[] =>
  all.map((one, index) => ({ ...one, timeErrorFactor: rows[index]!.timeErrorFactor }));

/** What drafts gain, beside the context and the users of the row. */
const gainColumns: readonly CostColumn<DraftedRow>[] = [
  { title: "drafted", value: (one) => one.draftTokens, text: (tokens) => formatInteger(tokens) },
  { title: "gained a step", value: (one) => one.tokensPerStep, text: (tokens) => tokens.toFixed(2) },
  { title: "draft token", value: (one) => one.draftSeconds, text: modelled("seconds") },
  { title: "check", value: (one) => one.verifySeconds, text: modelled("seconds") },
  { title: "TPOT", value: (one) => one.timePerOutputTokenSeconds, text: modelled("seconds") },
  { title: "tok/s/user", value: (one) => 1 / one.timePerOutputTokenSeconds, text: modelled("rate") },
  { title: "speed-up", value: ({ speedup }) => speedup, text: (speedup) => `${speedup.toFixed(2)}×` },
  {
    title: "breaks even",
    value: ({ breakEvenAcceptance }) => breakEvenAcceptance,
    text: (acceptance) => `${(100 * acceptance).toFixed(0)} %`,
    none: "never",
  },
];

const placeColumns: readonly CostColumn<DraftedRow>[] = [
  {
    title: "context",
    value: ({ context }) => context,
    text: (context, { fits }) => `${formatInteger(context)}${fits ? "" : "*"}`,
  },
  { title: "users", value: ({ concurrency }) => concurrency, text: (users) => formatInteger(users) },
];

/** A table of its own, below that of the rows. */
export function speculationText(
  rows: readonly CostRow[],
  all: readonly RowSpeculation[],
  format: "text" | "markdown",
): string {
  const [first] = all;
  if (first === undefined) return "";
  const most = all.reduce((a, b) => (a.draftKvCache > b.draftKvCache ? a : b));
  return (
    `With tokens drafted by ${first.draftModel}, one more accepted at a chance of ${(100 * first.acceptance).toFixed(0)} %; the draft holds weights ${formatBytes(first.draftWeights)} and KV cache up to ${formatBytes(most.draftKvCache)} of each accelerator${all.every(({ fits }) => fits) ? "" : " (* does not fit beside the model)"}:\n\n` +
    renderTable(columnsTable([...placeColumns, ...gainColumns], draftedRows(rows, all), false), format)
  );
}

/** The same figures as columns of the rows' own table, for CSV, which holds one. */
export function speculationColumns(
  rows: readonly CostRow[],
  all: readonly RowSpeculation[],
): readonly CostColumn[] {
  if (all.length === 0) return [];
  const of = new Map(draftedRows(rows, all).map((one, index) => [rows[index]!, one]));
  const draftColumns: readonly CostColumn<DraftedRow>[] = [
    ...gainColumns,
    {
      title: "weights",
      value: ({ draftWeights }) => Math.ceil(draftWeights),
      text: (bytes) => formatBytes(bytes),
    },
    {
      title: "KV each",
      value: ({ draftKvCache }) => Math.ceil(draftKvCache),
      text: (bytes) => formatBytes(bytes),
    },
    { title: "fits", value: ({ fits }) => fits, text: () => "" },
  ];
  return draftColumns.map(({ title, value, text }) => ({
    title: `${title} (draft)`,
    value: (row) => value(of.get(row)!),
    text: (figure, row) => text(figure, of.get(row)!),
  }));
}

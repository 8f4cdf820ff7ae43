import {
  type CostRow,
  type Draft,
  type ModelSpec,
  type PriceOptions,
  parseFormats,
  predictionLayer,
  type SpeculativeDecode,
  speculativeDecode,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatBytes, formatInteger, parseCount } from "../../../../shared/units.js";
import { alignColumns } from "../../../table.js";
import { type Flag, type FlagValues, flagText, type Terminal } from "../../command.js";
import { type CostRequest, loadModel, share } from "./cost-flags.js";
import { deploymentFor, lengthsOf, mixerContextOf } from "./limits-view.js";
import { modelledCells } from "./modelled.js";

/** Tokens of a sequence that a step checks at most: beyond them it is no decode step. */
const MOST_DRAFTED = 15;

/** Flags of speculative decoding. */
export const draftFlags: readonly Flag[] = [
  {
    flags: "--draft-model <name>",
    description: "a model that proposes tokens for --model to check; mtp: one more layer of --model itself",
  },
  {
    flags: "--draft-tokens <n>",
    description: "tokens that it proposes a step (default: as many as make tokens fastest, at most 8)",
  },
  {
    flags: "--acceptance <share>",
    description: "share of proposed tokens that are accepted, 0 to 1, as you measured it",
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
  terminal: Terminal,
): DraftRequest | undefined {
  const name = flagText(flags, "draftModel");
  const acceptance = share(flags, "acceptance");
  const tokens = flagText(flags, "draftTokens");
  if (name === undefined) {
    if (acceptance === undefined && tokens === undefined) return undefined;
    throw usageError(
      "draft-without-model",
      `--${acceptance === undefined ? "draft-tokens" : "acceptance"} needs --draft-model`,
      "Write --draft-model mtp, or the name of a small model.",
    );
  }
  if (!spec.causal)
    throw usageError("no-decode", `${spec.name} generates no tokens`, "Leave --draft-model out.");
  if (acceptance === undefined)
    throw usageError(
      "draft-acceptance",
      "--draft-model needs the share of its tokens that are accepted",
      "Give --acceptance 0.7, as your server reports it.",
    );
  const draftTokens = tokens === undefined ? undefined : parseCount(tokens, "--draft-tokens", "4");
  if (draftTokens !== undefined && draftTokens > MOST_DRAFTED)
    throw usageError(
      "draft-tokens",
      `--draft-tokens ${draftTokens} is more than a step checks`,
      `Write ${MOST_DRAFTED} or less.`,
    );
  return {
    draft: draftNamed(name, flags, spec, options, terminal),
    acceptance,
    ...(draftTokens === undefined ? {} : { draftTokens }),
  };
}

function draftNamed(
  name: string,
  flags: FlagValues,
  spec: ModelSpec,
  { formats, kv, engine }: PriceOptions,
  terminal: Terminal,
): Draft {
  if (name.trim().toLowerCase() === "mtp") return { spec: predictionLayer(spec), formats, kv };
  const draft = loadModel(name, terminal.cwd, (line) => terminal.err(`fovea: ${line}.\n`));
  if (!draft.causal)
    throw usageError("draft-encoder", `${draft.name} generates no tokens`, "Give --draft-model a decoder.");
  const [few, many] = [draft.vocabularySize, spec.vocabularySize].sort((a, b) => a - b);
  // Sizes that differ by padding are one vocabulary.
  if (many! > 1.01 * few!)
    terminal.err(
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

/** A table of its own, below that of the rows. */
export function speculationText(all: readonly RowSpeculation[], factor: number): string {
  const [first] = all;
  if (first === undefined) return "";
  const cells = modelledCells(factor);
  const rows = all.map((one) => [
    `${formatInteger(one.context)}${one.fits ? "" : "*"}`,
    formatInteger(one.concurrency),
    formatInteger(one.draftTokens),
    one.tokensPerStep.toFixed(2),
    cells.seconds(one.draftSeconds),
    cells.seconds(one.verifySeconds),
    cells.seconds(one.timePerOutputTokenSeconds),
    cells.rate(1 / one.timePerOutputTokenSeconds),
    `${one.speedup.toFixed(2)}×`,
    one.breakEvenAcceptance === null ? "never" : `${(100 * one.breakEvenAcceptance).toFixed(0)} %`,
  ]);
  const titles = [
    ..."context,users,drafted,gained a step,draft token,check,TPOT,tok/s/user,speed-up,breaks even".split(
      ",",
    ),
  ];
  const most = all.reduce((a, b) => (a.draftKvCache > b.draftKvCache ? a : b));
  return (
    `With tokens drafted by ${first.draftModel}, ${(100 * first.acceptance).toFixed(0)} % accepted; the draft holds weights ${formatBytes(first.draftWeights)} and KV cache up to ${formatBytes(most.draftKvCache)} of each accelerator${all.every(({ fits }) => fits) ? "" : " (* does not fit beside the model)"}:\n\n` +
    `${alignColumns([titles, ...rows], [])}\n`
  );
}

import {
  type AgentLoop,
  type AgentPayer,
  apiPayer,
  hardwarePayer,
  type ModelSpec,
  type PriceEntry,
  type PriceOptions,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatInteger, parseCount, parseCountOrZero } from "../../../../shared/units.js";
import { costFlags, listPrice, readCostRequest } from "../../../cost/cost-flags.js";
import type { CostInputs } from "../../../cost/inputs.js";
import { type Flag, type FlagValues, flagText } from "../../command.js";
import { parseDuration } from "../../duration.js";

/** Round figures of an agent that edits code; each is a flag. */
const DEFAULTS = {
  turns: "30",
  system: "10k",
  user: "500",
  read: "4k",
  output: "400",
  reasoning: "0",
} as const;

/** The flags of the loop itself. */
const loopFlags: readonly Flag[] = [
  { flags: "--turns <n>", description: "requests to the model", defaultValue: DEFAULTS.turns },
  {
    flags: "--system <tokens>",
    description: "instructions and tools, at the head of each request",
    defaultValue: DEFAULTS.system,
  },
  {
    flags: "--user <tokens>",
    description: "what the user writes: once, or each turn with --chat",
    defaultValue: DEFAULTS.user,
  },
  {
    flags: "--read <tokens>",
    description: `what tools return each turn (default: ${DEFAULTS.read}; 0 with --chat)`,
  },
  { flags: "--output <tokens>", description: "answer of a turn", defaultValue: DEFAULTS.output },
  {
    flags: "--reasoning <tokens>",
    description: "reasoning of a turn, billed as output",
    defaultValue: DEFAULTS.reasoning,
  },
  {
    flags: "--reasoning-context <mode>",
    description:
      "whether later requests hold the reasoning of earlier ones (default: keep, as providers do within a loop of tools; drop with --chat)",
    choices: ["keep", "drop"],
  },
  { flags: "--chat", description: "a person writes before each turn" },
  {
    flags: "--gap <time>",
    description: "pause between an answer and the next request (default: 5s; 1m with --chat)",
  },
  {
    flags: "--cache-ttl <time>",
    description: "how long the prompt cache keeps a prefix (default: the provider's usual time)",
  },
  { flags: "--compact-at <tokens>", description: "summarise the conversation when it is longer" },
  {
    flags: "--compact-to <tokens>",
    description: "tokens after that: system, tools and summary (default: a quarter of --compact-at)",
  },
];

/** Those flags of `fovea cost` that describe the machine; a model and hardware are not chosen silently. */
const machineFlags: readonly Flag[] = costFlags
  .filter(({ flags }) => !/^--(?:output|cached|cache-write|batch-api|causal|full) ?/.test(flags))
  .map((flag) => {
    if (!/^--(?:model|hardware) /.test(flag.flags)) return flag;
    const { defaultValue: _, ...chosen } = flag;
    return { ...chosen, description: `${flag.description}, to run the model yourself` };
  });

export const agentFlags: readonly Flag[] = [...loopFlags, ...machineFlags];

/** Turns of a loop that is still simulated turn by turn. */
const MOST_TURNS = 10_000;

/** The loop that the flags describe. @throws FoveaError for bad numbers. */
export function readLoop(flags: FlagValues): AgentLoop {
  const chat = flags.chat === true;
  const read = flagText(flags, "read") ?? (chat ? "0" : DEFAULTS.read);
  const reasoning = flagText(flags, "reasoningContext");
  const compactAt = flagText(flags, "compactAt");
  const compactTo = flagText(flags, "compactTo");
  if (compactTo !== undefined && compactAt === undefined)
    throw usageError(
      "compact-without-limit",
      "--compact-to needs a limit",
      "Write --compact-at 150k as well.",
    );
  const atTokens = compactAt === undefined ? undefined : parseCount(compactAt, "--compact-at", "150k");
  const turns = parseCount(flagText(flags, "turns")!, "--turns", "30");
  if (turns > MOST_TURNS)
    throw usageError(
      "too-many-turns",
      `--turns ${formatInteger(turns)} is more than one conversation has`,
      `Write ${formatInteger(MOST_TURNS)} or less.`,
    );
  return {
    turns,
    systemTokens: parseCountOrZero(flagText(flags, "system")!, "--system"),
    userTokens: parseCount(flagText(flags, "user")!, "--user"),
    readTokens: parseCountOrZero(read, "--read"),
    outputTokens: parseCount(flagText(flags, "output")!, "--output"),
    reasoningTokens: parseCountOrZero(flagText(flags, "reasoning")!, "--reasoning"),
    keepsReasoning: reasoning === undefined ? !chat : reasoning === "keep",
    chat,
    gapSeconds: parseDuration(flagText(flags, "gap") ?? (chat ? "1m" : "5s"), "--gap"),
    ...(atTokens === undefined
      ? {}
      : {
          compaction: {
            atTokens,
            toTokens:
              compactTo === undefined ? Math.round(atTokens / 4) : parseCount(compactTo, "--compact-to"),
          },
        }),
  };
}

/** Who runs the model: a list price, or hardware with its model and the assumptions on its speed. */
export type AgentSource =
  | { readonly price: PriceEntry; readonly payer: AgentPayer }
  | {
      readonly price?: undefined;
      readonly payer: AgentPayer;
      readonly spec: ModelSpec;
      readonly options: PriceOptions;
      readonly assumptions: string;
      readonly assumptionLines: readonly string[];
    };

/**
 * The price or the hardware that the flags name. None is taken silently.
 * @throws FoveaError `no-price-or-hardware`, `price-and-hardware`, and those of the flags.
 */
export function readSource(flags: FlagValues, inputs: CostInputs): AgentSource {
  const ttl = flagText(flags, "cacheTtl");
  const cacheTtlSeconds = ttl === undefined ? undefined : parseDuration(ttl, "--cache-ttl");
  const model = flagText(flags, "model");
  const hardware = flagText(flags, "hardware");
  const price = listPrice(flags, inputs);
  if (price !== undefined) {
    if (model !== undefined || hardware !== undefined)
      throw usageError(
        "price-and-hardware",
        "a list price and your own hardware exclude each other",
        "Give --price, or --model and --hardware.",
      );
    return { price, payer: apiPayer(price, cacheTtlSeconds) };
  }
  if (model === undefined || hardware === undefined)
    throw usageError(
      "no-price-or-hardware",
      model === undefined && hardware === undefined
        ? "no price and no hardware is given"
        : `--${model === undefined ? "model" : "hardware"} is missing`,
      "Write --price claude-sonnet-5-5 (see fovea cost prices), or --model <name> --hardware <name>.",
    );
  const request = readCostRequest(flags, inputs);
  const { spec, options } = request;
  if (!spec.causal)
    throw usageError(
      "no-decode",
      `${spec.name} is an encoder, which generates no tokens`,
      "Give --model a decoder.",
    );
  const payer = hardwarePayer(spec, {
    ...options,
    context: { causal: spec.causal, latent: options.latent },
    ...(cacheTtlSeconds === undefined ? {} : { cacheTtlSeconds }),
  });
  return { payer, ...request };
}

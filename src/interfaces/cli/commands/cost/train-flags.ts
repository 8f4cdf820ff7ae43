import {
  adapterOf,
  defaultHardware,
  defaultModel,
  defaultReserve,
  defaultTrainingMfu,
  type FrameworkName,
  findFramework,
  findHardware,
  findOptimizer,
  findPrecision,
  frameworks,
  type ModelSpec,
  optimizers,
  type PrecisionName,
  parseFormats,
  precisions,
  type TrainingPlace,
  type TrainingRun,
  type ZeroStage,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { parseCount, parsePositive } from "../../../../shared/units.js";
import { loadModel, reserveOf, share } from "../../../cost/cost-flags.js";
import type { CostInputs } from "../../../cost/inputs.js";
import { type Flag, type FlagValues, flagText } from "../../command.js";

const described = (rows: readonly { readonly name: string; readonly description: string }[]): string =>
  rows.map(({ name, description }) => `${name}: ${description}`).join("; ");

export const trainFlags: readonly Flag[] = [
  {
    flags: "--model <name>",
    description: "a known model or the path of a config.json",
    defaultValue: defaultModel,
  },
  { flags: "--hardware <name>", description: "accelerator", defaultValue: defaultHardware },
  {
    flags: "--gpus <n>",
    description: "accelerators, each with its own sequences (data parallelism)",
    defaultValue: "1",
  },
  { flags: "--context <tokens>", description: "tokens of a sequence", defaultValue: "4k" },
  { flags: "--batch <n>", description: "sequences in one pass on each accelerator", defaultValue: "1" },
  { flags: "--accumulate <n>", description: "passes of one optimiser step", defaultValue: "1" },
  { flags: "--lora-rank <r>", description: "train only low-rank adapters of this rank" },
  {
    flags: "--targets <modules>",
    description: "modules with adapters (default: q_proj,v_proj), or all-linear",
  },
  {
    flags: "--dtype <name>",
    description:
      "format of the frozen weights under adapters (default: the checkpoint's, else bf16); nf4 is QLoRA",
  },
  {
    flags: "--precision <name>",
    description: `of full training (default: mixed). ${described(precisions)}`,
    choices: precisions.map(({ name }) => name),
  },
  {
    flags: "--optimizer <name>",
    description: described(optimizers),
    defaultValue: "adamw",
    choices: optimizers.map(({ name }) => name),
  },
  {
    flags: "--zero <stage>",
    description:
      "what the accelerators divide: 1 the optimiser's states, 2 the gradients too, 3 the weights too (FSDP)",
    defaultValue: "0",
    choices: ["0", "1", "2", "3"],
  },
  {
    flags: "--recompute",
    description: "keep each layer's input only and compute the layer again (gradient checkpointing)",
  },
  { flags: "--stored-scores", description: "attention keeps its n × n scores (without FlashAttention)" },
  { flags: "--dropout", description: "keep the masks of dropout" },
  {
    flags: "--framework <name>",
    description: `what is kept for the backward pass. ${described(frameworks)}`,
    defaultValue: "transformers",
    choices: frameworks.map(({ name }) => name),
  },
  {
    flags: "--mfu <share>",
    description: `share of the dense bf16 peak that is reached, 0 to 1 (default: ${defaultTrainingMfu})`,
  },
  {
    flags: "--reserve <share>",
    description: "share of the memory that is kept free, 0 to 1",
    defaultValue: String(defaultReserve),
  },
  { flags: "--tokens <n>", description: "tokens of the whole run: its time and dollars" },
  {
    flags: "--gpu-price <dollars>",
    description: "dollars an accelerator and hour (default: the listed price, where one is known)",
  },
];

export interface TrainRequest {
  readonly spec: ModelSpec;
  readonly run: TrainingRun;
  readonly place: TrainingPlace;
  /** Whether `--mfu` was given. */
  readonly ownMfu: boolean;
}

/**
 * Reads the flags of `fovea cost train`.
 * @throws FoveaError for unknown names, bad numbers, unreadable configs, and flags that exclude each other.
 */
export function readTrainRequest(flags: FlagValues, inputs: CostInputs): TrainRequest {
  const spec = loadModel(flagText(flags, "model")!, inputs);
  const counted = (name: string, flag: string, example: string): number =>
    parseCount(flagText(flags, name)!, flag, example);
  const accelerators = counted("gpus", "--gpus", "8");
  const zero = Number(flagText(flags, "zero")) as ZeroStage;
  if (zero > 0 && accelerators === 1)
    throw usageError(
      "nothing-to-divide",
      `--zero ${zero} divides nothing on one accelerator`,
      "Give --gpus 8.",
    );
  const mfu = share(flags, "mfu");
  const runTokens = flagText(flags, "tokens");
  const gpuPrice = flagText(flags, "gpuPrice");
  return {
    spec,
    run: {
      framework: findFramework(flagText(flags, "framework") as FrameworkName),
      optimizer: findOptimizer(flagText(flags, "optimizer")!),
      ...trained(flags, spec),
      accelerators,
      zero,
      tokens: counted("context", "--context", "4k"),
      batch: counted("batch", "--batch", "8"),
      accumulate: counted("accumulate", "--accumulate", "8"),
      recompute: flags.recompute === true,
      scores: flags.storedScores === true ? "stored" : "recomputed",
      dropout: flags.dropout === true,
    },
    place: {
      accelerator: findHardware(flagText(flags, "hardware")!),
      reserve: reserveOf(flags),
      mfu: mfu ?? defaultTrainingMfu,
      ...(runTokens === undefined ? {} : { runTokens: parseCount(runTokens, "--tokens", "1G") }),
      ...(gpuPrice === undefined ? {} : { dollarsPerHour: parsePositive(gpuPrice, "--gpu-price", "2.5") }),
    },
    ownMfu: mfu !== undefined,
  };
}

/** Adapters over frozen weights, or every weight. */
function trained(flags: FlagValues, spec: ModelSpec): Pick<TrainingRun, "adapter" | "formats" | "precision"> {
  const rank = flagText(flags, "loraRank");
  const targets = flagText(flags, "targets");
  const dtype = flagText(flags, "dtype");
  const precision = flagText(flags, "precision");
  const { weights: formats } = parseFormats(dtype ?? "auto", spec);
  if (rank !== undefined) {
    if (precision !== undefined)
      throw usageError(
        "precision-of-adapters",
        "--precision is of full training; adapters are float32",
        "Leave out --precision, or --lora-rank.",
      );
    const modules = (targets ?? "q_proj,v_proj").split(",").map((one) => one.trim());
    return {
      adapter: adapterOf(spec, parseCount(rank, "--lora-rank", "16"), modules),
      formats,
      precision: findPrecision("mixed"),
    };
  }
  if (targets !== undefined)
    throw usageError("no-rank", "--targets needs a rank", "Give --lora-rank 16 too.");
  if (dtype !== undefined)
    throw usageError(
      "dtype-of-training",
      "--dtype is of frozen weights; full training has --precision",
      `Give --precision ${precisions.map(({ name }) => name).join("|")}, or --lora-rank.`,
    );
  return { formats, precision: findPrecision((precision ?? "mixed") as PrecisionName) };
}

import {
  densePeak,
  stepRange,
  type TrainingCost,
  trainingCost,
  usualTrainingMfu,
} from "../../../../cost/index.js";
import {
  formatBytes,
  formatDollars,
  formatFlop,
  formatInteger,
  formatSeconds,
} from "../../../../shared/units.js";
import { warnBeyondDeclared } from "../../../cost/context-checks.js";
import { giveAPrice } from "../../../cost/dollars-basis.js";
import { jsonReport } from "../../../cost/json-report.js";
import type { CostTrainReport } from "../../../schema/index.js";
import { alignColumns, renderTable, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { costInputs } from "./cost-inputs.js";
import { heldWarnings } from "./held-warnings.js";
import { readTrainRequest, type TrainRequest, trainFlags } from "./train-flags.js";
import { trainTable } from "./train-table.js";

export const command: CommandSpec = {
  summary: "memory, FLOP and time of training: every weight, or LoRA and QLoRA adapters",
  details:
    "Memory is counted: weights, gradients and the optimiser's states of every array, divided by ZeRO, and what each layer keeps for the backward pass. It meets PyTorch's peaks on one H200 within 2 %, of plain blocks with ReLU within 8 % (docs/cost-validation.md); buffers of communication and fragments are what --reserve is for. FLOP are exact counts of matrix products. Seconds follow from a share of peak.",
  flags: [...trainFlags, ...tableFlags],
  examples: [
    "fovea cost train --model llama-3.1-8b --gpus 8 --zero 3 --recompute --context 8k --tokens 1G",
    "fovea cost train --model llama-3.1-8b --lora-rank 16 --targets q_proj,v_proj --batch 4 --context 2k",
    "fovea cost train --model llama-3.1-70b --lora-rank 16 --targets all-linear --dtype nf4 --recompute",
  ],
  run: async (_values, flags, ownTerminal) => {
    const { terminal, tell } = heldWarnings(ownTerminal);
    const format = tableFormat(flags);
    const request = readTrainRequest(flags, await costInputs(flags, terminal));
    warnBeyondDeclared(request.spec, [request.run.tokens], terminal);
    const cost = trainingCost(request.spec, request.run, request.place);
    tell();
    terminal.out(
      format === "json"
        ? jsonReport(reportOf(request, cost))
        : format === "text"
          ? `${describe(request)}.\n\n${memoryOf(cost)}\n\n${workOf(request, cost)}\n`
          : renderTable(trainTable(cost, format), format),
    );
    if (!cost.fits)
      terminal.err(
        `fovea: does not fit in ${formatBytes(cost.memoryPerAccelerator.capacity)} of memory; ${remedyOf(request, cost)}.\n`,
      );
  },
};

/** What would make a step fit: a smaller pass, or what the run does not do yet. */
function remedyOf({ run }: TrainRequest, { largestBatch }: TrainingCost): string {
  if (largestBatch > 0) return `the largest --batch is ${formatInteger(largestBatch)}`;
  return [
    ...(run.zero === 3 ? ["raise --gpus"] : ["raise --gpus with --zero 3"]),
    ...(run.recompute ? [] : ["give --recompute"]),
    ...(run.adapter ? [] : ["train adapters with --lora-rank"]),
    "shorten --context",
  ].join(", or ");
}

/** The assumptions, in one line. */
function describe({ spec, run, place }: TrainRequest): string {
  const { accelerator, reserve, mfu } = place;
  const peak = densePeak(accelerator, "bf16").flopPerSecond / 1e12;
  const what = run.adapter
    ? `LoRA of rank ${run.adapter.rank} on ${run.adapter.targets.join(", ")} over frozen ${run.formats.description}`
    : `every weight trained, ${run.precision.name} precision (${run.precision.description})`;
  return [
    `${spec.name} on ${run.accelerators} × ${accelerator.name}`,
    what,
    run.optimizer.name,
    ...(run.zero > 0 ? [`ZeRO ${run.zero}`] : []),
    `${run.batch} × ${formatInteger(run.tokens)} tokens a pass on each${run.accumulate > 1 ? `, ${run.accumulate} passes a step` : ""}`,
    ...(run.recompute ? ["layers recomputed"] : []),
    ...(run.scores === "stored" ? ["scores stored"] : []),
    `activations as ${run.framework.name} keeps them`,
    `${Number((100 * reserve).toPrecision(3))} % of memory kept free`,
    `MFU ${mfu} of ${formatInteger(peak, 1)} TFLOP/s dense`,
  ].join(", ");
}

function memoryOf({ memoryPerAccelerator: memory, fits, largestBatch }: TrainingCost): string {
  const line = (name: string, bytes: number, note = ""): string[] => [name, formatBytes(bytes), note];
  return alignColumns(
    [
      ["on each accelerator", "", ""],
      line("weights", memory.weights),
      ...(memory.gathered > 0 ? [line("gathered layers", memory.gathered)] : []),
      line("gradients", memory.gradients),
      line("optimiser", memory.optimizer),
      line("activations", memory.activations),
      line("logits", memory.logits),
      line("held at once", memory.peak),
      line(
        "with reserve",
        memory.total,
        `of ${formatBytes(memory.capacity)}: ${fits ? "fits" : "does not fit"}`,
      ),
      ["largest batch", formatInteger(largestBatch), "sequences in one pass"],
    ],
    [0, 2],
  );
}

function workOf({ run: asked, place, ownMfu }: TrainRequest, cost: TrainingCost): string {
  const { parameters, flop, run, adapters } = cost;
  const share = (100 * parameters.trained) / parameters.total;
  const range = ownMfu ? undefined : stepRange(cost.secondsPerStep, place.mfu);
  const scaled = (seconds: number): string =>
    range === undefined
      ? ""
      : ` (${formatSeconds((seconds * range[0]) / cost.secondsPerStep)} to ${formatSeconds((seconds * range[1]) / cost.secondsPerStep)} at an MFU of ${usualTrainingMfu.most} to ${usualTrainingMfu.least})`;
  return [
    `${formatInteger(parameters.total)} parameters, ${asked.adapter ? `${formatInteger(parameters.trained)} trained (${share.toPrecision(3)} %): ${adapters.map(({ module, parameters: count }) => `${module} ${formatInteger(count)}`).join(", ")}` : "all trained"}.`,
    `A step of ${formatInteger(cost.tokensPerStep)} tokens: ${formatFlop(flop.forward)} forward, ${formatFlop(flop.backward)} backward${flop.recomputed > 0 ? `, ${formatFlop(flop.recomputed)} recomputed` : ""}; 6·N·D is ${formatFlop(flop.sixNd)}.`,
    `${formatSeconds(cost.secondsPerStep)} a step${scaled(cost.secondsPerStep)}, ${formatInteger(cost.tokensPerSecond)} tokens/s.`,
    ...(run
      ? [
          `${formatInteger(run.tokens)} tokens: ${formatInteger(run.steps)} steps, ${formatFlop(run.flop)}, ${formatSeconds(run.seconds)}${scaled(run.seconds)}, ${run.dollars === null ? `no dollars: no hourly price is known for ${place.accelerator.name}; ${giveAPrice}` : formatDollars(run.dollars)}.`,
        ]
      : []),
  ].join("\n");
}

/** The documented JSON of `fovea cost train`. */
function reportOf(request: TrainRequest, cost: TrainingCost): CostTrainReport {
  const { spec, run, place, ownMfu } = request;
  const { adapters, run: whole, ...rest } = cost;
  return {
    model: spec.name,
    hardware: place.accelerator.id,
    accelerators: run.accelerators,
    assumptions: describe(request),
    precision: run.adapter ? null : run.precision.name,
    optimizer: run.optimizer.name,
    framework: run.framework.name,
    zero: run.zero,
    recompute: run.recompute,
    context: run.tokens,
    batch: run.batch,
    accumulate: run.accumulate,
    lora: run.adapter
      ? { rank: run.adapter.rank, targets: [...run.adapter.targets], adapters: [...adapters] }
      : null,
    ...rest,
    mfu: place.mfu,
    secondsPerStepRange: ownMfu ? null : [...stepRange(cost.secondsPerStep, place.mfu)],
    run: whole ?? null,
  };
}

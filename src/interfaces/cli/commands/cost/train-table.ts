import type { TrainingCost } from "../../../../cost/index.js";
import {
  formatBytes,
  formatDollars,
  formatFlop,
  formatInteger,
  formatSeconds,
} from "../../../../shared/units.js";
import type { Table, TableFormat } from "../../../table.js";

type Write = (value: number) => string;

/** Every figure of a run of training as a row, for CSV (numbers in the unit beside them) and Markdown. */
export function trainTable(cost: TrainingCost, format: TableFormat): Table {
  const csv = format === "csv";
  const { memoryPerAccelerator: memory, parameters, flop, run } = cost;
  const row =
    (unit: string, write: Write) =>
    (name: string, value: number | null | undefined): string[][] =>
      value === undefined
        ? []
        : [
            csv
              ? [name, value === null ? "-" : String(unit === "bytes" ? Math.ceil(value) : value), unit]
              : [name, value === null ? "-" : write(value)],
          ];
  const count = row("", formatInteger);
  const bytes = row("bytes", formatBytes);
  const flops = row("FLOP", formatFlop);
  const seconds = row("seconds", formatSeconds);
  return {
    titles: csv ? ["figure", "value", "unit"] : ["figure", "value"],
    left: csv ? [0, 2] : [0],
    rows: [
      ...bytes("weights", memory.weights),
      ...bytes("gathered layers", memory.gathered),
      ...bytes("gradients", memory.gradients),
      ...bytes("optimiser", memory.optimizer),
      ...bytes("activations", memory.activations),
      ...bytes("logits", memory.logits),
      ...bytes("held at once", memory.peak),
      ...bytes("reserve", memory.reserve),
      ...bytes("with reserve", memory.total),
      ...bytes("capacity", memory.capacity),
      ["fits", String(cost.fits), ...(csv ? [""] : [])],
      ...count("largest batch", cost.largestBatch),
      ...count("parameters", parameters.total),
      ...count("trained parameters", parameters.trained),
      ...flops("forward", flop.forward),
      ...flops("backward", flop.backward),
      ...flops("recomputed", flop.recomputed),
      ...count("tokens a step", cost.tokensPerStep),
      ...seconds("a step", cost.secondsPerStep),
      ...row("tokens/s", (rate) => formatInteger(rate))("tokens a second", cost.tokensPerSecond),
      ...count("tokens of the run", run?.tokens),
      ...count("steps of the run", run?.steps),
      ...flops("FLOP of the run", run?.flop),
      ...seconds("time of the run", run?.seconds),
      ...row("dollars", formatDollars)("dollars of the run", run?.dollars),
    ],
  };
}

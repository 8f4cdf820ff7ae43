import {
  decodeCost,
  type Efficiency,
  efficiencyOf,
  findHardware,
  findModel,
  prefillTime,
  readModel,
} from "../../src/cost/index.js";
import type { DecodeRow } from "./decode-rows.js";
import type { PrefillRow } from "./prefill-rows.js";

/** Predicted time to first token of one published row, seconds. */
export function predictedSeconds(row: PrefillRow, change: Partial<Efficiency> = {}): number {
  const entry = findModel(row.model);
  const accelerator = findHardware(row.hardware);
  const kvDtype = row.kvDtype ?? row.dtype;
  return prefillTime(
    readModel(entry.config, entry.id),
    row.tokens,
    {
      accelerator,
      accelerators: row.accelerators,
      dtype: row.dtype,
      kvDtype,
      batch: 1,
      efficiency: { ...efficiencyOf(accelerator, row.dtype, kvDtype), ...change },
      parallel: row.parallel ?? "tensor",
    },
    { causal: true, latent: "absorbed" },
  ).seconds;
}

/** Predicted time of one generated token after `tokens` of context, seconds. */
export function predictedStepSeconds(row: DecodeRow): number {
  const entry = findModel(row.model);
  const accelerator = findHardware(row.hardware);
  const { accelerators, dtype } = row;
  return decodeCost(
    readModel(entry.config, entry.id),
    row.tokens,
    2,
    {
      accelerator,
      accelerators,
      dtype,
      kvDtype: dtype,
      batch: 1,
      efficiency: efficiencyOf(accelerator, dtype),
      parallel: "tensor",
    },
    { causal: true, latent: "absorbed" },
  ).seconds;
}

/** Relative error: predicted / measured − 1. */
export const errorOf = (row: PrefillRow, change: Partial<Efficiency> = {}): number =>
  predictedSeconds(row, change) / row.seconds - 1;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

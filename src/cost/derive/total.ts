import type { CostRow } from "../price-context.js";
import { type DerivationStep, formatted, type StepName, sum } from "./step.js";

/** The sums of the steps of one sequence, times the batch; and what doubling the context costs. */
export function totalSteps(
  attention: readonly DerivationStep[],
  linear: readonly DerivationStep[],
  row: CostRow,
  batch: number,
): DerivationStep[] {
  const name = { part: "total", group: "Total of the prefill", unit: "FLOP" } as const;
  const counted = attention.filter(({ part }) => part === "attention");
  const attentionSum = groupSum(
    { ...name, title: "Attention part", symbols: batchText("Q·Kᵀ and A·V of each kind of attention", batch) },
    counted,
    batch,
  );
  const linearSum = groupSum(
    { ...name, title: "Linear part", symbols: batchText(groupsText(linear), batch) },
    linear,
    batch,
  );
  const whole = sum(
    {
      ...name,
      title: "Total",
      symbols: `attention is ${(row.attentionShare * 100).toFixed(2)} % of it; doubling n from here costs 2^${row.localExponent.toFixed(3)} = ${(2 ** row.localExponent).toFixed(2)}×`,
    },
    [{ factors: [attentionSum.value] }, { factors: [linearSum.value] }],
    `${attentionSum.result} + ${linearSum.result}`,
  );
  return [attentionSum, linearSum, whole];
}

/** `projections + feed-forward + output projection`. */
export const groupsText = (steps: readonly DerivationStep[]): string =>
  [...groupValues(steps).keys()].join(" + ").toLowerCase();

const batchText = (symbols: string, batch: number): string =>
  batch === 1 ? symbols : `(${symbols}) × batch`;

/** The steps, summed by group, times the batch. */
export function groupSum(name: StepName, steps: readonly DerivationStep[], batch: number): DerivationStep {
  const values = steps.length === 0 ? [0] : [...groupValues(steps).values()];
  const text = values.map((value) => formatted(value, name.unit)).join(" + ");
  return sum(
    name,
    values.map((value) => ({ factors: batch === 1 ? [value] : [value, batch] })),
    batch === 1 ? text : `${values.length > 1 ? `(${text})` : text} × ${batch}`,
  );
}

function groupValues(steps: readonly DerivationStep[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { group, value } of steps) values.set(group, value + (values.get(group) ?? 0));
  return values;
}

import { derived, type Formula, quantity } from "../formula.js";
import type { CostRow } from "../price-context.js";
import { derivedSymbol, type MathSymbol, symbols as math } from "../symbols.js";
import { type FormulaStep, type StepName, sum, sumOf } from "./step.js";

/** The sums of the steps of one sequence, times the batch. @param doubling what twice the context costs. */
export function totalSteps(
  attention: readonly FormulaStep[],
  linear: readonly FormulaStep[],
  row: CostRow,
  batch: number,
  doubling: number,
): FormulaStep[] {
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
  const whole = sumOf(
    {
      ...name,
      title: "Total",
      symbols: `attention is ${(row.attentionShare * 100).toFixed(2)} % of it; doubling n from here costs ${doubling.toFixed(2)}× (the exponent here is ${row.localExponent.toFixed(3)})`,
    },
    [
      ["attention part", attentionSum.value],
      ["linear part", linearSum.value],
    ],
  );
  return [attentionSum, linearSum, whole];
}

/** `projections + feed-forward + output projection`. */
export const groupsText = (steps: readonly FormulaStep[]): string =>
  [...groupValues(steps).keys()].join(" + ").toLowerCase();

const batchText = (symbols: string, batch: number): string =>
  batch === 1 ? symbols : `(${symbols}) × batch`;

/** The steps, summed by group, times the batch. */
export function groupSum(
  name: StepName,
  steps: readonly FormulaStep[],
  batch: number,
  batchSymbol: MathSymbol = math.batch,
): FormulaStep {
  const groups: readonly Formula[] =
    steps.length === 0
      ? [derived(0, derivedSymbol("nothing"), name.unit)]
      : [...groupValues(steps).values()].map(({ value, called }) =>
          derived(value, derivedSymbol(called), name.unit),
        );
  const sequences = quantity(batch, batchSymbol);
  const one: Formula = groups.length === 1 ? groups[0]! : { kind: "sum", of: groups };
  return sum(
    name,
    groups.map((group) => ({ factors: batch === 1 ? [group] : [group, sequences] })),
    batch === 1 ? one : { kind: "product", of: [one, sequences] },
  );
}

function groupValues(
  steps: readonly FormulaStep[],
): ReadonlyMap<string, { readonly value: number; readonly called: string }> {
  const values = new Map<string, { readonly value: number; readonly called: string }>();
  for (const { group, value, called = group.toLowerCase() } of steps)
    values.set(group, { value: value + (values.get(group)?.value ?? 0), called });
  return values;
}

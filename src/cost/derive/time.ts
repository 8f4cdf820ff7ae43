import type { CostRow } from "../price-context.js";
import type { PhaseTime } from "../time/pass.js";
import { type DerivationStep, type StepName, secondsText, sum } from "./step.js";

/** The modelled prefill from its parts. */
export const prefillSteps = ({ prefill }: CostRow): DerivationStep[] => [
  phaseStep({ part: "prefill", group: "Prefill time, modelled", title: "Time of the prefill" }, prefill),
];

/** A phase: operations that each take the longer of computing and reading, and what adds to them. */
export function phaseStep(
  name: Pick<StepName, "part" | "group" | "title">,
  { seconds, computeSeconds, memorySeconds, overheadSeconds, communicationSeconds, bound }: PhaseTime,
): DerivationStep {
  const busy = seconds - overheadSeconds - communicationSeconds;
  return sum(
    {
      ...name,
      symbols: `Σ of operations, each the longer of its FLOP (${secondsText(computeSeconds)} in all) and its bytes (${secondsText(memorySeconds)} in all), + element-wise and launches + communication; bound by ${bound}`,
      unit: "seconds",
    },
    [busy, overheadSeconds, communicationSeconds].map((value) => ({ factors: [value] })),
    [busy, overheadSeconds, communicationSeconds].map(secondsText).join(" + "),
  );
}

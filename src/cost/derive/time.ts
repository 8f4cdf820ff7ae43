import type { CostRow } from "../price-context.js";
import type { PhaseTime } from "../time/phase.js";
import { type DerivationStep, type StepName, secondsText, sum } from "./step.js";

/** The modelled prefill from its parts. */
export const prefillSteps = ({ prefill }: CostRow): DerivationStep[] => [
  phaseStep({ part: "prefill", group: "Prefill time, modelled", title: "Time of the prefill" }, prefill),
];

/**
 * A phase: operations that each take the longer of computing and reading, and what adds to them.
 * @param engineSeconds what the engine adds: scheduling, sampling.
 */
export function phaseStep(
  name: Pick<StepName, "part" | "group" | "title">,
  { seconds, computeSeconds, memorySeconds, overheadSeconds, communicationSeconds, bound }: PhaseTime,
  engineSeconds?: number,
): DerivationStep {
  const parts = [
    seconds - overheadSeconds - communicationSeconds,
    overheadSeconds,
    communicationSeconds,
    ...(engineSeconds === undefined ? [] : [engineSeconds]),
  ];
  return sum(
    {
      ...name,
      symbols: `operations, each the longer of computing (${secondsText(computeSeconds)} in all) and reading (${secondsText(memorySeconds)} in all), + element-wise and launches + communication${engineSeconds === undefined ? "" : " + the engine's scheduling"}; bound by ${bound}`,
      unit: "seconds",
    },
    parts.map((value) => ({ factors: [value] })),
    parts.map(secondsText).join(" + "),
  );
}

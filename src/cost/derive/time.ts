import { quantity } from "../formula.js";
import type { CostRow, PriceOptions } from "../price-context.js";
import { derivedSymbol } from "../symbols.js";
import { hostStepSeconds } from "../time/engine.js";
import type { PhaseTime } from "../time/phase.js";
import { counting, type FormulaStep, type Part, product, type StepName, sumOf } from "./step.js";
import { secondsText } from "./value-text.js";

/** The modelled prefill from its parts. */
export const prefillSteps = ({ prefill }: CostRow): FormulaStep[] => [
  phaseStep({ part: "prefill", group: "Prefill time, modelled", title: "Time of the prefill" }, prefill),
];

/** What a user waits for, modelled: the decode step, what others' prefills add to it, and the first token. */
export function servingSteps(row: CostRow, options: PriceOptions): FormulaStep[] {
  const { engine } = options;
  const { concurrency, decodeStep, timePerOutputTokenSeconds, timeToFirstTokenSeconds } = row;
  if (decodeStep === null || timePerOutputTokenSeconds === null || timeToFirstTokenSeconds === null)
    return [];
  const name = {
    part: "serving",
    group: `Serving, modelled: ${counting(concurrency, "request")} at once on ${engine.name}`,
  } as const;
  const step = phaseStep({ ...name, title: "Decode step" }, decodeStep);
  const running = Math.max(1, Math.min(concurrency, row.largestConcurrency ?? concurrency));
  const token = sumOf(
    {
      ...name,
      title: "Time per output token",
      symbols: "step + scheduling + the others' prefills, which interrupt it",
      unit: "seconds",
    },
    withRest(
      timePerOutputTokenSeconds,
      [
        ["decode step", decodeStep.seconds],
        ["scheduling", hostStepSeconds(engine, running)],
      ],
      "the others' prefills",
    ),
  );
  const rate = product(
    { ...name, title: "Rate of one user", symbols: "1 / time per output token", unit: "tokens/s" },
    [1],
    [quantity(timePerOutputTokenSeconds, derivedSymbol("time per output token"))],
  );
  // Prompts of a batch, and of attention by requests, are prefilled together in the row.
  const alone = options.batch === 1 && (concurrency === 1 || !options.plan.dataAttention);
  const first = sumOf(
    {
      ...name,
      title: "Time to first token",
      symbols: `the server's part of a request + ${alone ? "prefill + waiting for the others" : "prefill of one and waiting for the others"}`,
      unit: "seconds",
    },
    withRest(
      timeToFirstTokenSeconds,
      [
        ["the server's part", engine.requestSeconds],
        ...(alone ? ([["prefill", row.prefillSeconds]] as const) : []),
      ],
      alone ? "waiting for the others" : "prefill and waiting for the others",
    ),
  );
  return [step, token, rate, first];
}

/** The parts that are known, and what is left of the total. */
function withRest(total: number, known: readonly Part[], words: string): readonly Part[] {
  const rest = known.reduce((left, [, part]) => left - part, total);
  return [...known, [words, Math.abs(rest) < 1e-9 * total ? 0 : rest]];
}

/** A phase: operations that each take the longer of computing and reading, and what adds to them. */
function phaseStep(
  name: Pick<StepName, "part" | "group" | "title">,
  { seconds, computeSeconds, memorySeconds, overheadSeconds, communicationSeconds, bound }: PhaseTime,
): FormulaStep {
  return sumOf(
    {
      ...name,
      symbols: `operations, each the longer of computing (${secondsText(computeSeconds)} in all) and reading (${secondsText(memorySeconds)} in all), + element-wise and launches + communication; bound by ${bound}`,
      unit: "seconds",
    },
    [
      ["operations", seconds - overheadSeconds - communicationSeconds],
      ["element-wise and launches", overheadSeconds],
      ["communication", communicationSeconds],
    ],
  );
}

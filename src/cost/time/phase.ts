/** What takes the largest part of a phase. */
export type Bound = "compute" | "memory" | "communication" | "launches";

/** Seconds of one or more passes on the fullest accelerator. */
export interface PhaseTime {
  readonly seconds: number;
  /** Matrix products, if their bytes took no time. */
  readonly computeSeconds: number;
  /** Weights, cache and state, if their products took no time. */
  readonly memorySeconds: number;
  /** Element-wise passes and launches. */
  readonly overheadSeconds: number;
  readonly communicationSeconds: number;
  readonly bound: Bound;
}

const parts = [
  "seconds",
  "computeSeconds",
  "memorySeconds",
  "overheadSeconds",
  "communicationSeconds",
] as const satisfies readonly (keyof PhaseTime)[];

/** `factor` times a phase. */
export function scalePhase(phase: PhaseTime, factor: number): PhaseTime {
  const result: { -readonly [part in keyof PhaseTime]: PhaseTime[part] } = { ...phase };
  for (const part of parts) result[part] *= factor;
  return result;
}

/** The sum of phases; it is bound by what bounds the longest. */
export function addPhases(phases: readonly PhaseTime[]): PhaseTime {
  const [first, ...rest] = phases;
  if (first === undefined) throw new RangeError("no phase to add");
  const sum: { -readonly [part in keyof PhaseTime]: PhaseTime[part] } = { ...first };
  let longest = first;
  for (const phase of rest) {
    for (const part of parts) sum[part] += phase[part];
    if (phase.seconds > longest.seconds) longest = phase;
  }
  return { ...sum, bound: longest.bound };
}

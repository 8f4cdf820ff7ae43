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

/** `factor` times a phase. */
export const scalePhase = (phase: PhaseTime, factor: number): PhaseTime => ({
  seconds: factor * phase.seconds,
  computeSeconds: factor * phase.computeSeconds,
  memorySeconds: factor * phase.memorySeconds,
  overheadSeconds: factor * phase.overheadSeconds,
  communicationSeconds: factor * phase.communicationSeconds,
  bound: phase.bound,
});

/** One phase after another; together they are bound by what bounds the longer. */
export const addPhases = (one: PhaseTime, other: PhaseTime): PhaseTime => ({
  seconds: one.seconds + other.seconds,
  computeSeconds: one.computeSeconds + other.computeSeconds,
  memorySeconds: one.memorySeconds + other.memorySeconds,
  overheadSeconds: one.overheadSeconds + other.overheadSeconds,
  communicationSeconds: one.communicationSeconds + other.communicationSeconds,
  bound: one.seconds >= other.seconds ? one.bound : other.bound,
});

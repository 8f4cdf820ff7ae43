import type { StateBytes } from "../model/spec.js";

/**
 * An inference engine as the time model sees it: how it launches kernels, and what it adds to a step and to a
 * request. Its kernels' shares of peak are in `shares.ts`. NEW ENGINE: one row in engines.ts.
 */
export interface Engine {
  readonly id: string;
  readonly name: string;
  /**
   * Seconds of one small kernel beyond the bytes it moves: launch from a recorded graph, ramp-up, tail. Per
   * kind, as a factor on the times in `launches.ts`.
   */
  readonly kernelScale: number;
  /**
   * Fixed seconds of a routed feed-forward block by width of its weights: routing, sorting tokens by expert,
   * grouped products, summing.
   */
  readonly routedBlockSeconds: Readonly<Record<16 | 8 | 4, number>>;
  /** Factor on the rate at which grouped products of experts compute, by width of their unit. */
  readonly expertComputeShare: Readonly<Record<16 | 8 | 4, number>>;
  /**
   * Host seconds to launch one kernel when nothing was recorded. A pass lasts at least its launches × this. In
   * decode 0 for engines that replay a recorded graph.
   */
  readonly hostPrefillSeconds: number;
  readonly hostDecodeSeconds: number;
  /**
   * Passes of fewer tokens are computed by the host as far as it holds the weights; more are worth copying them.
   * Absent: they are copied always.
   */
  readonly hostTokens?: number;
  /**
   * Norms, residuals, rotations and activations move the layer's elements this many times as often as in fused
   * kernels, and a routed block gathers and scatters each token's copies for its experts this many times.
   */
  readonly unfused: number;
  readonly routedPasses: number;
  /** Seconds that each decode step adds: scheduling, sampling, detokenizing. The second for each sequence in it. */
  readonly stepSeconds: number;
  readonly sequenceSeconds: number;
  /** Seconds that a request adds before its first token: HTTP, tokenizing, scheduling. */
  readonly requestSeconds: number;
  /** Prompt tokens that one pass computes at most (chunked prefill). */
  readonly chunkTokens: number;
  /**
   * Bytes of an element of recurrent state and of the inputs that its convolution keeps, where the model does not ask
   * for float32.
   */
  readonly stateBytes: StateBytes;
  /** Under attention by requests, what `ParallelPlan.wholeDense` says. */
  readonly wholeDense: boolean;
  /** Prompt tokens join the pass of a decode step, which reads the weights for both. */
  readonly mixesPrefills: boolean;
  /** Share of the kernels' measured rates that this engine's products reach. */
  readonly computeShare: number;
  /** The same for bandwidth. */
  readonly bandwidthShare: number;
  /** What differs on an architecture. */
  readonly on?: Readonly<Record<string, Partial<Omit<Engine, "id" | "name" | "on">>>>;
}

/** Seconds that a decode step of so many sequences adds. */
export const hostStepSeconds = (engine: Engine, sequences: number): number =>
  engine.stepSeconds + sequences * engine.sequenceSeconds;

/** The engine as it runs on an architecture. */
export const engineOn = (engine: Engine, architecture: string | undefined): Engine => {
  const own = engine.on?.[architecture ?? ""];
  return own === undefined ? engine : { ...engine, ...own };
};

import { yieldToEvents } from "../backends/yield-to-events.js";
import type { Session, Shape } from "../kernel.js";
import { fillInputs } from "./inputs.js";
import { secondsNow } from "./timing.js";

/** A session's arithmetic limit: the rate of its fastest probe with all its threads. */
export interface Ceiling {
  /** GFLOP/s of the best sample of the faster probe. Kernels are compared with it by their median. */
  readonly gflops: number;
  readonly probes: { readonly name: string; readonly gflops: number }[];
}

const SAMPLE_SECONDS = 0.03;
const SAMPLES = 9;
/** Half a step of the clock of a page that is not isolated. */
const COARSE_SECONDS = 5e-5;

/** Runs the session's ceiling probes. A multiply and an add are 2 FLOP. Undefined when it has no probes. */
export async function measureCeiling(session: Session, signal?: AbortSignal): Promise<Ceiling | undefined> {
  if (session.ceilingProbes.length === 0) return undefined;
  const probes = [];
  for (const kernel of session.ceilingProbes) {
    let rounds = 4;
    let best = 0;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const shape: Shape = { heads: 1, n: rounds, headDim: 1, causal: true, window: 0 };
      await yieldToEvents();
      signal?.throwIfAborted();
      const prepared = await session.prepare(kernel, shape);
      fillInputs(kernel, shape, prepared.inputs);
      await prepared.run(1, signal);
      const began = secondsNow();
      await prepared.run(1, signal);
      const seconds = secondsNow() - began;
      prepared.release();
      // Shorter samples only serve to find the number of rounds; a coarse clock may measure them as zero.
      if (seconds > SAMPLE_SECONDS / 3) best = Math.max(best, kernel.flop(shape) / seconds / 1e9);
      // After a sample that such a clock measured as nothing, the next may have many times too many rounds.
      if (seconds < SAMPLE_SECONDS || seconds > 4 * SAMPLE_SECONDS)
        rounds = Math.max(4, Math.ceil((rounds * SAMPLE_SECONDS) / Math.max(seconds, COARSE_SECONDS)));
    }
    probes.push({ name: kernel.name, gflops: best });
  }
  return { gflops: Math.max(...probes.map((probe) => probe.gflops)), probes };
}

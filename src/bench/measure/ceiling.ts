import { yieldToEvents } from "../backends/yield-to-events.js";
import type { Session, Shape } from "../kernel.js";
import { fillInputs } from "./inputs.js";
import { secondsNow } from "./timing.js";

/** A session's own limit: what its best arithmetic loop reaches with all its threads. */
export interface Ceiling {
  /** GFLOP/s of the better probe; the best sample counts, kernels are judged by their median. */
  readonly gflops: number;
  readonly probes: { readonly name: string; readonly gflops: number }[];
}

const SAMPLE_SECONDS = 0.03;
const SAMPLES = 9;

/** Measures 128-bit multiply-add throughput in registers and from the first-level cache. FLOP count multiply and add. */
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
      // Shorter ones only find how many rounds make a sample; a coarse clock may call them nothing.
      if (seconds > SAMPLE_SECONDS / 3) best = Math.max(best, kernel.flop(shape) / seconds / 1e9);
      rounds = Math.max(rounds, Math.ceil((rounds * SAMPLE_SECONDS) / Math.max(seconds, 1e-5)));
    }
    probes.push({ name: kernel.name, gflops: best });
  }
  return { gflops: Math.max(...probes.map((probe) => probe.gflops)), probes };
}

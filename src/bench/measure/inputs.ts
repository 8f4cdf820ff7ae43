import type { Kernel, Shape, Tensor } from "../kernel.js";

/** A small seeded generator: the same numbers in every run, engine and backend. mulberry32, public domain. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fills a kernel's inputs from one seed, each with the distribution of its `TensorSpec`. */
export function fillInputs(kernel: Kernel, shape: Shape, inputs: readonly Tensor[], seed = 1): void {
  kernel.inputs(shape).forEach(({ fill }, index) => {
    const next = randomFrom(seed * 1000 + index);
    const target = inputs[index]!;
    if (fill.kind === "uniform") {
      const { low, high } = fill;
      for (let i = 0; i < target.length; i++) target[i] = low + (high - low) * next();
      return;
    }
    // Box and Muller (1958): two normals from two uniforms.
    for (let i = 0; i < target.length; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      target[i] = radius * Math.cos(angle);
      if (i + 1 < target.length) target[i + 1] = radius * Math.sin(angle);
    }
  });
}

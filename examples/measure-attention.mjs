// How do attention and a linear alternative scale on this machine?
//
//     node examples/measure-attention.mjs
import { backends, benchmark, kernels } from "fovea/bench";

const report = await benchmark({
  // Every kernel is checked against a float64 reference before it is timed.
  kernels: kernels.filter(({ name }) => name === "flash" || name === "linear"),
  backends: backends.filter(({ name }) => name === "wasm"),
  threads: [1],
  sizes: [256, 512, 1024],
  headDim: 64,
  heads: 1,
  causal: false,
  window: 256,
  limitSeconds: 1,
  extrapolate: false,
});
for (const { kernel, n, seconds, gflops } of report.rows)
  console.log(
    `${kernel.padEnd(6)} n = ${String(n).padStart(4)}  ${(1e3 * seconds).toFixed(2)} ms  ${gflops.toFixed(1)} GFLOP/s`,
  );
// Measurements that were skipped, with the reason (memory or time). May be empty.
for (const { kernel, n, reason } of report.skipped) console.log(`${kernel} n = ${n}: ${reason}`);

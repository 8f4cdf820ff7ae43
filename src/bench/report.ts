import * as z from "zod";

/**
 * One measured point, or with `--extrapolate` an extrapolated one. Times are seconds of one run, median of
 * samples.
 */
export const benchRow = z.object({
  kernel: z.string(),
  backend: z.string(),
  threads: z.number().int(),
  causal: z.boolean(),
  n: z.number().int(),
  headDim: z.number().int(),
  heads: z.number().int(),
  window: z.number().int().nullable().describe("keys a query sees; null when the kernel has no window"),
  seconds: z.number(),
  secondsLow: z.number().describe("95 % interval of the median"),
  secondsHigh: z.number(),
  samples: z.number().int(),
  flop: z.number(),
  gflops: z.number(),
  ceilingShare: z.number().nullable().describe("share of the session's measured multiply-add ceiling"),
  bytesMoved: z.number().describe("least bytes that must cross memory"),
  gigabytesPerSecond: z.number(),
  bandwidthShare: z
    .number()
    .nullable()
    .describe("for memory-bound kernels: share of a plain read of the same tensor, measured beside it"),
  inputBytes: z.number(),
  outputBytes: z.number(),
  scratchBytes: z.number().describe("allocated beyond inputs and output"),
  scratchEstimated: z
    .boolean()
    .describe("scratchBytes is an estimate: the engine does not report its allocations"),
  inputCopies: z
    .number()
    .int()
    .describe("copies of the inputs that runs alternate between, so that no cache holds them all"),
  peakBytes: z.number().describe("inputs with their copies, output and scratch together"),
  measured: z.boolean().describe("false: extrapolated from the fit, with --extrapolate"),
  maxError: z.number().nullable().describe("largest |fast - reference| / (1 + |reference|) over checkedRows"),
  checkedRows: z.number().int(),
});

export const benchSkip = z.object({
  kernel: z.string(),
  backend: z.string(),
  threads: z.number().int(),
  causal: z.boolean(),
  n: z.number().int(),
  code: z.enum(["memory", "address-space", "time-limit", "unsupported", "wrong-result", "failed"]),
  reason: z.string(),
});

export const benchFit = z.object({
  kernel: z.string(),
  backend: z.string(),
  threads: z.number().int(),
  causal: z.boolean(),
  exponent: z.number(),
  ci95: z.tuple([z.number(), z.number()]),
  intercept: z.number(),
  points: z.number().int(),
  fromN: z.number().int(),
});

export const benchCrossover = z.object({
  quadratic: z.string(),
  linear: z.string(),
  backend: z.string(),
  threads: z.number().int(),
  causal: z.boolean(),
  n: z
    .number()
    .int()
    .nullable()
    .describe("the linear kernel is faster above this n; null: no crossover within these sizes"),
  note: z.string(),
});

export const benchMachine = z.object({
  cpu: z.string(),
  cores: z.number().int(),
  memoryBytes: z.number().nullable(),
  availableBytes: z.number().nullable(),
  system: z.string(),
  runtime: z.string(),
  busyShare: z.number().nullable(),
  ceilings: z.array(
    z.object({
      backend: z.string(),
      threads: z.number().int(),
      gflops: z.number(),
      what: z.string().describe("what was measured"),
      probes: z.array(z.object({ name: z.string(), gflops: z.number() })),
    }),
  ),
});

export const benchReport = z.object({
  version: z.literal(1),
  date: z.string(),
  machine: benchMachine,
  rows: z.array(benchRow),
  skipped: z.array(benchSkip),
  fits: z.array(benchFit),
  crossover: z.array(benchCrossover),
  words: z.string(),
  interrupted: z.boolean(),
});

export type BenchRow = z.infer<typeof benchRow>;
export type BenchSkip = z.infer<typeof benchSkip>;
export type BenchFit = z.infer<typeof benchFit>;
export type BenchCrossover = z.infer<typeof benchCrossover>;
export type BenchReport = z.infer<typeof benchReport>;

import * as z from "zod";

const count = z.int().nonnegative();
const bytes = z.number().nonnegative();
const flop = z.number().nonnegative();
const seconds = z.number().nonnegative();

/** `fovea cost train --json` */
export const costTrainReportSchema = z.strictObject({
  model: z.string(),
  hardware: z.string(),
  accelerators: z.int().positive().describe("Each computes its own sequences: data parallelism"),
  assumptions: z.string(),
  precision: z.string().nullable().describe("mixed, autocast or bf16; null with an adapter"),
  optimizer: z.string(),
  framework: z.string().describe("transformers or megatron"),
  zero: z.int().min(0).max(3),
  recompute: z.boolean(),
  context: count.describe("Tokens of a sequence"),
  batch: count.describe("Sequences in one pass on each accelerator"),
  accumulate: count.describe("Passes of one optimiser step"),
  parameters: z.strictObject({
    total: count.describe("Of the model, without adapters"),
    active: z.number().nonnegative().describe("Parameters used for one token"),
    trained: count,
  }),
  lora: z
    .strictObject({
      rank: z.int().positive(),
      targets: z.array(z.string()),
      adapters: z.array(
        z.strictObject({ module: z.string(), parameters: count.describe("In all layers together") }),
      ),
    })
    .nullable()
    .describe("null in full training"),
  memoryPerAccelerator: z
    .strictObject({
      weights: bytes.describe("Frozen ones as they are stored, with scales; adapters"),
      gathered: bytes.describe("ZeRO 3: the layer that computes and the next, whole"),
      gradients: bytes,
      optimizer: bytes.describe("States, and the float32 master copy of mixed precision"),
      activations: bytes.describe("Kept for the backward pass, without logits"),
      logits: bytes.describe("Of every token, at the moment of the loss"),
      peak: bytes.describe("Most held at once: gradients appear while activations go"),
      reserve: bytes.describe("Kept free: --reserve of the capacity"),
      total: bytes.describe("peak + reserve"),
      capacity: bytes,
    })
    .describe("Whole bytes on each accelerator, each part rounded up"),
  fits: z.boolean().describe("`memoryPerAccelerator.total` is at most its `capacity`"),
  largestBatch: count.describe("Most sequences in one pass on each accelerator; 0: one does not fit"),
  flop: z
    .strictObject({
      forward: flop,
      backward: flop,
      recomputed: flop.describe("Layers computed again"),
      model: flop.describe("forward + backward"),
      sixNd: flop.describe("The usual estimate: 6 · active parameters · tokens"),
    })
    .describe("Of one optimiser step, all accelerators together"),
  tokensPerStep: count,
  mfu: z.number().positive().describe("Share of the dense bf16 peak at which FLOP are computed"),
  secondsPerStep: seconds,
  secondsPerStepRange: z
    .tuple([seconds, seconds])
    .nullable()
    .describe("At an MFU of 0.5 and of 0.25; null when --mfu is given"),
  tokensPerSecond: z.number().positive().describe("All accelerators together"),
  run: z
    .strictObject({
      tokens: count,
      steps: count,
      flop,
      seconds,
      dollars: z.number().nonnegative().nullable().describe("null where no hourly price is known"),
    })
    .nullable()
    .describe("Of --tokens"),
});
export type CostTrainReport = z.infer<typeof costTrainReportSchema>;

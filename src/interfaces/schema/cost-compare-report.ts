import * as z from "zod";
import { phaseSchema } from "./cost-report.js";

const tokens = z.int().nonnegative();
const seconds = z.number().nonnegative();
const bytes = z.number().nonnegative();
const rate = z.number().nonnegative().nullable();
const place = z.int().nonnegative().nullable().describe("Place in `rows`; null where none has the figure");

const own = z.strictObject({
  hardware: z.string(),
  accelerators: z.int().positive(),
  weights: z.string().describe("Format of the weights"),
  kvCache: z.string().describe("Format of the KV cache"),
  engine: z.string(),
  assumptions: z.string().describe("Assumptions behind the seconds"),
  memoryPerAccelerator: z
    .strictObject({
      weights: bytes,
      kvCache: bytes,
      activations: bytes,
      reserve: bytes,
      total: bytes,
      capacity: bytes,
    })
    .describe("Of the fullest accelerator"),
  fits: z.boolean(),
  timeToFirstTokenSeconds: seconds,
  prefill: phaseSchema.describe("One request on an idle server"),
  timePerOutputTokenSeconds: seconds.nullable().describe("null where nothing is generated"),
  decode: phaseSchema.nullable().describe("One step of all requests"),
  tokensPerSecond: rate.describe("Generated tokens of all requests"),
  tokensPerSecondPerAccelerator: rate,
  timeErrorFactor: z
    .number()
    .min(1)
    .describe("Modelled times lie between time / factor and time × factor; wider where nothing was measured"),
  prefillErrorFactor: z.number().min(1).describe("The same of prefill and the time to first token"),
});

/** `fovea cost compare --json` */
export const costCompareReportSchema = z.strictObject({
  workload: z.strictObject({
    contextTokens: tokens,
    cachedTokens: tokens,
    outputTokens: tokens,
    concurrency: z.int().positive(),
  }),
  rows: z.array(
    z.strictObject({
      model: z.string().describe("The model, or the API model of a list price"),
      dollars: z.number().nonnegative().nullable().describe("Of one request; null where no price is known"),
      dollarsBasis: z.string(),
      own: own.nullable().describe("On your own hardware, modelled; null for a list price"),
    }),
  ),
  best: z
    .strictObject({ firstToken: place, outputToken: place, tokensPerAccelerator: place, dollars: place })
    .describe("The best of those that fit"),
});
export type CostCompareReport = z.infer<typeof costCompareReportSchema>;

import * as z from "zod";
import { benchRow } from "../report.js";

/** A row that is in both reports. */
const comparedRow = benchRow
  .pick({
    kernel: true,
    backend: true,
    threads: true,
    causal: true,
    n: true,
    headDim: true,
    heads: true,
    window: true,
  })
  .extend({
    secondsBefore: z.number(),
    secondsAfter: z.number(),
    ratio: z.number().describe("secondsAfter / secondsBefore: below 1 the second report is faster"),
    beyondNoise: z.boolean().describe("the two 95 % intervals of the median do not overlap"),
  });

export const benchComparison = z.object({
  rows: z.array(comparedRow),
  machineDifferences: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })),
  onlyBefore: z.number().int().describe("measured rows that the second report lacks"),
  onlyAfter: z.number().int().describe("measured rows that the first report lacks"),
  medianRatio: z.number().nullable().describe("geometric middle of the ratios; null without common rows"),
});

export type BenchComparison = z.infer<typeof benchComparison>;

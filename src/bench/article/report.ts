import * as z from "zod";
import { benchReport } from "../report.js";

/** One size measured in Python with numpy, one thread; seconds, medians. */
export const pythonPoint = z.object({
  n: z.number().int().positive(),
  product: z.number().positive().describe("float32 n × 64 by 64 × n: the article's stand-in for attention"),
  attention: z.number().positive().describe("softmax(q·kᵀ/√64)·v as usually written in numpy"),
  loop: z.number().positive().describe("s = 0.9·s + q, a token at a time, in the interpreter"),
});

/** The measurements of the Python side, with the versions used. */
export const pythonRun = z.object({
  python: z.string(),
  numpy: z.string(),
  blas: z.string(),
  points: z.array(pythonPoint),
});

const cell = z.object({ seconds: z.number(), measured: z.boolean() });

export const articleReport = z.object({
  python: pythonRun.nullable(),
  pythonMissing: z.string().nullable().describe("why there is no Python side; null when there is"),
  rows: z.array(
    z.object({
      n: z.number().int(),
      product: cell.nullable(),
      loop: cell.nullable(),
      naive: cell.nullable(),
      flash: cell.nullable(),
      linear: cell.nullable(),
      recurrence: cell
        .nullable()
        .describe("over copies of its input, too large for any cache: at the rate of memory"),
      recurrenceWarm: cell.nullable().describe("over one input, in a cache if it fits, like the loop"),
    }),
  ),
  crossovers: z.array(
    z.object({
      engine: z.string(),
      quadratic: z.string(),
      linear: z.string(),
      n: z.number().int().nullable(),
      note: z.string(),
    }),
  ),
  words: z.string(),
  ours: benchReport,
});

export type PythonPoint = z.infer<typeof pythonPoint>;
export type PythonRun = z.infer<typeof pythonRun>;
export type ArticleReport = z.infer<typeof articleReport>;

import * as z from "zod";
import { promptCacheSchema } from "./cost-report.js";

const tokens = z.int().nonnegative();
const seconds = z.number().nonnegative();
const dollars = z.number().nonnegative().nullable().describe("null where no hourly price is known");
const time = seconds.nullable().describe("Modelled; null for an API");

const totals = {
  inputTokens: tokens,
  cachedTokens: tokens.describe("Input read from the prompt cache"),
  writtenTokens: tokens.describe("Input written to the cache at a rate of its own"),
  outputTokens: tokens.describe("With reasoning and summaries"),
  dollars,
  seconds: time,
};

/** `fovea cost agent --json` */
export const costAgentReportSchema = z.strictObject({
  model: z.string().describe("API model, or the model on your own hardware"),
  hardware: z.string().optional(),
  accelerators: z.int().positive().optional(),
  assumptions: z.string().optional().describe("Assumptions behind the seconds"),
  dollarsBasis: z
    .string()
    .describe("What the dollars are: an API's list price, the rent of accelerators, or none"),
  loop: z
    .strictObject({
      turns: z.int().positive(),
      systemTokens: tokens,
      userTokens: tokens,
      readTokens: tokens,
      outputTokens: tokens,
      reasoningTokens: tokens,
      keepsReasoning: z.boolean(),
      chat: z.boolean(),
      gapSeconds: seconds,
      compaction: z.strictObject({ atTokens: tokens, toTokens: tokens }).optional(),
    })
    .describe("The loop as asked"),
  cache: z
    .strictObject({
      ttlSeconds: seconds.nullable().describe("null: as long as the loop takes"),
      rules: promptCacheSchema.optional().describe("As the provider publishes them"),
      writeRate: z.number().nonnegative().optional().describe("US dollars per million tokens written"),
    })
    .nullable()
    .describe("null where cached input has no rate"),
  turns: z.array(
    z.strictObject({
      turn: z.int().positive(),
      contextTokens: tokens.describe("Input of the turn's own request"),
      ...totals,
      compacted: z.boolean().describe("A compaction precedes the turn; its tokens are counted with it"),
      dollarsSoFar: dollars,
      secondsSoFar: time,
    }),
  ),
  totals: z.strictObject(totals),
  fits: z.boolean().nullable().describe("The longest request fits in memory; null for an API"),
  growthExponent: z
    .number()
    .describe("log₂ of what twice the turns cost, over what these do: 1 is linear, 2 quadratic"),
  whatIfs: z
    .array(
      z.strictObject({
        name: z.enum(["no cache", "longer cache", "half the reading", "no compaction"]),
        totals: z.strictObject(totals),
        soFar: z.array(z.number().nonnegative()).describe("Dollars after each turn; seconds without a price"),
      }),
    )
    .describe("The same loop under other circumstances"),
});
export type CostAgentReport = z.infer<typeof costAgentReportSchema>;

import * as z from "zod";

/** What a solved task is worth: the same in every report that weighs a gain against its price. */
export const worthSchema = z.strictObject({
  dollars: z.number().positive().describe("What a solved task saves against a missed one"),
  turns: z
    .strictObject({
      count: z.number().positive().describe("Turns of an agent that a miss takes"),
      dollars: z.number().nonnegative().describe("List price of one turn"),
      cachedTokens: z.int().nonnegative().describe("Input tokens of a turn that the prompt cache holds"),
      newTokens: z.int().nonnegative().describe("Its other input tokens"),
      outputTokens: z.int().nonnegative(),
      priceModel: z.string().describe("API model whose list price is used"),
      listedOn: z.string().describe("Day of that price"),
    })
    .optional()
    .describe("How `dollars` was modelled; absent when --worth gave dollars"),
  assumptions: z.string(),
});

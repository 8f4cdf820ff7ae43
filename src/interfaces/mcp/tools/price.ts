import * as z from "zod";
import { costOfContext, priceOfTokens } from "../../../cost/index.js";
import { formatDollars, formatInteger, formatSeconds } from "../../../shared/units.js";
import { defineTool } from "../tool.js";

export const price = defineTool({
  name: "price",
  description: "What a context of so many tokens costs: dollars at list price, modelled prefill.",
  input: z.strictObject({
    tokens: z.int().min(1).max(100_000_000),
    model: z.string().max(200).optional().describe("API model"),
  }),
  output: z.strictObject({
    text: z.string(),
    dollars: z.number(),
    prefillSeconds: z.number(),
    attentionShare: z.number(),
  }),
  run: async ({ tokens, model }) => {
    const money = priceOfTokens({ inputTokens: tokens }, model);
    const cost = costOfContext(tokens);
    const { prefillSeconds, attentionShare, totalFlop } = cost;
    const text =
      `${formatInteger(tokens)} tokens: ${formatDollars(money.dollars)} as ${money.model} input (list price of ${money.listedOn}); ` +
      `prefill ${formatSeconds(prefillSeconds)} modelled for ${cost.model} on ${cost.hardware}, attention ${(attentionShare * 100).toFixed(0)} % of its FLOP. ` +
      `Twice the context would cost ${(costOfContext(2 * tokens).totalFlop / totalFlop).toFixed(2)} times the FLOP.`;
    return { structured: { text, dollars: money.dollars, prefillSeconds, attentionShare }, text };
  },
});

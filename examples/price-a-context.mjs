// What do 8,000, 128,000 and 1,000,000 tokens of context cost, in time, memory and dollars?
//
//     node examples/price-a-context.mjs
import { costOfContext, priceOfTokens } from "fovea/cost";

for (const tokens of [8_000, 128_000, 1_000_000]) {
  // A pure function that uses no file and no network. Times are modelled for Llama 3.1 70B on H100s;
  // docs/cost-validation.md compares them with measurements.
  const { prefillSeconds, kvCacheBytes, attentionShare } = costOfContext(tokens);
  const { dollars, model } = priceOfTokens({ inputTokens: tokens });
  console.log(
    `${tokens.toLocaleString("en-US").padStart(9)} tokens: prefill ${prefillSeconds.toFixed(2)} s, ` +
      `KV cache ${(kvCacheBytes / 1e9).toFixed(1)} GB, attention ${(100 * attentionShare).toFixed(0)} % of the FLOP, ` +
      `$${dollars.toFixed(4)} as ${model} input`,
  );
}

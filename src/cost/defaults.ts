import { findHardware, findModel, findPrice } from "./catalogue/find.js";
import { specOf } from "./catalogue/model-spec.js";
import { parseFormats } from "./format/parse-formats.js";
import { planFor } from "./memory/accelerators-for.js";
import type { ModelSpec } from "./model/spec.js";
import { apiDollars, type TokenUse } from "./money.js";
import { acceleratorsOf } from "./parallel-plan.js";
import { type CostRow, priceContexts } from "./price-context.js";
import { deploymentOf } from "./time/deployment.js";

/** The defaults of `fovea cost`: a model of the article's size, its accelerator, and a common API model. */
export const defaultModel = "meta-llama/Meta-Llama-3.1-70B";
export const defaultHardware = "h100-sxm";
export const defaultPrice = "gpt-5.4";

/** The layers of a catalogue model. @throws FoveaError `unknown-model`. */
export function modelByName(name: string): ModelSpec {
  return specOf(findModel(name));
}

/**
 * Dollars of a request at an API's list price, with the price's model and date.
 * @throws FoveaError `unknown-price`.
 */
export function priceOfTokens(use: TokenUse, priceName = defaultPrice) {
  const price = findPrice(priceName);
  return { dollars: apiDollars(price, use), model: price.id, listedOn: price.listedOn, source: price.source };
}

/**
 * The cost of one context on the default hardware: as many accelerators as hold the model. Modelled, not
 * measured.
 * @throws FoveaError `unknown-model`.
 */
export function costOfContext(
  tokens: number,
  model = defaultModel,
): CostRow & { readonly model: string; readonly hardware: string } {
  const spec = modelByName(model);
  const accelerator = findHardware(defaultHardware);
  const { weights: formats, cache: kv } = parseFormats("auto", spec);
  const plan = planFor(spec, accelerator, formats);
  const [row] = priceContexts(spec, [tokens], {
    ...deploymentOf({ accelerator, plan, formats, kv }),
    causal: true,
    latent: "absorbed",
    cachedTokens: 0,
    outputTokens: 0,
  });
  return { ...row!, model: spec.name, hardware: `${acceleratorsOf(plan)} × ${accelerator.name}` };
}

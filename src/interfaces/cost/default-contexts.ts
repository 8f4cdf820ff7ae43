import type { ModelSpec } from "../../cost/index.js";
import { declaredLimit } from "./context-checks.js";

/** Context lengths of today's questions: a file, a paper, a module, and windows of today's models. */
const USUAL = [1_000, 4_000, 32_000, 128_000, 200_000, 1_000_000] as const;
const LEAST_ROWS = 3;

export const describeDefaultContexts = "1k,4k,32k,128k,200k,1M, up to what the model declares";

/**
 * The context lengths that are priced unless others are asked for: the usual ones up to the length that the model
 * declares, or where those are few a quarter, a half and all of it.
 * @param beside tokens of a request beside the context: output, images.
 */
export function defaultContexts(spec: ModelSpec, beside: number): readonly number[] {
  const declared = declaredLimit(spec);
  if (declared === undefined) return USUAL;
  const most = declared - beside;
  const within = USUAL.filter((context) => context <= most);
  if (within.length >= LEAST_ROWS) return within;
  // Nothing is left of the declared length: the warning says so.
  if (most < 4) return USUAL;
  return [4, 2, 1].map((part) => Math.floor(most / part));
}

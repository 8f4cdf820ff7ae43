import type { MemoryPerAccelerator } from "../../cost/index.js";

/** What fills an accelerator, without its total. */
type Held = Pick<MemoryPerAccelerator, "weights" | "kvCache" | "reserve" | "capacity">;

/**
 * What would make loads fit, for messages: `raise --gpus, lower --dtype or --kv-dtype, or shorten --context`. Fewer
 * users and shorter contexts do not help where the weights alone are too large.
 */
export function fitRemedies(
  held: readonly Held[],
  {
    /** How to have fewer requests at once; where there is one, none. */
    fewer = undefined as string | undefined,
    shorter = "shorten --context",
  } = {},
): string {
  const weightsFit = held.some(({ weights, reserve, capacity }) => weights + reserve <= capacity);
  const freed = held.some(({ weights, reserve, capacity }) => reserve > 0 && weights <= capacity);
  const caches = weightsFit && held.some(({ kvCache }) => kvCache > 0);
  const remedies = [
    "raise --gpus",
    caches ? "lower --dtype or --kv-dtype" : "lower --dtype",
    ...(weightsFit ? [shorter] : ["give --offload cpu"]),
    ...(weightsFit && fewer !== undefined ? [fewer] : []),
    ...(freed ? ["lower --reserve"] : []),
  ];
  return `${weightsFit ? "" : freed ? "the weights and the reserve are too large: " : "the weights alone are too large: "}${remedies.slice(0, -1).join(", ")}, or ${remedies.at(-1)}`;
}

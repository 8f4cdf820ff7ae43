import type { CostInputs } from "../../../cost/inputs.js";
import type { FlagValues, Terminal } from "../../command.js";
import { configOf } from "./model-config.js";
import { ownPrices } from "./own-prices.js";

/**
 * What the flags of a command refer to: files beside the current folder.
 * @throws FoveaError `missing-price-file`, `bad-price-file`.
 */
export async function costInputs(flags: FlagValues, terminal: Terminal): Promise<CostInputs> {
  return {
    err: (line) => terminal.err(line),
    configOf: (name) => configOf(name, terminal.cwd),
    ownPrices: await ownPrices(flags, terminal),
  };
}

import { batchPriceOf, type PriceEntry } from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import type { Flag, FlagValues } from "../cli/command.js";

export const batchApiFlag: Flag = {
  flags: "--batch-api",
  description: "the list price of the API's batch interface: asynchronous, and cheaper",
};

/**
 * The price, or with `--batch-api` that of its batch interface.
 * @throws FoveaError `no-batch-price`.
 */
export function asBatch(price: PriceEntry, flags: FlagValues): PriceEntry {
  if (flags.batchApi !== true) return price;
  const batch = batchPriceOf(price);
  if (batch === undefined)
    throw usageError(
      "no-batch-price",
      `no batch price is known for ${price.id}`,
      "Leave out --batch-api, or give batchShare in your own --price-file.",
    );
  return batch;
}

import type { PriceOptions } from "../../cost/index.js";
import { formatDollars } from "../../shared/units.js";

/** How to give a price, where none is known. */
export const giveAPrice =
  "give --gpu-price <dollars an hour>, or --price <api-model>, also of your own --price-file";

/** What the dollars of a row are: a list price, a rent by the hour, or none and how to give one. */
export function dollarsBasis({
  apiPrice,
  accelerator,
  dollarsPerHour,
}: Pick<PriceOptions, "apiPrice" | "accelerator" | "dollarsPerHour">): string {
  if (apiPrice) return `${apiPrice.id} list price of ${apiPrice.listedOn}`;
  if (dollarsPerHour !== undefined)
    return `accelerators at ${formatDollars(dollarsPerHour)} an hour each, as given, for the time modelled`;
  const rent = accelerator.dollarsPerHour;
  return rent
    ? `rented accelerators at ${formatDollars(rent.value)} an hour each${rent.date === undefined ? "" : `, listed ${rent.date}`}, for the time modelled`
    : `none, no hourly price is known for ${accelerator.name}; ${giveAPrice}`;
}

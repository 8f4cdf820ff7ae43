import { type PriceEntry, prices } from "../../../../cost/index.js";
import { formatInteger } from "../../../../shared/units.js";
import { priceFileFlag } from "../../../cost/cost-flags.js";
import { renderTable, type Table, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { filterArgument, matching } from "./list-flags.js";
import { ownPrices } from "./own-prices.js";

export const command: CommandSpec = {
  summary: "list prices of hosted models, with cached-input and long-context rates",
  details:
    "US dollars per million tokens, as listed on the day shown; a price whose rates depend on the length of the input has a line for each range. model@host is an open-weight model at a host. Prices change: --price-file reads your own (a JSON list of rows as --json prints them), which go before the built-in ones.",
  args: [filterArgument],
  flags: [priceFileFlag, ...tableFlags],
  examples: [
    "fovea cost prices",
    "fovea cost prices claude",
    "fovea cost prices --price-file own.json --json",
  ],
  run: async ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const own = await ownPrices(flags, terminal);
    const hidden = new Set(own.map(({ id }) => id));
    const rows = matching([...own, ...prices.filter(({ id }) => !hidden.has(id))], text, "price");
    terminal.out(
      format === "json"
        ? `${JSON.stringify({ prices: rows }, null, 2)}\n`
        : renderTable(tableOf(rows, format), format),
    );
  },
};

/** One line for each range of input lengths. */
function tableOf(rows: readonly PriceEntry[], format: TableFormat): Table {
  const figure = (value: number | undefined): string => (value === undefined ? "-" : String(value));
  return {
    titles: [
      "price",
      "name",
      "provider",
      "above",
      "input",
      "cached",
      "cache write",
      "kept longer",
      "output",
      "batch ×",
      "listed",
      "source",
    ],
    left: [0, 1, 2, 10, 11],
    rows: rows.flatMap(
      ({ id, name, provider, rates, longContext, tiers = [], batchShare, listedOn, source }) =>
        [{ aboveTokens: 0, rates }, ...(longContext ? [longContext] : []), ...tiers].map((tier) => [
          id,
          name,
          provider,
          format === "csv" ? String(tier.aboveTokens) : formatInteger(tier.aboveTokens),
          figure(tier.rates.input),
          figure(tier.rates.cachedInput),
          figure(tier.rates.cacheWrite),
          figure(tier.rates.longerCacheWrites?.at(-1)?.rate),
          figure(tier.rates.output),
          figure(batchShare),
          listedOn,
          source,
        ]),
    ),
  };
}

import { type PriceEntry, prices } from "../../../../cost/index.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { filterArgument, matching } from "./list-flags.js";
import { ownPrices, priceFileFlag } from "./price-file-flag.js";

export const command: CommandSpec = {
  summary: "list prices of hosted models, with cached-input and long-context rates",
  details:
    "US dollars per million tokens, as listed on the day shown. Prices change: --price-file reads your own (a JSON list of rows as --json prints them), which go before the built-in ones.",
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
        : renderTable(tableOf(rows), format),
    );
  },
};

const tableOf = (rows: readonly PriceEntry[]) => ({
  titles: [
    "price",
    "name",
    "provider",
    "input",
    "cached",
    "cache write",
    "output",
    "above",
    "input",
    "cached",
    "output",
    "listed",
    "source",
  ],
  left: [0, 1, 2, 11, 12],
  rows: rows.map(({ id, name, provider, rates, longContext, listedOn, source }) => [
    id,
    name,
    provider,
    String(rates.input),
    String(rates.cachedInput ?? "-"),
    String(rates.cacheWrite ?? "-"),
    String(rates.output),
    String(longContext?.aboveTokens ?? "-"),
    String(longContext?.rates.input ?? "-"),
    String(longContext?.rates.cachedInput ?? "-"),
    String(longContext?.rates.output ?? "-"),
    listedOn,
    source,
  ]),
});

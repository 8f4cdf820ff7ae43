import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PriceEntry } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { type FlagValues, flagText, type Terminal } from "../../command.js";

/**
 * The rows of `--price-file`; empty without that flag.
 * @throws FoveaError `missing-price-file`, `bad-price-file`.
 */
export async function ownPrices(flags: FlagValues, terminal: Terminal): Promise<readonly PriceEntry[]> {
  const path = flagText(flags, "priceFile");
  if (path === undefined) return [];
  let text: string;
  try {
    text = readFileSync(resolve(terminal.cwd, path), "utf8");
  } catch (error) {
    throw usageError(
      "missing-price-file",
      `--price-file ${path} cannot be read`,
      "Give the path of a JSON file of prices.",
      error,
    );
  }
  // Imported only when needed: loading the schema library would slow every start.
  const { parsePriceFile } = await import("../../../../cost/catalogue/price-file.js");
  return parsePriceFile(text, path);
}

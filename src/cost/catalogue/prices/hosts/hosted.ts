import type { TokenRates } from "../../../money.js";
import type { PriceEntry } from "../../price-entry.js";
import { modelsDev } from "../source.js";

/** Commit of models.dev, of 2 July 2026, in which the rows of hosts were read. */
const COMMIT = "f3fc692299671838c7c65fd8126bf84d81a2e817";

/** Short name of a model, its name, its file below the host's models, and its rates. */
type HostedRow = readonly [model: string, name: string, file: string, rates: TokenRates];

/**
 * Prices of open-weight models at a host: `gpt-oss-120b@groq`. The rules of hosts' prompt caches are not known; where
 * a host lists a rate for cached input, hits are assumed.
 */
export const hosted = (provider: string, folder: string, rows: readonly HostedRow[]): readonly PriceEntry[] =>
  rows.map(([model, name, file, rates]) => ({
    id: `${model}@${provider.toLowerCase().split(" ")[0]}`,
    name: `${name} at ${provider}`,
    aliases: [],
    provider,
    rates,
    source: modelsDev(COMMIT, `${folder}/models/${file}`),
    listedOn: "2026-07-02",
  }));

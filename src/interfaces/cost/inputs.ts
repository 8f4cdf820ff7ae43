import type { PriceEntry } from "../../cost/index.js";

/** Takes what the command line writes to stderr: `fovea: …` and a line end, a call for each line. */
export interface Listener {
  readonly err: (line: string) => void;
}

/** What the flags of a cost refer to. The command line reads files; the page has what its user chose. */
export interface CostInputs extends Listener {
  /**
   * The fields of the config.json that a name refers to; undefined for a name of the catalogue.
   * @throws FoveaError when it cannot be read.
   */
  readonly configOf: (name: string) => unknown;
  /** The rows of `--price-file`. */
  readonly ownPrices: readonly PriceEntry[];
}

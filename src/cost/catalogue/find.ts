import { usageError } from "../../shared/errors.js";
import { nearestNames } from "./edit-distance.js";
import { hardware } from "./hardware.js";
import type { HardwareEntry } from "./hardware-entry.js";
import type { ModelEntry } from "./model-entry.js";
import { models } from "./models/index.js";
import type { PriceEntry } from "./price-entry.js";
import { prices } from "./prices.js";

interface Named {
  readonly id: string;
  readonly aliases: readonly string[];
}

/**
 * The names to suggest. The last part of a Hugging Face id is one: Llama-3.1-8B for meta-llama/Llama-3.1-8B.
 */
const namesOf = ({ id, aliases }: Named): readonly string[] => [...aliases, id.split("/").at(-1)!];

/** Finds rows by id or alias, ignoring case. Builds its map of names at the first call. */
class Finder<Entry extends Named> {
  readonly #kind: string;
  readonly #list: string;
  readonly #entries: readonly Entry[];
  #byName: Map<string, Entry> | undefined;

  constructor(kind: string, list: string, entries: readonly Entry[]) {
    this.#kind = kind;
    this.#list = list;
    this.#entries = entries;
  }

  find(name: string): Entry {
    this.#byName ??= new Map(
      this.#entries.flatMap((entry) =>
        [entry.id.split("/").at(-1)!, ...entry.aliases, entry.id].map((known) => [
          known.toLowerCase(),
          entry,
        ]),
      ),
    );
    const found = this.#byName.get(name.trim().toLowerCase());
    if (found !== undefined) return found;
    const suggestions = nearestNames(name.trim(), this.#entries.map(namesOf));
    throw usageError(
      `unknown-${this.#kind}`,
      `no ${this.#kind} is called "${name}"; the nearest are ${suggestions.join(", ")}`,
      `Name one of these, or list all with: fovea cost ${this.#list}${this.#kind === "model" ? "; a path to a config.json works too" : ""}.`,
    );
  }
}

const modelFinder = new Finder("model", "models", models);
const hardwareFinder = new Finder("hardware", "hardware", hardware);
const priceFinder = new Finder("price", "prices", prices);

/** A model by Hugging Face id, its last part, or an alias. @throws FoveaError `unknown-model`. */
export const findModel = (name: string): ModelEntry => modelFinder.find(name);

/** An accelerator by id or alias. @throws FoveaError `unknown-hardware`. */
export const findHardware = (name: string): HardwareEntry => hardwareFinder.find(name);

/**
 * The list price of a hosted model by id or alias. Rows of `own` (see `parsePriceFile`) take precedence.
 * @throws FoveaError `unknown-price`.
 */
export function findPrice(name: string, own: readonly PriceEntry[] = []): PriceEntry {
  const lower = name.trim().toLowerCase();
  const mine = own.find((entry) =>
    [entry.id, ...entry.aliases].some((known) => known.toLowerCase() === lower),
  );
  return mine ?? priceFinder.find(name);
}

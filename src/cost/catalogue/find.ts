import { usageError } from "../../shared/errors.js";
import { nearestNames } from "./edit-distance.js";
import { hardware } from "./hardware.js";
import type { HardwareEntry } from "./hardware-entry.js";
import type { ModelEntry } from "./model-entry.js";
import { type NamedFormat, parseModelName } from "./model-name.js";
import { models } from "./models/index.js";
import { entryOfTag, ollamaTag } from "./ollama-tag.js";
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

/** Of a longer text only the beginning is looked at: it names nothing, and could be a whole file. */
const MOST_CHARACTERS = 300;
const shortened = (name: string): string =>
  name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS)}…` : name;

/** A name as it is looked up: people write "RTX 4090" and "M4 Max" for rtx-4090 and m4-max. */
const keyOf = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, "-");

/** Finds rows by id or alias, ignoring case; a space is as good as a hyphen. Builds its map of names at the first call. */
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

  /** @param near the part of the name that suggestions should resemble. */
  find(name: string, near = name.trim()): Entry {
    return this.exactly(name) ?? this.#missing(name, near);
  }

  exactly(name: string): Entry | undefined {
    this.#byName ??= new Map(
      this.#entries.flatMap((entry) =>
        [entry.id.split("/").at(-1)!, ...entry.aliases, entry.id].map((known) => [keyOf(known), entry]),
      ),
    );
    return this.#byName.get(keyOf(name));
  }

  #missing(name: string, near: string): never {
    const suggestions = nearestNames(near, this.#entries.map(namesOf));
    throw usageError(
      `unknown-${this.#kind}`,
      `no ${this.#kind} is called "${shortened(name)}"; the nearest are ${suggestions.join(", ")}`,
      `Name one of these, or list all with: fovea cost ${this.#list}${this.#kind === "model" ? "; a path to a config.json works too" : ""}.`,
    );
  }
}

const modelFinder = new Finder("model", "models", models);
const hardwareFinder = new Finder("hardware", "hardware", hardware);
const priceFinder = new Finder("price", "prices", prices);

/** A model of the catalogue, and how it was found when its name is not in the catalogue. */
export interface FoundModel extends ModelEntry {
  readonly resolved?: {
    /** The name that was asked for. */
    readonly asked: string;
    /** The number format that it states, or that Ollama's library has where the tag states none. */
    readonly format?: NamedFormat & { readonly assumed?: true };
  };
}

let byStem: ReadonlyMap<string, ModelEntry> | undefined;

/**
 * Entries by the stem of their ids, and of the aliases that leave no choice: `gpt-oss` begins the names of two
 * models, `r1` of many.
 */
function entriesByStem(): ReadonlyMap<string, ModelEntry> {
  const stems = new Map<string, ModelEntry>();
  const add = (stem: string, entry: ModelEntry): void => {
    if (!stems.has(stem)) stems.set(stem, entry);
  };
  // The names of Llama come with and without "Meta-".
  for (const entry of models)
    for (const name of [entry.id, entry.id.replace("/Meta-", "/")]) add(parseModelName(name).stem, entry);
  const ids = [...stems];
  for (const entry of models)
    for (const alias of entry.aliases) {
      const { stem } = parseModelName(alias);
      const several = ids.some(([id, other]) => other !== entry && id.startsWith(`${stem}-`));
      if (/\d/.test(stem) && stem.length > 4 && !several) add(stem, entry);
    }
  return stems;
}

/**
 * A model by Hugging Face id, its last part, or an alias. A quantised or tuned copy, also of another owner, is
 * found as its base: `unsloth/Llama-3.1-8B-Instruct-bnb-4bit` is `meta-llama/Meta-Llama-3.1-8B`, and `resolved`
 * says so. Size, version and date must be those of the base. So is a tag of Ollama's library: `qwen3:30b`.
 * @throws FoveaError `unknown-model`.
 */
export function findModel(name: string): FoundModel {
  const exact = modelFinder.exactly(name);
  if (exact !== undefined) return exact;
  if (name.length > MOST_CHARACTERS) return modelFinder.find(name);
  byStem ??= entriesByStem();
  const tag = ollamaTag(name);
  const tagged = tag && entryOfTag(tag, { byName: (one) => modelFinder.exactly(one), byStem });
  if (tagged)
    return {
      ...tagged,
      resolved: { asked: name.trim(), ...(tag.format === undefined ? {} : { format: tag.format }) },
    };
  const { stem, format } = parseModelName(name);
  let entry = byStem.get(stem);
  if (entry === undefined) {
    // bartowski/Qwen_Qwen3-8B-GGUF: the owner of the base before its name.
    const [owner, rest] = [stem.slice(0, stem.indexOf("_")), stem.slice(stem.indexOf("_") + 1)];
    const base = byStem.get(parseModelName(rest).stem);
    if (base?.id.toLowerCase().startsWith(`${owner}/`)) entry = base;
  }
  if (entry === undefined) return modelFinder.find(name, stem);
  return { ...entry, resolved: { asked: name.trim(), ...(format === undefined ? {} : { format }) } };
}

/** One line about a model that was found under another name. Undefined when the name is its own. */
export function resolutionNote({ id, resolved }: FoundModel): string | undefined {
  if (resolved === undefined) return undefined;
  const { format } = resolved;
  const says =
    format === undefined
      ? ""
      : format.assumed
        ? `; in ${format.name}, the usual file of Ollama's library: the tag names none`
        : `; the name says ${format.name}`;
  return `"${resolved.asked}" is priced as ${id}${says}`;
}

/** An accelerator by id or alias. @throws FoveaError `unknown-hardware`. */
export const findHardware = (name: string): HardwareEntry => hardwareFinder.find(name);

/**
 * The list price of a hosted model by id or alias. Rows of `own` (see `parsePriceFile`) take precedence.
 * @throws FoveaError `unknown-price`.
 */
export function findPrice(name: string, own: readonly PriceEntry[] = []): PriceEntry {
  const key = keyOf(name);
  const mine = own.find((entry) => [entry.id, ...entry.aliases].some((known) => keyOf(known) === key));
  return mine ?? priceFinder.find(name);
}

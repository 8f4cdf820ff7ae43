import { usageError } from "../../shared/errors.js";

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads fields of a Hugging Face `config.json`. A missing field, or one of another type or range, is an
 * error that names it, never guessed.
 */
export class Config {
  constructor(
    private readonly fields: Json,
    /** The file or id of the config, for errors. */
    readonly origin: string,
    /** Values of fields that the config omits. A field that is null is not omitted. */
    private readonly defaults: Json = {},
  ) {}

  /**
   * A size: the value of the first of these fields that is given.
   * @throws FoveaError `missing-field`; `bad-field` when it is not a whole number of at least 1.
   */
  number(...names: readonly string[]): number {
    const value = this.size(...names);
    if (value === undefined) throw this.missing(names, "a number");
    return value;
  }

  /** As `number`, but undefined when all are absent or null. */
  size(...names: readonly string[]): number | undefined {
    return this.whole(names, 1);
  }

  /**
   * A count, which may be 0; undefined when all are absent or null.
   * @throws FoveaError `bad-field` when it is not a whole number of at least 0.
   */
  optional(...names: readonly string[]): number | undefined {
    return this.whole(names, 0);
  }

  /**
   * A size that some configs write once for each layer, and that one layer has like any other.
   * @throws FoveaError `bad-field` when the list is empty or its entries differ.
   */
  uniform(...names: readonly string[]): number {
    const name = names.find((one) => this.has(one));
    const list = name === undefined ? undefined : this.list(name);
    if (name === undefined || !list) return this.number(...names);
    const sizes = new Set(list.map((_, layer) => this.sizeIn(list, layer, name)));
    if (sizes.size !== 1) throw this.bad(name, "a list whose entries differ, which is not known here");
    return [...sizes][0]!;
  }

  /** A factor, which need not be whole. @throws FoveaError `bad-field` when it is not above 0. */
  factor(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0)
      throw this.bad(name, "not a number above 0");
    return value;
  }

  /** @throws FoveaError `bad-field` when it is neither true nor false. */
  flag(name: string, fallback: boolean): boolean {
    if (!this.has(name)) return fallback;
    const value = this.value(name);
    if (typeof value !== "boolean") throw this.bad(name, "neither true nor false");
    return value;
  }

  /** A text; undefined when the field is absent or of another type. */
  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" ? value : undefined;
  }

  /** A list; undefined when the field is absent or of another type: some fields are a list or a number. */
  list(name: string): readonly unknown[] | undefined {
    const value = this.value(name);
    return Array.isArray(value) ? value : undefined;
  }

  /**
   * A list with one entry per layer. Entries of next-token-prediction layers may follow.
   * @throws FoveaError `bad-field` when it is not a list or has another length.
   */
  perLayer(name: string, layers: number): readonly unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const list = this.list(name);
    if (!list) throw this.bad(name, "not a list with one entry per layer");
    const predicting = this.optional("num_nextn_predict_layers") ?? 0;
    if (list.length !== layers && list.length !== layers + predicting)
      throw usageError(
        "bad-field",
        `${this.origin}: "${name}" has ${list.length} entries for ${layers} layers`,
        "Correct the field.",
      );
    return list;
  }

  /**
   * A list of 0 and 1 (or false and true), one per layer.
   * @throws FoveaError `bad-field` when it has another length or another value.
   */
  flagsPerLayer(name: string, layers: number): readonly boolean[] | undefined {
    return this.perLayer(name, layers)?.map((value, layer) => {
      if (value === 1 || value === true) return true;
      if (value === 0 || value === false) return false;
      throw this.bad(`${name}[${layer}]`, "neither 0 nor 1", value);
    });
  }

  /**
   * A list of layer numbers, counted from `first`.
   * @throws FoveaError `bad-field` when an entry is no layer of the model.
   */
  layerNumbers(name: string, layers: number, first = 0): ReadonlySet<number> | undefined {
    if (!this.has(name)) return undefined;
    const list = this.list(name);
    if (!list) throw this.bad(name, "not a list of layers");
    return new Set(
      list.map((value, index) => {
        const layer = typeof value === "number" ? value - first : -1;
        if (Number.isSafeInteger(layer) && layer >= 0 && layer < layers) return layer;
        throw this.bad(`${name}[${index}]`, `not one of the ${layers} layers`, value);
      }),
    );
  }

  /** The size that a list gives for one layer. @throws FoveaError `bad-field`. */
  sizeIn(list: readonly unknown[], layer: number, name: string): number {
    const value = list[layer];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1)
      throw this.bad(`${name}[${layer}]`, "not a whole number of at least 1", value);
    return value;
  }

  /** One figure divided by another. @throws FoveaError `bad-field` when the quotient is not whole. */
  quotient([of, size]: readonly [string, number], [by, parts]: readonly [string, number]): number {
    if (size % parts !== 0)
      throw usageError(
        "bad-field",
        `${this.origin}: "${of}" ${size} is not a multiple of "${by}" ${parts}`,
        "Correct the fields.",
      );
    return size / parts;
  }

  /** A list of nested objects. */
  objects(name: string): readonly Config[] | undefined {
    return this.list(name)?.map((entry, index) => {
      if (typeof entry === "object" && entry !== null && !Array.isArray(entry))
        return new Config(entry as Json, `${this.origin}: ${name}[${index}]`);
      throw this.bad(`${name}[${index}]`, "not an object", entry);
    });
  }

  /** A nested object, or undefined when absent. */
  nested(name: string): Config | undefined {
    const value = this.value(name);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? new Config(value as Json, `${this.origin}: ${name}`)
      : undefined;
  }

  /** A field as it stands. */
  raw(name: string): unknown {
    return this.fields[name];
  }

  /** The fields by name. */
  names(): readonly string[] {
    return Object.keys(this.fields);
  }

  has(name: string): boolean {
    const value = this.value(name);
    return value !== undefined && value !== null;
  }

  missing(names: readonly string[], what: string): Error {
    return usageError(
      "missing-field",
      `${this.origin}: ${names.map((name) => `"${name}"`).join(" or ")} is missing (${what})`,
      "Give the model's own config.json.",
    );
  }

  /** The error of a field whose value cannot be used. */
  bad(name: string, what: string, value = this.value(name)): Error {
    return usageError(
      "bad-field",
      `${this.origin}: "${name}" is ${typeof value === "number" ? value : JSON.stringify(value)}, ${what}`,
      "Correct the field.",
    );
  }

  private value(name: string): unknown {
    return this.fields[name] === undefined ? this.defaults[name] : this.fields[name];
  }

  private whole(names: readonly string[], least: number): number | undefined {
    // A stated field comes before a default under another name.
    const name =
      names.find((one) => this.fields[one] !== undefined && this.fields[one] !== null) ??
      names.find((one) => this.has(one));
    if (name === undefined) return undefined;
    const value = this.value(name);
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least)
      throw this.bad(name, `not a whole number of at least ${least}`);
    return value;
  }
}

import { usageError } from "../../shared/errors.js";

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads fields of a Hugging Face `config.json`. A missing field or one of another type is an error, never
 * guessed.
 */
export class Config {
  constructor(
    private readonly fields: Json,
    /** The file or id of the config, for errors. */
    readonly origin: string,
  ) {}

  /** The value of the first of these fields that is a number. @throws FoveaError `missing-field`. */
  number(...names: readonly string[]): number {
    const value = this.optional(...names);
    if (value === undefined) throw this.missing(names, "a number");
    return value;
  }

  /**
   * As `number`, but undefined when all are absent or null.
   * @throws FoveaError `bad-field` for another type.
   */
  optional(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const value = this.fields[name];
      if (value === undefined || value === null) continue;
      if (typeof value !== "number" || !Number.isFinite(value) || value < 0)
        throw usageError(
          "bad-field",
          `${this.origin}: "${name}" is ${JSON.stringify(value)}, not a number`,
          "Correct the field.",
        );
      return value;
    }
    return undefined;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.fields[name];
    return typeof value === "boolean" ? value : fallback;
  }

  text(name: string): string | undefined {
    const value = this.fields[name];
    return typeof value === "string" ? value : undefined;
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.fields[name];
    return Array.isArray(value) ? value : undefined;
  }

  /** A list of nested objects. */
  objects(name: string): readonly Config[] | undefined {
    return this.list(name)?.map((entry, index) => {
      if (typeof entry === "object" && entry !== null && !Array.isArray(entry))
        return new Config(entry as Json, `${this.origin}: ${name}[${index}]`);
      throw usageError(
        "bad-field",
        `${this.origin}: "${name}[${index}]" is not an object`,
        "Correct the field.",
      );
    });
  }

  /** A nested object, or undefined when absent. */
  nested(name: string): Config | undefined {
    const value = this.fields[name];
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
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  missing(names: readonly string[], what: string): Error {
    return usageError(
      "missing-field",
      `${this.origin}: ${names.map((name) => `"${name}"`).join(" or ")} is missing (${what})`,
      "Give the model's own config.json.",
    );
  }
}

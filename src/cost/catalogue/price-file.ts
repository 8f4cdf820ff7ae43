import * as z from "zod";
import { usageError } from "../../shared/errors.js";
import type { PriceEntry } from "./price-entry.js";

const dollars = z.number().nonnegative();
const rates = z.strictObject({
  input: dollars,
  cachedInput: z.exactOptional(dollars),
  cacheWrite: z.exactOptional(dollars),
  longerCacheWrites: z.exactOptional(
    z.array(z.strictObject({ ttlSeconds: z.number().positive(), rate: dollars })),
  ),
  output: dollars,
});
const tier = z.strictObject({ aboveTokens: z.int().positive(), rates });
const cache = z.strictObject({
  marked: z.exactOptional(z.boolean()),
  minimumTokens: z.exactOptional(z.int().nonnegative()),
  stepTokens: z.exactOptional(z.int().positive()),
  ttlSeconds: z.exactOptional(z.number().positive()),
  longerTtlSeconds: z.exactOptional(z.array(z.number().positive())),
  keepsOutput: z.exactOptional(z.boolean()),
  source: z.string().min(1),
});

/**
 * The file of `--price-file`: rows as `fovea cost prices --json` prints them. Names and aliases are optional.
 */
const priceFileSchema = z.array(
  z
    .strictObject({
      id: z.string().min(1),
      name: z.string().min(1).optional(),
      aliases: z.array(z.string().min(1)).default([]),
      provider: z.string().min(1).default("own"),
      rates,
      longContext: z.exactOptional(tier),
      tiers: z.exactOptional(z.array(tier)),
      batchShare: z.exactOptional(z.number().positive().max(1)),
      cache: z.exactOptional(cache),
      contextTokens: z.exactOptional(z.int().positive()),
      source: z.string().min(1),
      listedOn: z.iso.date(),
    })
    .transform((row) => ({ ...row, name: row.name ?? row.id })),
);

/**
 * Reads a file of the user's own prices.
 * @throws FoveaError `bad-price-file`, which names the first wrong field.
 */
export function parsePriceFile(text: string, fileName: string): readonly PriceEntry[] {
  const mend = 'Write a JSON list of rows as `fovea cost prices --json` prints under "prices".';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw usageError("bad-price-file", `${fileName} is not JSON`, mend, cause);
  }
  const parsed = priceFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { where, what } = faultOf(parsed.error.issues[0]!, value);
  throw usageError("bad-price-file", `${fileName}: ${where}${what}`, mend, parsed.error);
}

/** A fault in the words of a reader of the file: `row 2, "rates.input" is -1, not a number of at least 0`. */
function faultOf(issue: z.core.$ZodIssue, file: unknown): { readonly where: string; readonly what: string } {
  const { path } = issue;
  const given = path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    file,
  );
  if (path.length === 0) return { where: "the file ", what: "holds no list of rows" };
  const row = `row ${Number(path[0]) + 1}`;
  const field = path
    .slice(1)
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
  const where = field === "" ? `${row} ` : `${row}, "${field}" `;
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => `"${key}"`).join(" and ");
    return { where: field === "" ? `${row} ` : where, what: `has ${names}, which no price has` };
  }
  if (given === undefined) return { where, what: `is missing: ${allowed(issue)}` };
  return {
    where,
    what: `is ${typeof given === "number" ? given : JSON.stringify(given)}, not ${allowed(issue)}`,
  };
}

/** What a field may hold. */
function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? `of type ${issue.expected}`;
    case "too_small":
      return issue.origin === "string"
        ? "a text"
        : `a number ${issue.inclusive ? "of at least" : "above"} ${issue.minimum}`;
    case "too_big":
      return `a number of at most ${issue.maximum}`;
    case "invalid_format":
      return "a date such as 2026-11-27";
    default:
      return `a value that is allowed (${issue.message})`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

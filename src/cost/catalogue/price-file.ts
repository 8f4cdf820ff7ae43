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
export const priceFileSchema = z.array(
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
  const issue = parsed.error.issues[0]!;
  const where = issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw usageError("bad-price-file", `${fileName}: ${where}: ${issue.message}`, mend, parsed.error);
}

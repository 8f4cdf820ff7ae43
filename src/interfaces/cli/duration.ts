import { usageError } from "../../shared/errors.js";

const SECONDS = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 } as const;
const FRACTIONS = { ms: 1e-3, us: 1e-6, µs: 1e-6 } as const;
const UNITS: Readonly<Record<string, number>> = { ...SECONDS, ...FRACTIONS };

/**
 * Reads a time: `90`, `0.05`, `500ms`, `90s`, `5m`, `1h`. Returns seconds.
 * @param examples times that the error's mend proposes.
 * @throws FoveaError `bad-duration`.
 */
export function parseDuration(
  text: string,
  flag: string,
  examples: readonly string[] = ["30s", "5m", "1h"],
): number {
  const match = /^(\d*\.?\d+(?:e-?\d+)?)\s*(ms|us|µs|s|m|min|h|d)?$/i.exec(text.trim());
  if (!match) throw badDuration(text, flag, "a time", examples);
  return Number(match[1]) * UNITS[(match[2] ?? "s").toLowerCase()]!;
}

/** As `parseDuration`, longer than 0. @throws FoveaError `bad-duration`. */
export function parsePositiveDuration(text: string, flag: string, examples: readonly string[]): number {
  const seconds = parseDuration(text, flag, examples);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw badDuration(text, flag, "a time above 0", examples);
}

const badDuration = (text: string, flag: string, what: string, examples: readonly string[]): Error =>
  usageError(
    "bad-duration",
    `${flag} must be ${what}, got "${text}"`,
    `Write ${examples
      .map(
        (one, index) => `${index === 0 ? "" : index === examples.length - 1 ? " or " : ", "}${flag} ${one}`,
      )
      .join("")}.`,
  );

/** A time as `parseDuration` reads it: 300 → 5m. */
export function formatDuration(seconds: number): string {
  for (const [unit, length] of Object.entries(SECONDS).reverse())
    if (unit !== "min" && seconds >= length && seconds % length === 0) return `${seconds / length}${unit}`;
  return `${seconds}s`;
}

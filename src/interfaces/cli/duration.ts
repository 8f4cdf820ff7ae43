import { usageError } from "../../shared/errors.js";

const SECONDS = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 } as const;

/** Reads a time: `90`, `90s`, `5m`, `1h`. Returns seconds. @throws FoveaError `bad-duration`. */
export function parseDuration(text: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?$/i.exec(text.trim());
  if (!match)
    throw usageError(
      "bad-duration",
      `${flag} must be a time, got "${text}"`,
      `Write ${flag} 30s, ${flag} 5m or ${flag} 1h.`,
    );
  return Number(match[1]) * SECONDS[(match[2] ?? "s").toLowerCase() as keyof typeof SECONDS];
}

/** A time as `parseDuration` reads it: 300 → 5m. */
export function formatDuration(seconds: number): string {
  for (const [unit, length] of Object.entries(SECONDS).reverse())
    if (unit !== "min" && seconds >= length && seconds % length === 0) return `${seconds / length}${unit}`;
  return `${seconds}s`;
}

import { usageError } from "./errors.js";

const SI = ["", "k", "M", "G", "T", "P", "E", "Z", "Y", "R", "Q"] as const;
const IEC = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;

function scaled(
  value: number,
  step: number,
  prefixes: readonly string[],
  digits: number,
  unit: string,
): string {
  if (!Number.isFinite(value)) return String(value);
  let power = 0;
  let rest = Math.abs(value);
  while (rest >= step && power < prefixes.length - 1) {
    rest /= step;
    power++;
  }
  // Rounding may reach the next prefix: 999.96 k reads 1,000.0 k, so step once more.
  if (Number(rest.toFixed(digits)) >= step && power < prefixes.length - 1) {
    rest /= step;
    power++;
  }
  const text = power === 0 && Number.isInteger(rest) ? String(rest) : rest.toFixed(digits);
  return `${value < 0 ? "-" : ""}${text} ${prefixes[power]}${unit}`.trimEnd();
}

/** Decimal bytes: 1 GB = 10⁹ bytes. */
export const formatBytes = (bytes: number, digits = 1): string => scaled(bytes, 1000, SI, digits, "B");

/** Binary bytes: 1 GiB = 2³⁰ bytes. */
export const formatBinaryBytes = (bytes: number, digits = 1): string => scaled(bytes, 1024, IEC, digits, "B");

/** A count of floating-point operations (FLOP, not FLOP/s). */
export const formatFlop = (flop: number, digits = 2): string => scaled(flop, 1000, SI, digits, "FLOP");

/** 365.25 days. */
const YEAR_SECONDS = 31_557_600;

/** Seconds in the unit that suits their size: ns, µs, ms, s, min, h, d, years. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  if (seconds === 0) return "0 s";
  if (seconds < 1e-6) return `${(seconds * 1e9).toFixed(0)} ns`;
  if (seconds < 1e-3) return `${(seconds * 1e6).toFixed(0)} µs`;
  if (seconds < 1) return `${(seconds * 1e3).toFixed(seconds < 0.1 ? 1 : 0)} ms`;
  if (seconds < 120) return `${seconds.toFixed(2)} s`;
  if (seconds < 7200) return `${(seconds / 60).toFixed(1)} min`;
  if (seconds < 172_800) return `${(seconds / 3600).toFixed(1)} h`;
  if (seconds < 2 * YEAR_SECONDS) return `${(seconds / 86_400).toFixed(1)} d`;
  return `${formatInteger(seconds / YEAR_SECONDS, seconds < 100 * YEAR_SECONDS ? 1 : 0)} years`;
}

/** `43–75 ms`: two significant digits, both in the unit of the longer. */
export function formatSecondsRange(low: number, high: number): string {
  const unit = formatSeconds(high).split(" ")[1]!;
  const size = UNIT_SECONDS[unit] ?? 1;
  return `${twoDigits(low / size)}–${twoDigits(high / size)} ${unit}`;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  years: YEAR_SECONDS,
};

/** Two significant digits, never an exponent: 5,100, 75, 8.0, 0.43. */
export function twoDigits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(2));
  return formatInteger(rounded, Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(rounded))))));
}

/** US dollars, in cents; below ten cents two significant digits, never an exponent: $0.0004. */
export function formatDollars(dollars: number): string {
  const size = Math.abs(dollars);
  if (size === 0 || !Number.isFinite(dollars)) return `$${dollars === 0 ? 0 : dollars}`;
  const digits = Math.min(Math.max(2, 1 - Math.floor(Math.log10(size))), 100);
  // Zeros beyond the cents say nothing.
  return `${dollars < 0 ? "-" : ""}$${formatInteger(size, digits).replace(/(\.\d\d\d*?)0+$/, "$1")}`;
}

/** 1234567.8 → "1,234,568". Not `toLocaleString`, whose first call takes 18 ms. */
export function formatInteger(value: number, digits = 0): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return String(value);
  const [whole, fraction] = value.toFixed(digits).split(".");
  const grouped = whole!.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Three significant digits with a prefix, as counts are typed: 950, 1k, 1.5M, 0.02. */
export function formatShort(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size < 1000) return plainDigits(rounded);
  const power = Math.min(SI.length - 1, Math.floor(Math.log10(size) / 3 + 1e-12));
  return `${plainDigits(Number((rounded / 1000 ** power).toPrecision(3)))}${SI[power]}`;
}

/** Without an exponent, without zeros at the end. */
function plainDigits(value: number): string {
  const digits = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  const text = formatInteger(value, digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Digits, also in groups of three (`128,000`, `8_000`), a fraction, a power of ten, and a prefix. */
const COUNT = /^((?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:_\d{3})+)(?:\.\d+)?(?:e\+?\d+)?)\s*(ki|mi|k|m|g)?$/i;

const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, ki: 1024, mi: 1024 ** 2 };

function countIn(text: string): number {
  const match = COUNT.exec(text.trim());
  if (!match) return Number.NaN;
  const value = Number(match[1]!.replace(/[_,]/g, "")) * (FACTORS[(match[2] ?? "").toLowerCase()] ?? 1);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/**
 * Reads a token count: `8000`, `8,000`, `8_000`, `8k`, `128K`, `1M`, `2G`, `1e6` (decimal), `4Ki` (binary).
 * @param example the value that the error's mend proposes.
 * @throws FoveaError `bad-count` when it is not one positive whole number.
 */
export function parseCount(text: string, flag: string, example?: string): number {
  const value = countIn(text);
  if (value > 0) return value;
  throw badCount(text, flag, "positive whole number", example);
}

/** As `parseCount`, of which 0 is one. @throws FoveaError `bad-count`. */
export function parseCountOrZero(text: string, flag: string, example?: string): number {
  const value = countIn(text);
  if (value >= 0) return value;
  throw badCount(text, flag, "whole number of at least 0", example);
}

function badCount(text: string, flag: string, what: string, example: string | undefined): Error {
  const write = example === undefined ? `Write ${flag} 8000 or ${flag} 8k.` : `Write ${flag} ${example}.`;
  // 1,8 is a list, not 18.
  const list = /^[^,]+(?:,[^,]+)+$/.test(text.trim());
  return usageError(
    "bad-count",
    `${flag} must be ${list ? "one" : "a"} ${what}, got "${text}"`,
    list ? `Give one number; a comma only groups digits by three, as in 128,000. ${write}` : write,
  );
}

/** Reads a positive number. @throws FoveaError `bad-number`. */
export function parsePositive(text: string, flag: string, example: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw usageError(
      "bad-number",
      `${flag} must be a positive number, got "${text}"`,
      `Write ${flag} ${example}.`,
    );
  return value;
}

/** Reads a share: `0.1` or `10%`. NaN for any other text. */
export function shareIn(text: string): number {
  const match = /^(\d*\.?\d+|\d+\.|\d*\.?\d+e-?\d+)\s*(%)?$/i.exec(text.trim());
  return match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
}

/** Objects of which every number is a count of bytes, and numbers that are one under another name. */
const BYTES_IN = new Set(["memoryPerAccelerator"]);
const BYTES = /Bytes$|^draft(?:Weights|KvCache)$/;
/** What is with the host, beside counts of layers. */
const OF_OFFLOAD = new Set(["weights", "kvCache"]);

/**
 * The JSON of a report. Counts of bytes are whole, each rounded up: shares of weights in 4.5 bits, or of a memory in
 * per cent, are not.
 */
export const jsonReport = (report: unknown): string => `${JSON.stringify(wholeBytes(report), null, 2)}\n`;

function wholeBytes(value: unknown, key = "", parent = ""): unknown {
  if (typeof value === "number") return isBytes(key, parent) ? Math.ceil(value) : value;
  if (Array.isArray(value)) return value.map((one) => wholeBytes(one, key, parent));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, wholeBytes(inner, name, key)]),
  );
}

const isBytes = (key: string, parent: string): boolean =>
  BYTES.test(key) || BYTES_IN.has(parent) || (parent === "offload" && OF_OFFLOAD.has(key));

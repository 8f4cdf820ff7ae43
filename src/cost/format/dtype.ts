import { usageError } from "../../shared/errors.js";

/**
 * Bytes per element of the number formats of weights, caches and matrix units. Block scales are not counted.
 */
export const bytesPerElement = {
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  fp4: 0.5,
  int4: 0.5,
} as const;

export type Dtype = keyof typeof bytesPerElement;

export const dtypes = Object.keys(bytesPerElement) as readonly Dtype[];

/** A number format by its name, ignoring case. @throws FoveaError `unknown-dtype`. */
export function parseDtype(text: string, flag: string): Dtype {
  const dtype = text.toLowerCase() as Dtype;
  if (!dtypes.includes(dtype))
    throw usageError("unknown-dtype", `${flag} "${text}" is not known`, `Choose from ${dtypes.join(", ")}.`);
  return dtype;
}

import { bytesPerElement, type Dtype } from "./dtype.js";

/** How one array's numbers are stored, and the unit that multiplies them. */
export interface StoredFormat {
  /** As its makers name it: `bf16`, `mxfp4`, `Q4_K`. */
  readonly name: string;
  /** Mean bits of one element, with its share of block scales and minima. */
  readonly bits: number;
  /** Format of the matrix unit in which products run; weights in another format are widened to it on the way. */
  readonly unit: Dtype;
}

/** A number format without block scales. */
export const plain = (dtype: Dtype): StoredFormat => ({
  name: dtype,
  bits: 8 * bytesPerElement[dtype],
  unit: dtype,
});

import type { Dtype } from "../dtype.js";

/** How a quantisation stores one matrix: bits of an element with its share of scales, by the matrix's shape. */
export interface Scheme {
  /** As its makers name it: `mxfp4`, `int4 g128`. */
  readonly name: string;
  /** The unit that multiplies it; weights alone in few bits are widened to 16 bits. */
  readonly unit: Dtype;
  bits(outputs: number, inputs: number): number;
}

interface GroupShape {
  readonly name: string;
  readonly unit: Dtype;
  readonly bits: number;
  /** Elements of a row that share a scale. Undefined or below 1: the whole row. */
  readonly group?: number | undefined;
  /** Bits of a group's scale and zero point. */
  readonly groupBits: number;
  /** Bits of one input channel, such as an order of groups. */
  readonly inputBits?: number;
  /** Bits of a matrix, such as a second scale. */
  readonly matrixBits?: number;
}

/** Scales for groups along a row. */
export const grouped = (shape: GroupShape): Scheme => ({
  name: shape.name,
  unit: shape.unit,
  bits: (outputs, inputs) => {
    const group = shape.group === undefined || shape.group < 1 ? inputs : shape.group;
    return (
      shape.bits +
      (Math.ceil(inputs / group) * shape.groupBits) / inputs +
      (shape.inputBits ?? 0) / outputs +
      (shape.matrixBits ?? 0) / (outputs * inputs)
    );
  },
});

/** Scales for rectangles of `rows` × `columns` elements. */
export const blocked = (
  name: string,
  unit: Dtype,
  bits: number,
  [rows, columns]: readonly [number, number],
  scaleBits: number,
): Scheme => ({
  name,
  unit,
  bits: (outputs, inputs) =>
    bits + (Math.ceil(outputs / rows) * Math.ceil(inputs / columns) * scaleBits) / (outputs * inputs),
});

/** Groups of 32 with an 8-bit exponent each. Source: OCP Microscaling Formats 1.0 §5.2. */
export const mx = (bits: 4 | 6 | 8, unit: Dtype): Scheme =>
  grouped({ name: `mxfp${bits}`, unit, bits, group: 32, groupBits: 8 });

/**
 * Groups of 16 with an 8-bit scale each, and two 32-bit scales of the matrix (weights, inputs). Source: NVIDIA
 * Model Optimizer's unified Hugging Face export (`weight_scale`, `weight_scale_2`, `input_scale`).
 */
export const nvfp4 = (unit: Dtype = "fp4", group = 16): Scheme =>
  grouped({ name: "nvfp4", unit, bits: 4, group, groupBits: 8, matrixBits: 64 });

/** One 32-bit scale for weights and one for inputs. */
export const fp8PerTensor: Scheme = grouped({
  name: "fp8",
  unit: "fp8",
  bits: 8,
  groupBits: 0,
  matrixBits: 64,
});

import type { Footprint, Kernel, Shape } from "../../kernel.js";

/** The layout of linear memory. Addresses are bytes. */
export interface Layout extends Footprint {
  /** For every copy of the inputs: the address and length of each tensor. */
  readonly inputs: readonly (readonly { readonly at: number; readonly length: number }[])[];
  readonly output: { readonly at: number; readonly length: number };
  /**
   * For every copy its argument block, in the order of assembly/arguments.as.ts, stored at
   * `argumentsOf(copy)`.
   */
  readonly words: readonly (readonly number[])[];
  readonly totalBytes: number;
}

/**
 * Address of the first argument block. Below it are the module's constants: a few hundred bytes, and no
 * stack.
 */
const ARGUMENTS = 65_536;
const BLOCK = 256;
const LINE = 64;
/** Many times the second-level cache of any core. */
const STREAM_BYTES = 64 * 2 ** 20;
const MOST_COPIES = 1024;
const lines = (bytes: number) => Math.ceil(bytes / LINE) * LINE;

export const argumentsOf = (copy: number): number => ARGUMENTS + copy * BLOCK;

/**
 * Plans the memory of one run: constants, arguments, copies of the inputs, output, shared scratch, scratch
 * per thread.
 */
export function plan(kernel: Kernel, shape: Shape, threads: number): Layout {
  const wasm = kernel.wasm!;
  const tensors = kernel.inputs(shape);
  const inputBytes = tensors.reduce((sum, { length }) => sum + lines(4 * length), 0);
  const inputCopies = kernel.streams ? Math.min(MOST_COPIES, Math.ceil(STREAM_BYTES / inputBytes)) : 1;
  let at = argumentsOf(inputCopies);
  const place = (bytes: number) => {
    const address = at;
    at += lines(bytes);
    return address;
  };
  const inputs = Array.from({ length: inputCopies }, () =>
    tensors.map(({ length }) => ({ at: place(4 * length), length })),
  );
  const length = kernel.outputLength(shape);
  const output = { at: place(4 * length), length };
  const shared = place(wasm.sharedBytes(shape, threads));
  const ownBytes = lines(wasm.ownBytes(shape));
  const own = place(ownBytes * threads);
  return {
    inputs,
    output,
    inputBytes,
    inputCopies,
    outputBytes: lines(4 * length),
    scratchBytes: at - shared + argumentsOf(inputCopies),
    totalBytes: at,
    words: inputs.map((tensors) => [
      shape.heads,
      shape.n,
      shape.headDim,
      shape.causal ? 1 : 0,
      shape.window,
      output.at,
      shared,
      own,
      ownBytes,
      threads,
      ...tensors.map((input) => input.at),
    ]),
  };
}

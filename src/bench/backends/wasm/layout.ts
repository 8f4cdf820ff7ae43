import type { Footprint, Kernel, Shape } from "../../kernel.js";

/** Where everything lies in linear memory. Addresses in bytes. */
export interface Layout extends Footprint {
  readonly inputs: readonly { readonly at: number; readonly length: number }[];
  readonly output: { readonly at: number; readonly length: number };
  /** The argument block in the order of assembly/arguments.as.ts. */
  readonly words: readonly number[];
  readonly totalBytes: number;
}

/** The argument block; below it lie the module's own constants (they end before 64 KiB: there is no stack). */
export const ARGUMENTS = 65_536;
const LINE = 64;
const lines = (bytes: number) => Math.ceil(bytes / LINE) * LINE;

/** Plans the memory of one run: [constants | arguments | inputs | output | shared scratch | scratch per thread]. */
export function plan(kernel: Kernel, shape: Shape, threads: number): Layout {
  const wasm = kernel.wasm!;
  let at = ARGUMENTS + 256;
  const place = (bytes: number) => {
    const address = at;
    at += lines(bytes);
    return address;
  };
  const inputs = kernel.inputs(shape).map(({ length }) => ({ at: place(4 * length), length }));
  const inputBytes = at - ARGUMENTS - 256;
  const length = kernel.outputLength(shape);
  const output = { at: place(4 * length), length };
  const shared = place(wasm.sharedBytes(shape));
  const ownBytes = lines(wasm.ownBytes(shape));
  const own = place(ownBytes * threads);
  return {
    inputs,
    output,
    inputBytes,
    outputBytes: lines(4 * length),
    scratchBytes: at - shared + ARGUMENTS + 256,
    totalBytes: at,
    words: [
      shape.heads,
      shape.n,
      shape.headDim,
      shape.causal ? 1 : 0,
      shape.window,
      output.at,
      shared,
      own,
      ownBytes,
      ...inputs.map((input) => input.at),
    ],
  };
}

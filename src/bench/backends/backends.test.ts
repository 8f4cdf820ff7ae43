import { describe, expect, it } from "vitest";
import type { Shape } from "../kernel.js";
import { kernels } from "../kernels/index.js";
import { check } from "../measure/check.js";
import { fillInputs } from "../measure/inputs.js";
import { backends } from "./index.js";

const SHAPES: readonly Shape[] = [
  { heads: 1, n: 1, headDim: 64, causal: false, window: 8 },
  { heads: 2, n: 67, headDim: 24, causal: false, window: 16 },
  { heads: 1, n: 130, headDim: 64, causal: true, window: 32 },
];

describe.each(backends)("backend $name", (backend) => {
  it("matches the reference for every kernel it supports, and gives a reason for every other", async (context) => {
    const missing = await backend.missing();
    if (missing) context.skip(missing);
    const session = await backend.open(1);
    for (const kernel of kernels)
      for (const asked of SHAPES) {
        const shape = kernel.causality === "always" ? { ...asked, causal: true } : asked;
        const refusal = backend.refuses(kernel, shape);
        if (refusal !== undefined) {
          expect(refusal).not.toBe("");
          continue;
        }
        const prepared = await session.prepare(kernel, shape);
        fillInputs(kernel, shape, prepared.inputs, 11);
        await prepared.ready();
        await prepared.run(1);
        const rows = kernel.lastRowOnly ? [shape.n - 1] : Array.from({ length: shape.n }, (_, row) => row);
        const { maxError } = check(kernel, shape, prepared.inputs, await prepared.output(), rows);
        expect(maxError, `${kernel.name} ${JSON.stringify(shape)}`).toBeLessThanOrEqual(kernel.tolerance);
        prepared.release();
      }
    await session.close();
  });
});

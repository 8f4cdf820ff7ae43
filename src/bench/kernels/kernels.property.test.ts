import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wasmBackend } from "../backends/wasm/backend.js";
import type { Kernel, Session, Shape, Tensor } from "../kernel.js";
import { check } from "../measure/check.js";
import { fillInputs } from "../measure/inputs.js";
import { kernels } from "./index.js";

/** Sizes around the edges of tiles: one row, one channel, just below and above a whole block. */
const shapes = (kernel: Kernel): fc.Arbitrary<Shape> =>
  fc.record({
    heads: fc.integer({ min: 1, max: 3 }),
    n: fc.oneof(
      fc.constantFrom(1, 2, 7, 8, 31, 32, 33, 48, 65, 127, 128, 129, 257),
      // More than two blocks of 64 reach no new code, and the reference takes time by the square of n.
      fc.integer({ min: 1, max: 150 }),
    ),
    headDim: fc.oneof(fc.constantFrom(1, 3, 8, 31, 32, 33, 64, 131, 136), fc.integer({ min: 1, max: 80 })),
    causal: kernel.causality === "always" ? fc.constant(true) : fc.boolean(),
    window: fc.oneof(fc.constantFrom(1, 2, 48, 128), fc.integer({ min: 1, max: 320 })),
  });

const everyRow = ({ n }: Shape) => Array.from({ length: n }, (_, row) => row);
const rowsOf = (kernel: Kernel, shape: Shape): readonly number[] =>
  kernel.lastRowOnly ? [shape.n - 1] : everyRow(shape);

/**
 * A memory-bound kernel gets copies of its input larger than any cache, which takes 50 ms per run: so fewer
 * runs.
 */
const runsOf = (kernel: Kernel, runs: number): number => (kernel.streams ? runs / 2 : runs);

/** Fills, runs and returns inputs and output. */
async function run(
  session: Session,
  kernel: Kernel,
  shape: Shape,
  seed: number,
  change: (inputs: readonly Tensor[]) => void = () => {},
): Promise<{ inputs: readonly Tensor[]; output: Tensor }> {
  const prepared = await session.prepare(kernel, shape);
  fillInputs(kernel, shape, prepared.inputs, seed);
  change(prepared.inputs);
  await prepared.ready();
  // Run twice: scratch left by the first run must not change the second.
  await prepared.run(2);
  const output = await prepared.output();
  prepared.release();
  return { inputs: prepared.inputs, output };
}

describe.each(kernels.filter((kernel) => kernel.wasm))("$name", (kernel) => {
  let one: Session;
  let three: Session;
  beforeAll(async () => {
    one = await wasmBackend().open(1);
    three = await wasmBackend().open(3);
  });
  afterAll(async () => {
    await one.close();
    await three.close();
  });

  it("equals the float64 reference on random shapes", async () => {
    await fc.assert(
      fc.asyncProperty(shapes(kernel), fc.integer({ min: 1, max: 1e6 }), async (shape, seed) => {
        const { inputs, output } = await run(one, kernel, shape, seed);
        expect(check(kernel, shape, inputs, output, rowsOf(kernel, shape)).maxError).toBeLessThanOrEqual(
          kernel.tolerance,
        );
      }),
      { numRuns: runsOf(kernel, 40) },
    );
  });

  it("gives the same result on three threads, within its tolerance", async () => {
    await fc.assert(
      fc.asyncProperty(shapes(kernel), fc.integer({ min: 1, max: 1e6 }), async (shape, seed) => {
        const alone = await run(one, kernel, shape, seed);
        const shared = await run(three, kernel, shape, seed);
        let worst = 0;
        alone.output.forEach((value, i) => {
          worst = Math.max(worst, Math.abs(value - shared.output[i]!) / (1 + Math.abs(value)));
        });
        expect(worst).toBeLessThanOrEqual(kernel.tolerance);
      }),
      { numRuns: runsOf(kernel, 12) },
    );
  });
});

describe.each(kernels.filter(({ growth, windowed, wasm }) => (growth === 2 || windowed) && wasm))(
  "$name with extreme scores",
  (kernel) => {
    /**
     * A score s has an error of about |s|·2⁻²³, which is the relative error of its exponential. The largest s
     * decides.
     */
    const scoreError = (largest: number) => kernel.tolerance + 4 * largest * 2 ** -23;

    it.each([
      { name: "scores of thousands", factor: 30 },
      { name: "scores that are all zero", factor: 0 },
      { name: "scores below the smallest float", factor: 1e-30 },
    ])("matches the reference for $name", async ({ factor }) => {
      const session = await wasmBackend().open(1);
      const shape: Shape = { heads: 1, n: 131, headDim: 64, causal: true, window: 40 };
      const { inputs, output } = await run(session, kernel, shape, 3, ([q, k]) => {
        for (let i = 0; i < q!.length; i++) {
          q![i]! *= factor;
          k![i]! *= factor;
        }
      });
      let largest = 0;
      for (let i = 0; i < shape.n; i++) {
        let norm = 0;
        for (let x = 0; x < 64; x++) norm += inputs[0]![i * 64 + x]! ** 2;
        largest = Math.max(largest, (Math.sqrt(norm) * factor * 12) / 8);
      }
      expect(check(kernel, shape, inputs, output, rowsOf(kernel, shape)).maxError).toBeLessThanOrEqual(
        scoreError(largest),
      );
      await session.close();
    });

    it("handles a single key whose weight is e^2000 times the others, at any position", async () => {
      const session = await wasmBackend().open(1);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 299 }), async (key) => {
          const shape: Shape = { heads: 1, n: 300, headDim: 16, causal: false, window: 300 };
          const { inputs, output } = await run(session, kernel, shape, 5, ([q, k]) => {
            q!.fill(1);
            for (let x = 0; x < 16; x++) k![key * 16 + x] = 500;
          });
          expect(check(kernel, shape, inputs, output, rowsOf(kernel, shape)).maxError).toBeLessThanOrEqual(
            scoreError(2000),
          );
        }),
        { numRuns: 15 },
      );
      await session.close();
    });
  },
);

describe("the exponential of the kernels", () => {
  it("has a relative error of at most 1.8e-7, apart from rounding of its argument", async () => {
    const session = await wasmBackend().open(1);
    const shape: Shape = { heads: 1, n: 2, headDim: 1, causal: false, window: 2 };
    const prepared = await session.prepare(kernels.find(({ name }) => name === "flash")!, shape);
    const [q, k, v] = prepared.inputs;
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -50, max: 0, noNaN: true }), async (asked) => {
        const x = Math.fround(asked);
        // Two keys with scores 0 and x and values 0 and 1: out = e^x / (1 + e^x).
        q!.set([1, 1]);
        k!.set([0, x]);
        v!.set([0, 1]);
        await prepared.run(1);
        const expected = Math.exp(x) / (1 + Math.exp(x));
        const error = Math.abs((await prepared.output())[0]! / expected - 1);
        // The argument x·log2(e) is rounded twice, which moves e^x by |x|·2⁻²³; sum and quotient add one ulp each.
        expect(error).toBeLessThanOrEqual(1.8e-7 + (Math.abs(x) + 2) * 2 ** -23);
      }),
      { numRuns: 500 },
    );
    prepared.release();
    await session.close();
  });
});

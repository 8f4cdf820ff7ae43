import { describe, expect, it } from "vitest";
import { wasmBackend } from "../backends/wasm/backend.js";
import type { Kernel, Shape } from "../kernel.js";
import { flash } from "../kernels/flash/kernel.js";
import { naive } from "../kernels/naive/kernel.js";
import { recurrence } from "../kernels/recurrence/kernel.js";
import { measurePoint, type PointResult } from "./point.js";

const shape: Shape = { heads: 1, n: 64, headDim: 64, causal: false, window: 8 };

async function point(
  kernel: Kernel,
  change: Partial<Parameters<typeof measurePoint>[1]> = {},
  threads = 1,
): Promise<PointResult> {
  const session = await wasmBackend().open(threads);
  try {
    return await measurePoint(session, {
      backend: wasmBackend(),
      threads,
      kernel,
      shape,
      limitSeconds: 0.1,
      limitBytes: 4e9,
      ceilingGflops: undefined,
      before: undefined,
      signal: undefined,
      ...change,
    });
  } finally {
    await session.close();
  }
}

describe("measurePoint", () => {
  // Regression: the roof was prepared while the threads still worked on the kernel, and waited for them
  // forever.
  it("measures a kernel with a roof on more than one thread", async () => {
    const result = await point(recurrence, {}, 2);
    expect(result).toMatchObject({ row: { kernel: "recurrence", threads: 2, measured: true } });
  });

  it("refuses a kernel that exceeds the address space before allocating, with the bytes and the reason", async () => {
    const result = await point(naive, { shape: { ...shape, n: 65_536 } });
    expect(result).toMatchObject({ skip: { code: "address-space", n: 65_536 } });
    expect("skip" in result && result.skip.reason).toMatch(/needs 17\.\d GB.*wasm32 addresses end at 4 GiB/);
  });

  it("refuses a kernel that exceeds the memory limit", async () => {
    const result = await point(naive, { limitBytes: 1e5 });
    expect(result).toMatchObject({ skip: { code: "memory" } });
  });

  it("predicts from the previous size or the ceiling that one run would exceed the time limit", async () => {
    const grown = await point(flash, { before: { n: 32, seconds: 0.05 } });
    expect(grown).toMatchObject({ skip: { code: "time-limit" } });
    const first = await point(flash, { shape: { ...shape, n: 1e6 }, ceilingGflops: 50 });
    expect(first).toMatchObject({ skip: { code: "time-limit" } });
    expect("skip" in first && first.skip.reason).toContain("the machine's ceiling");
  });

  it("does not time a wrong result", async () => {
    const wrong: Kernel = { ...flash, reference: () => new Float64Array(64 * 64).fill(7) };
    expect(await point(wrong)).toMatchObject({ skip: { code: "wrong-result" } });
  });
});

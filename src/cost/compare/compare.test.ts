import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { readModel } from "../model/read-config.js";
import { deploymentOf } from "../time/deployment.js";
import { boundShare, compareApi, compareOwn, type OwnCandidate, type Workload } from "./compare.js";

const workload: Workload = { contextTokens: 8000, cachedTokens: 0, outputTokens: 500, concurrency: 1 };

function candidate(model: string, hardware: string, request: object = {}): OwnCandidate {
  const entry = findModel(model);
  return {
    ...deploymentOf({ accelerator: findHardware(hardware), ...request }),
    spec: readModel(entry.config, entry.id),
    latent: "absorbed",
  };
}

describe("one candidate under a workload", () => {
  it("holds its weights and the cache of every request", () => {
    const { memory } = compareOwn(candidate("llama-3.1-8b", "h100"), { ...workload, concurrency: 4 });
    expect(memory.weights).toBe(2 * 8_030_261_248);
    // 32 layers, keys and values of 8 heads of 128 in 16 bits; the last token is never fed back.
    expect(memory.kvCache).toBe(4 * 8_499 * 32 * 2 * 8 * 128 * 2);
  });

  it("pays the rent of the time of a request", () => {
    const priced = { ...candidate("llama-3.1-8b", "h100", { accelerators: 2 }), dollarsPerHour: 1.8 };
    const { dollars, tokensPerSecond, accelerators } = compareOwn(priced, workload);
    // Two accelerators at 1.8 dollars an hour are 0.001 a second.
    expect(dollars).toBeCloseTo((0.001 * 500) / tokensPerSecond!, 12);
    expect(accelerators).toBe(2);
    const many = compareOwn(priced, { ...workload, concurrency: 16 });
    expect(many.dollars!).toBeLessThan(dollars! / 2);
  });

  it("prefills only where nothing is generated", () => {
    const { dollars, decode, tokensPerSecond, prefill } = compareOwn(
      { ...candidate("llama-3.1-8b", "h100"), dollarsPerHour: 3.6 },
      { ...workload, outputTokens: 0 },
    );
    expect(decode).toBeNull();
    expect(tokensPerSecond).toBeNull();
    expect(dollars).toBeCloseTo(0.001 * prefill.seconds, 12);
  });

  it("has no dollars without an hourly price", () => {
    const own = candidate("llama-3.2-1b", "rtx-4090");
    const { dollarsPerHour: _, ...unpriced } = own.accelerator;
    expect(compareOwn({ ...own, accelerator: unpriced }, workload).dollars).toBeNull();
  });

  it("says what bounds: computing a prompt, reading weights for one token", () => {
    const dense = compareOwn(candidate("llama-3.1-8b", "rtx-4090"), workload);
    expect(dense.prefill.bound).toBe("compute");
    expect(dense.decode!.bound).toBe("memory");
    expect(boundShare(dense.decode!)).toBeGreaterThan(0.5);
    const small = compareOwn(candidate("qwen2.5-0.5b", "h100"), { ...workload, contextTokens: 100 });
    expect(small.decode!.bound).toBe("launches");
  });
});

it("prices a request by the list, cached input at its rate", () => {
  const price = {
    id: "round",
    rates: { input: 2, cachedInput: 0.2, output: 10 },
    listedOn: "2026-01-01",
    source: "test",
  };
  expect(compareApi(price, { ...workload, cachedTokens: 5000 })).toBeCloseTo(
    (3000 * 2 + 5000 * 0.2 + 500 * 10) / 1e6,
    12,
  );
});

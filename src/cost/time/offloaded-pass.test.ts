import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { plain } from "../format/stored-format.js";
import { uniformFormats } from "../format/weight-formats.js";
import { decodeStep } from "./decode.js";
import { type Deployment, deploymentOf } from "./deployment.js";
import { findEngine } from "./engines.js";
import { deskDisk, deskMemory } from "./host.js";
import { passTime } from "./pass.js";

const context = { causal: true, latent: "absorbed" } as const;
const llama = specOf(findModel("llama-3.1-70b"));
const deployment = (engine: string, layers: number, host = deskMemory): Deployment => ({
  ...deploymentOf({
    accelerator: findHardware("rtx-4090"),
    formats: uniformFormats("int4"),
    kv: plain("bf16"),
    engine: findEngine(engine),
  }),
  offload: { unit: "layers", layers },
  host,
});
/** Of one layer: weights of products in 4 bits, and 1,001 tokens of keys and values. */
const weights = (8192 * (2 * 8192 + 2 * 1024 + 3 * 28_672)) / 2;
const cache = 1001 * 2 * 8 * 128 * 2;

describe("a pass over layers of which some are with the host", () => {
  it("adds what the host reads to the time of the rest", () => {
    const none = decodeStep(llama, 1000, deployment("llama.cpp", 0), context);
    const half = decodeStep(llama, 1000, deployment("llama.cpp", 40), context);
    const host = (40 * (weights + cache)) / 89.6e9;
    expect(half.seconds - host).toBeGreaterThan(0.45 * none.seconds);
    expect(half.seconds - host).toBeLessThan(0.55 * none.seconds);
    expect(half.bound).toBe("memory");
  });

  it("copies them to the accelerator for many tokens, and always for engines that compute nothing on the host", () => {
    const copy = (engine: string, tokens: number) => {
      const span = { past: 1001 - tokens, tokens };
      const out = passTime(llama, span, 1, deployment(engine, 40), context);
      return out.seconds - passTime(llama, span, 1, deployment(engine, 0), context).seconds;
    };
    const bytes = (40 * (weights + cache)) / 31.5e9;
    expect(copy("llama.cpp", 512)).toBeCloseTo(bytes, 9);
    expect(copy("vllm", 1)).toBeCloseTo(bytes, 9);
  });

  it("is read from disk at its rate", () => {
    const step = (host: typeof deskMemory) =>
      decodeStep(llama, 1000, deployment("llama.cpp", 40, host), context).seconds;
    expect(step(deskDisk) - step(deskMemory)).toBeCloseTo(
      40 * (weights + cache) * (1 / 7.88e9 - 1 / 89.6e9),
      9,
    );
  });
});

import { describe, expect, it } from "vitest";
import { flopOf } from "../flops.js";
import { kvCacheBytes } from "../memory/per-sequence.js";
import { readModel } from "../model/read-config.js";
import { findModel } from "./find.js";

const n = 32_768;
const context = { causal: true, latent: "absorbed" } as const;
const causal = (n * (n + 1)) / 2;
const windowed = (w: number): number => w * n - (w * (w - 1)) / 2;

function counted(name: string) {
  const entry = findModel(name);
  const spec = readModel(entry.config, entry.id);
  const { attention, linear } = flopOf(spec, { past: 0, tokens: n }, context);
  return { attention, linear, cache: kvCacheBytes(spec, n, "bf16", context) };
}

/**
 * Each count follows from the published architecture alone, without our layer list: widths × pairs × layers.
 */
describe("counted by hand at 32,768 tokens", () => {
  it("Mixtral 8x7B: grouped queries, two experts of eight", () => {
    const h = 4096;
    const layer = 2 * h * h + 2 * h * 1024 + 2 * 3 * h * 14336 + h * 8;
    expect(counted("mixtral-8x7b")).toEqual({
      attention: 32 * 4 * 128 * 32 * causal,
      linear: 32 * n * 2 * layer + 2 * h * 32000,
      cache: 32 * n * 2 * 1024 * 2,
    });
  });

  it("gpt-oss-120b: every second layer sees 128 tokens, four experts of 128", () => {
    const h = 2880;
    const layer = 2 * h * 4096 + 2 * h * 512 + 4 * 3 * h * 2880 + h * 128;
    expect(counted("gpt-oss-120b")).toEqual({
      attention: 4 * 64 * 64 * (18 * windowed(128) + 18 * causal),
      linear: 36 * n * 2 * layer + 2 * h * 201088,
      cache: (18 * n + 18 * 128) * 2 * 512 * 2,
    });
  });

  it("Gemma 3 27B: one layer in six sees everything, the others 1,024 tokens", () => {
    const h = 5376;
    const layer = 2 * h * 4096 + 2 * h * 2048 + 3 * h * 21504;
    expect(counted("gemma-3-27b")).toEqual({
      attention: 4 * 128 * 32 * (52 * windowed(1024) + 10 * causal),
      linear: 62 * n * 2 * layer + 2 * h * 262208,
      cache: (10 * n + 52 * 1024) * 2 * 2048 * 2,
    });
  });

  it("DeepSeek-V2-Lite: latent attention, one dense layer, six of 64 experts and two shared", () => {
    const h = 2048;
    const attention = h * 16 * 192 + h * 576 + 512 * 16 * 256 + 16 * 128 * h;
    const routed = 8 * 3 * h * 1408 + h * 64;
    expect(counted("deepseek-v2-lite")).toEqual({
      attention: 27 * 16 * 2 * (192 + 128) * causal,
      linear: n * 2 * (27 * attention + 3 * h * 10944 + 26 * routed) + 2 * h * 102400,
      cache: 27 * 576 * 2 * n,
    });
  });

  it("Qwen3-Next: 36 gated delta nets, 12 gated attention layers, ten of 512 experts", () => {
    const h = 2048;
    const softmax = h * 2 * 4096 + 2 * h * 512 + 4096 * h;
    const mixed = 2 * 2048 + 4096;
    const delta = h * (mixed + 4096 + 64) + 4096 * h + 4 * mixed;
    const state = 3 * 2 * 32 * 128 * 128;
    const routed = 11 * 3 * h * 512 + h + h * 512;
    expect(counted("qwen3-next")).toEqual({
      attention: 12 * 4 * 256 * 16 * causal,
      linear: n * (2 * (12 * softmax + 36 * delta + 48 * routed) + 36 * state) + 2 * h * 151936,
      cache: 12 * 2 * 512 * 2 * n,
    });
  });

  it("Jamba: 28 Mamba layers, 4 attention layers, two of 16 experts in every second layer", () => {
    const h = 4096;
    const inner = 8192;
    const mamba = h * 2 * inner + inner * (256 + 32) + 256 * inner + inner * h + 4 * inner;
    const feedForward = 3 * h * 14336;
    expect(counted("jamba")).toEqual({
      attention: 4 * 4 * 128 * 32 * causal,
      linear:
        n *
          2 *
          (4 * (2 * h * h + 2 * h * 1024) + 28 * mamba + 16 * (2 * feedForward + h * 16) + 16 * feedForward) +
        28 * n * 9 * inner * 16 +
        2 * h * 65536,
      cache: 4 * 2 * 1024 * 2 * n,
    });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { models } from "./catalogue/models/index.js";
import { doublingFactor, flopOf, layerFlop, localExponent } from "./flops.js";
import { kvCacheBytes } from "./memory/per-sequence.js";
import { noFeedForward } from "./model/feed-forward/dense.js";
import { attention } from "./model/mixers/attention.js";
import { readModel } from "./model/read-config.js";
import { layerGroups, type MixerContext } from "./model/spec.js";

const specs = models.map((entry) => readModel(entry.config, entry.id));
const anySpec = fc.constantFrom(...specs);
const anyLength = fc.integer({ min: 1, max: 2 ** 20 });
const context: MixerContext = { causal: true, latent: "absorbed" };

const shape = { hiddenSize: 256, heads: 4, kvHeads: 2, headDim: 64 } as const;
const attentionFlop = (mixer: ReturnType<typeof attention>, n: number, causal = true): number => {
  const layer = { mixer, feedForward: noFeedForward, normParameters: 0 };
  const flop = layerFlop(layer, { past: 0, tokens: n }, { ...context, causal });
  return flop.scores + flop.values;
};

describe("the cost of a context", () => {
  it("multiplies causal attention by exactly (4n² + 2n)/(n² + n) when n doubles", () => {
    const mixer = attention({ ...shape, mask: { kind: "causal" } });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 18 }), (n) => {
        const ratio = attentionFlop(mixer, 2 * n) / attentionFlop(mixer, n);
        expect(ratio).toBeCloseTo((4 * n * n + 2 * n) / (n * n + n), 12);
      }),
    );
  });

  it("multiplies full attention by 4 when n doubles", () => {
    const mixer = attention({ ...shape, mask: { kind: "causal" } });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 18 }), (n) => {
        expect(attentionFlop(mixer, 2 * n, false)).toBe(4 * attentionFlop(mixer, n, false));
      }),
    );
  });

  it("multiplies windowed attention by about 2 when n doubles", () => {
    const mixer = attention({ ...shape, mask: { kind: "window", window: 128 } });
    expect(attentionFlop(mixer, 2 ** 21) / attentionFlop(mixer, 2 ** 20)).toBeCloseTo(2, 3);
  });

  it("is the sum of its layers and its output projection", () => {
    fc.assert(
      fc.property(anySpec, anyLength, (spec, tokens) => {
        const own = { ...context, causal: spec.causal };
        let sum = 2 * spec.head.parameters;
        for (const layer of spec.layers) {
          const part = layerFlop(layer, { past: 0, tokens }, own);
          sum += part.projections + part.scores + part.values + part.state + part.feedForward + part.router;
        }
        const { total } = flopOf(spec, { past: 0, tokens }, own);
        expect(Math.abs(total - sum) / sum).toBeLessThan(1e-12);
      }),
    );
  });

  it("never decreases as n grows", () => {
    fc.assert(
      fc.property(anySpec, anyLength, fc.integer({ min: 1, max: 1000 }), (spec, n, more) => {
        const own = { ...context, causal: spec.causal };
        const at = (tokens: number) => flopOf(spec, { past: 0, tokens }, own).total;
        expect(at(n + more)).toBeGreaterThan(at(n));
        expect(kvCacheBytes(spec, n + more, "bf16", own)).toBeGreaterThanOrEqual(
          kvCacheBytes(spec, n, "bf16", own),
        );
      }),
    );
  });

  it("is the same in one prefill as in chunks, except for the output projection and latent attention", () => {
    const plain = specs.filter(
      (spec) => spec.causal && layerGroups(spec).every(({ layer }) => !layer.mixer.kind.startsWith("MLA")),
    );
    fc.assert(
      fc.property(fc.constantFrom(...plain), anyLength, anyLength, (spec, first, second) => {
        const at = (past: number, tokens: number) => flopOf(spec, { past, tokens }, context, 0).total;
        const whole = at(0, first + second);
        expect(Math.abs(at(0, first) + at(first, second) - whole) / whole).toBeLessThan(1e-12);
      }),
    );
  });

  it("has a KV cache that is linear in n without a window", () => {
    const mixer = attention({ ...shape, mask: { kind: "causal" } });
    fc.assert(
      fc.property(anyLength, (n) => {
        expect(mixer.cacheElements(n, context)).toBe(n * 2 * shape.kvHeads * shape.headDim);
      }),
    );
  });
});

describe("doubling the context", () => {
  it("costs between twice and four times the FLOP, and more than the exponent at its start says", () => {
    // Attention without windows: its share only grows.
    const growing = specs.filter(({ name }) => name.includes("Llama-3"));
    expect(growing.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.constantFrom(...growing), fc.integer({ min: 1000, max: 5_000_000 }), (spec, n) => {
        const factor = doublingFactor(spec, n, context);
        expect(factor).toBeGreaterThan(2 ** localExponent(spec, n, context));
        expect(factor).toBeGreaterThan(1.99);
        expect(factor).toBeLessThan(4);
      }),
    );
  });
});

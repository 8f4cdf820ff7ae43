import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { densePeak } from "../accelerator.js";
import { findHardware } from "../catalogue/find.js";
import { modelByName } from "../defaults.js";
import { flopOf } from "../flops.js";
import { parseFormats } from "../format/parse-formats.js";
import { plain } from "../format/stored-format.js";
import { storedModel } from "../format/stored-weights.js";
import { parameterCounts } from "../model/spec.js";
import { planOf } from "../parallel-plan.js";
import { decodeStep } from "./decode.js";
import { type Deployment, deploymentOf } from "./deployment.js";
import { engines } from "./engines.js";
import { prefillTime } from "./prefill.js";

const context = { causal: true, latent: "absorbed" } as const;
const models = ["llama-3.1-8b", "gpt-oss-120b", "deepseek-v3", "qwen3-next-80b-a3b"].map((name) =>
  modelByName(name),
);
const hardware = ["a100-sxm", "h100", "b200", "mi355x", "rtx-4090", "m4-max"].map(findHardware);

const cases = fc.record({
  spec: fc.constantFrom(...models),
  accelerator: fc.constantFrom(...hardware),
  engine: fc.constantFrom(...engines),
  format: fc.constantFrom("bf16", "fp8", "nvfp4", "q4_k_m"),
  accelerators: fc.constantFrom<number[]>(1, 2, 4, 8, 16),
  batch: fc.integer({ min: 1, max: 512 }),
  tokens: fc.integer({ min: 1, max: 200_000 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const deployed = ({ spec, accelerator, engine, format, accelerators, batch }: Case): Deployment =>
  deploymentOf({
    accelerator,
    engine,
    batch,
    formats: parseFormats(format, spec).weights,
    kv: plain("bf16"),
    plan: planOf({ accelerators }, accelerator),
  });
/** Sums in another order may differ in the last digits. */
const ROUNDING = 1 + 1e-9;

describe("time of a pass", () => {
  it("grows with the batch and with the context", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 1000 }), (one, more) => {
        const { spec, tokens, batch } = one;
        const deployment = deployed(one);
        const step = decodeStep(spec, tokens, deployment, context).seconds;
        const larger = { ...deployment, batch: batch + more };
        expect(decodeStep(spec, tokens, larger, context).seconds * ROUNDING).toBeGreaterThanOrEqual(step);
        expect(
          decodeStep(spec, tokens + more, deployment, context).seconds * ROUNDING,
        ).toBeGreaterThanOrEqual(step);
        const prefill = prefillTime(spec, tokens, deployment, context).seconds;
        expect(
          prefillTime(spec, tokens + more, deployment, context).seconds * ROUNDING,
        ).toBeGreaterThanOrEqual(prefill);
      }),
    );
  });

  it("is never shorter than the FLOP at the peak, or the bytes that every pass reads at the bandwidth", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { spec, accelerator, accelerators, tokens } = one;
        const deployment = deployed({ ...one, batch: 1 });
        const { total } = flopOf(spec, { past: 0, tokens }, context);
        const peak = Math.max(
          ...(["bf16", "fp8", "fp4"] as const).map((unit) => densePeak(accelerator, unit).flopPerSecond),
        );
        const { seconds } = prefillTime(spec, tokens, deployment, context);
        expect(seconds).toBeGreaterThan(total / (peak * accelerators));
        const counts = parameterCounts(spec);
        const read = (storedModel(spec, deployment.formats).totalBytes * counts.active) / counts.total;
        // An embedding is looked up, and arrays differ in format: half of the mean is certain.
        expect(decodeStep(spec, tokens, deployment, context).seconds).toBeGreaterThan(
          (0.5 * read) / (accelerator.memoryBytesPerSecond * accelerators),
        );
      }),
    );
  });

  it("computes and reads no longer with more accelerators", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const few = decodeStep(one.spec, one.tokens, deployed(one), context);
        const many = decodeStep(
          one.spec,
          one.tokens,
          deployed({ ...one, accelerators: 2 * one.accelerators }),
          context,
        );
        expect(many.computeSeconds).toBeLessThanOrEqual(few.computeSeconds * ROUNDING);
        expect(many.memorySeconds).toBeLessThanOrEqual(few.memorySeconds * ROUNDING);
      }),
    );
  });

  it("does not grow with bandwidth, and shrinks by at most as much", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1, max: 10, noNaN: true }), (one, factor) => {
        const slow = decodeStep(one.spec, one.tokens, deployed(one), context).seconds;
        const accelerator = {
          ...one.accelerator,
          memoryBytesPerSecond: factor * one.accelerator.memoryBytesPerSecond,
        };
        const fast = decodeStep(one.spec, one.tokens, deployed({ ...one, accelerator }), context).seconds;
        expect(fast).toBeLessThanOrEqual(slow * ROUNDING);
        expect(fast * factor * ROUNDING).toBeGreaterThanOrEqual(slow);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findHardware } from "../catalogue/find.js";
import { modelByName } from "../defaults.js";
import { parseFormats } from "../format/parse-formats.js";
import { planOf } from "../parallel-plan.js";
import { decodeStep } from "../time/decode.js";
import { deploymentOf } from "../time/deployment.js";
import { engines } from "../time/engines.js";
import { largestConcurrency } from "./largest-concurrency.js";
import { servingRates } from "./load.js";

const context = { causal: true, latent: "absorbed" } as const;
const h200 = findHardware("h200");
const models = ["llama-3.1-8b", "gpt-oss-120b", "deepseek-v3"].map((name) => modelByName(name));

const loads = fc.record({
  spec: fc.constantFrom(...models),
  engine: fc.constantFrom(...engines),
  dataAttention: fc.boolean(),
  inputTokens: fc.integer({ min: 1, max: 50_000 }),
  outputTokens: fc.integer({ min: 2, max: 10_000 }),
  concurrency: fc.integer({ min: 1, max: 2000 }),
});
type AnyLoad = typeof loads extends fc.Arbitrary<infer T> ? T : never;

const deployed = ({ spec, engine, dataAttention }: AnyLoad) =>
  deploymentOf({
    accelerator: h200,
    engine,
    formats: parseFormats("fp8", spec).weights,
    plan: planOf({ accelerators: 8, dataAttention }, h200),
  });
const ROUNDING = 1 + 1e-9;

describe("rates of a load", () => {
  it("give no user more tokens a second when there are more users", () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 500 }), (load, more) => {
        const deployment = deployed(load);
        const at = (concurrency: number) =>
          servingRates(load.spec, { ...load, cachedTokens: 0, concurrency }, deployment, context);
        const few = at(load.concurrency);
        const many = at(load.concurrency + more);
        expect(many.timePerOutputTokenSeconds * ROUNDING).toBeGreaterThanOrEqual(
          few.timePerOutputTokenSeconds,
        );
      }),
    );
  });

  it("generate no fewer tokens a second when there are more users, at short answers too", () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 2, max: 20 }), (load, outputTokens) => {
        const deployment = deployed({ ...load, dataAttention: false });
        const at = (concurrency: number) =>
          servingRates(
            load.spec,
            { ...load, outputTokens, cachedTokens: 0, concurrency },
            deployment,
            context,
          ).outputTokensPerSecond;
        // A lone user does not wait half a step for the one under way, so the law begins with two.
        const few = 1 + Math.ceil(load.concurrency / 40);
        expect(at(2 * few) * 1.01).toBeGreaterThanOrEqual(at(few));
      }),
    );
  });

  it("of 4 users with 10 tokens each take 4 prefills and 9 steps", () => {
    const spec = modelByName("llama-3.1-8b");
    const deployment = deploymentOf({ accelerator: findHardware("h100") });
    const lengths = { inputTokens: 8000, cachedTokens: 0, outputTokens: 10 };
    const one = servingRates(spec, { ...lengths, concurrency: 1 }, deployment, context);
    const four = servingRates(spec, { ...lengths, concurrency: 4 }, deployment, context);
    const cycle = 4 * one.prefillSeconds + 9 * four.decodeStep.seconds;
    expect(four.outputTokensPerSecond).toBeGreaterThan(40 / (1.1 * cycle));
    expect(four.outputTokensPerSecond).toBeLessThan(40 / (0.9 * cycle));
  });

  it("take at least a decode step for a token, and generate no more than one a step and user", () => {
    fc.assert(
      fc.property(loads, (load) => {
        const deployment = deployed(load);
        const { spec, concurrency, inputTokens, outputTokens } = load;
        const rates = servingRates(spec, { ...load, cachedTokens: 0 }, deployment, context);
        const step = decodeStep(
          spec,
          inputTokens + outputTokens / 2,
          { ...deployment, batch: concurrency },
          context,
        ).seconds;
        expect(rates.timePerOutputTokenSeconds).toBeGreaterThanOrEqual(step);
        // The first of the output tokens is the prefill's.
        expect(rates.outputTokensPerSecond).toBeLessThanOrEqual(
          ((concurrency / step) * outputTokens) / (outputTokens - 1),
        );
        expect(rates.timeToFirstTokenSeconds).toBeGreaterThanOrEqual(rates.prefillSeconds);
        expect(Object.values(rates).every((value) => typeof value === "object" || value > -1e-12)).toBe(true);
      }),
    );
  });

  it("hold no more requests when more memory is kept free, or when requests are longer", () => {
    fc.assert(
      fc.property(
        loads,
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.integer({ min: 0, max: 9999 }),
        (load, reserve, more) => {
          const deployment = deployed(load);
          const most = (kept: number, outputTokens: number) =>
            largestConcurrency(
              load.spec,
              { inputTokens: load.inputTokens, cachedTokens: 0, outputTokens },
              { ...deployment, reserve: kept },
              context,
            );
          expect(most(reserve + 0.1, load.outputTokens)).toBeLessThanOrEqual(
            most(reserve, load.outputTokens),
          );
          expect(most(reserve, load.outputTokens + more)).toBeLessThanOrEqual(
            most(reserve, load.outputTokens),
          );
        },
      ),
    );
  });
});

import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { deploymentOf } from "../time/deployment.js";
import { frontier, frontierConcurrencies } from "./frontier.js";
import { largestConcurrency } from "./largest-concurrency.js";
import { concurrencyWithin } from "./limits.js";
import { servingRates } from "./load.js";

const llama = specOf(findModel("llama-3.1-8b"));
const deployment = deploymentOf({ accelerator: findHardware("h100") });
const context = { causal: true, latent: "absorbed" } as const;
const lengths = { inputTokens: 8000, cachedTokens: 0, outputTokens: 256 };
const ratesAt = (concurrency: number) =>
  servingRates(llama, { ...lengths, concurrency }, deployment, context);

describe("requests of one token", () => {
  it("are prefills one after another", () => {
    const rates = servingRates(llama, { ...lengths, outputTokens: 1, concurrency: 4 }, deployment, context);
    const { requestSeconds } = deployment.engine;
    const alone = servingRates(llama, { ...lengths, concurrency: 1 }, deployment, context).prefillSeconds;
    expect((rates.timeToFirstTokenSeconds - requestSeconds) / (4 * alone)).toBeCloseTo(1, 1);
    expect(rates.outputTokensPerSecond * rates.timeToFirstTokenSeconds).toBeCloseTo(4, 9);
    expect(rates.totalTokensPerSecond).toBeCloseTo(8001 * rates.outputTokensPerSecond, 6);
  });

  it("of a few tokens never wait for more prefills than there are", () => {
    for (const concurrency of [2, 3, 8]) {
      const rates = servingRates(llama, { ...lengths, outputTokens: 2, concurrency }, deployment, context);
      const { requestSeconds } = deployment.engine;
      expect(rates.timeToFirstTokenSeconds).toBeLessThan(
        requestSeconds + concurrency * rates.prefillSeconds + rates.decodeStep.seconds,
      );
    }
  });
});

describe("the most requests within limits", () => {
  it("is the last that meets each, and the least of all", () => {
    const found = concurrencyWithin(
      llama,
      lengths,
      { ttftSeconds: 0.3, tpotSeconds: 0.02 },
      deployment,
      context,
    );
    expect(ratesAt(found.ttft!).timeToFirstTokenSeconds).toBeLessThanOrEqual(0.3);
    expect(ratesAt(found.ttft! + 1).timeToFirstTokenSeconds).toBeGreaterThan(0.3);
    expect(ratesAt(found.tpot!).timePerOutputTokenSeconds).toBeLessThanOrEqual(0.02);
    expect(ratesAt(found.tpot! + 1).timePerOutputTokenSeconds).toBeGreaterThan(0.02);
    expect(found.memory).toBe(largestConcurrency(llama, lengths, deployment, context));
    expect(found.all).toBe(Math.min(found.memory, found.ttft!, found.tpot!));
  });

  it("is none where one request takes too long, and memory's without limits", () => {
    expect(concurrencyWithin(llama, lengths, { tpotSeconds: 1e-4 }, deployment, context).all).toBe(0);
    const { memory, all, ttft, tpot } = concurrencyWithin(llama, lengths, {}, deployment, context);
    expect([all, ttft, tpot]).toEqual([memory, undefined, undefined]);
  });
});

describe("the frontier", () => {
  it("doubles up to what memory holds", () => {
    expect(frontierConcurrencies(0)).toEqual([]);
    expect(frontierConcurrencies(1)).toEqual([1]);
    expect(frontierConcurrencies(8)).toEqual([1, 2, 4, 8]);
    expect(frontierConcurrencies(11)).toEqual([1, 2, 4, 8, 11]);
    expect(frontierConcurrencies(Number.POSITIVE_INFINITY).at(-1)).toBe(4096);
  });

  it("trades the speed of one user for the tokens of the machine and their price", () => {
    const points = frontier(llama, lengths, { ...deployment, dollarsPerHour: 3.6 }, context);
    expect(points.at(-1)!.concurrency).toBe(largestConcurrency(llama, lengths, deployment, context));
    for (let index = 1; index < points.length; index++) {
      const [before, point] = [points[index - 1]!, points[index]!];
      expect(point.tokensPerSecondPerUser).toBeLessThan(before.tokensPerSecondPerUser);
      expect(point.tokensPerSecondPerAccelerator).toBeGreaterThan(before.tokensPerSecondPerAccelerator);
      expect(point.dollarsPerMillionOutputTokens!).toBeLessThan(before.dollarsPerMillionOutputTokens!);
    }
  });

  it("charges the whole rent to the tokens of its load", () => {
    const rent = 3.6 / 3600;
    for (const point of frontier(llama, lengths, { ...deployment, dollarsPerHour: 3.6 }, context)) {
      const request =
        (8000 * point.dollarsPerMillionInputTokens! + 256 * point.dollarsPerMillionOutputTokens!) / 1e6;
      expect(request * point.requestsPerSecond!).toBeCloseTo(rent, 12);
      // Little's law: requests in the machine are their rate times the time that each stays.
      const stay = point.timeToFirstTokenSeconds + 255 * point.timePerOutputTokenSeconds;
      expect(point.requestsPerSecond! * stay).toBeCloseTo(point.concurrency, 6);
    }
  });
});

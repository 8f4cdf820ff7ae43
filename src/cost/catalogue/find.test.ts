import { describe, expect, it } from "vitest";
import { FoveaError } from "../../shared/errors.js";
import { apiDollars, batchPriceOf, ratesFor } from "../money.js";
import { editDistance } from "./edit-distance.js";
import { findHardware, findModel, findPrice } from "./find.js";
import { parsePriceFile } from "./price-file.js";

const thrown = (run: () => unknown): FoveaError => {
  try {
    run();
  } catch (error) {
    if (error instanceof FoveaError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("edit distance", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["flaw", "lawn", 2],
    ["same", "same", 0],
  ])("%s → %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("lookup", () => {
  it("finds a model by id, by the last part of its id and by alias, ignoring case", () => {
    const { id } = findModel("llama-3.1-70b");
    expect(findModel(id).id).toBe(id);
    expect(findModel(id.split("/")[1]!.toUpperCase()).id).toBe(id);
  });

  it("takes a space for a hyphen, as people write hardware", () => {
    expect(findHardware("RTX 4090").id).toBe("rtx-4090");
    expect(findHardware("M4 Max").id).toBe(findHardware("m4-max").id);
    expect(findModel("Llama 3.1 70B").id).toBe(findModel("llama-3.1-70b").id);
    expect(findPrice(" GPT 5.4 ").id).toBe("gpt-5.4");
  });

  it("suggests the three nearest names and the listing command for an unknown name", () => {
    const model = thrown(() => findModel("lama-3.1-70b"));
    expect(model.code).toBe("unknown-model");
    expect(model.message).toContain("llama-3.1-70b");
    expect(model.mend).toContain("fovea cost models");
    const accelerator = thrown(() => findHardware("h1000"));
    expect(accelerator.code).toBe("unknown-hardware");
    expect(accelerator.message.split("nearest are ")[1]!.split(", ")).toHaveLength(3);
    expect(accelerator.mend).toContain("fovea cost hardware");
    expect(thrown(() => findPrice("gpt-99")).mend).toContain("fovea cost prices");
  });
});

describe("a user's own prices", () => {
  const row = {
    id: "house-model",
    rates: { input: 1, output: 2 },
    source: "contract",
    listedOn: "2026-11-01",
  };

  it("take precedence over the built-in ones", () => {
    const own = parsePriceFile(JSON.stringify([{ ...row, id: "gpt-5.4" }]), "own.json");
    expect(findPrice("GPT-5.4", own).rates.input).toBe(1);
    expect(findPrice("gpt-5.4").rates.input).toBe(2.5);
  });

  it("may have several thresholds, writes by their time to live and rules of the cache", () => {
    const rates = { ...row.rates, cachedInput: 0.1, cacheWrite: 1.25 };
    const [parsed] = parsePriceFile(
      JSON.stringify([
        {
          ...row,
          rates: { ...rates, longerCacheWrites: [{ ttlSeconds: 3600, rate: 2 }] },
          tiers: [
            { aboveTokens: 32_000, rates: { input: 2, output: 4 } },
            { aboveTokens: 128_000, rates: { input: 3, output: 6 } },
          ],
          cache: { marked: true, minimumTokens: 1024, ttlSeconds: 300, source: "contract" },
        },
      ]),
      "own.json",
    );
    expect(ratesFor(parsed!, 32_000).input).toBe(1);
    expect(ratesFor(parsed!, 32_001).input).toBe(2);
    expect(ratesFor(parsed!, 200_000).input).toBe(3);
    // 1,000 tokens read, 2,000 written for an hour, 500 new, 100 generated.
    const use = { inputTokens: 3500, cachedInputTokens: 1000, cacheWriteTokens: 2000, outputTokens: 100 };
    expect(apiDollars(parsed!, { ...use, cacheTtlSeconds: 3600 })).toBeCloseTo(
      (1000 * 0.1 + 2000 * 2 + 500 * 1 + 100 * 2) / 1e6,
      12,
    );
    expect(apiDollars(parsed!, use)).toBeCloseTo((1000 * 0.1 + 2000 * 1.25 + 500 * 1 + 100 * 2) / 1e6, 12);
  });

  it("may have a batch interface, which takes a share of every rate", () => {
    const [parsed] = parsePriceFile(
      JSON.stringify([
        {
          ...row,
          rates: { input: 4, cachedInput: 1, cacheWrite: 5, output: 20 },
          longContext: { aboveTokens: 1000, rates: { input: 8, output: 30 } },
          batchShare: 0.5,
        },
      ]),
      "own.json",
    );
    const batch = batchPriceOf(parsed!)!;
    expect(batch.id).toBe("house-model (batch)");
    const use = { inputTokens: 900, cachedInputTokens: 300, cacheWriteTokens: 200, outputTokens: 50 };
    expect(apiDollars(batch, use)).toBeCloseTo((400 * 2 + 300 * 0.5 + 200 * 2.5 + 50 * 10) / 1e6, 12);
    expect(apiDollars(batch, { inputTokens: 2000 })).toBeCloseTo((2000 * 4) / 1e6, 12);
    expect(batchPriceOf(findPrice("gpt-4o"))).toBeUndefined();
  });

  it("are refused with the name of the wrong field", () => {
    const wrong = thrown(() =>
      parsePriceFile(JSON.stringify([{ ...row, rates: { input: "1" } }]), "own.json"),
    );
    expect(wrong.code).toBe("bad-price-file");
    expect(wrong.message).toContain('own.json: row 1, "rates.input" is "1"');
    expect(thrown(() => parsePriceFile("{", "own.json")).message).toBe("own.json is not JSON");
  });
});

import { describe, expect, it } from "vitest";
import {
  attentionMatrixBytes,
  deploymentOf,
  findHardware,
  findModel,
  models,
  type PriceOptions,
  priceContexts,
  readModel,
  specOf,
} from "../../../../../../cost/index.js";
import { type Kind, type ScaleItem, scaleItems, timesText } from "./items.js";

const options: PriceOptions = {
  ...deploymentOf({ accelerator: findHardware("h100"), accelerators: 4, batch: 1 }),
  causal: true,
  latent: "absorbed",
  cachedTokens: 0,
  outputTokens: 0,
};

const bytesOf = (items: readonly ScaleItem[], kind: Kind): number =>
  items.find((item) => item.kind === kind)?.bytes ?? 0;

describe("what is drawn to scale", () => {
  it("has the figures of the row, for every model", () => {
    for (const entry of models) {
      const spec = readModel(entry.config, entry.id);
      const [row] = priceContexts(spec, [100_000], { ...options, batch: 3 });
      const items = scaleItems(spec, { ...options, batch: 3 }, row!, "all");
      expect(bytesOf(items, "matrix"), entry.id).toBe(row!.allAttentionMatricesBytes);
      expect(bytesOf(items, "flash"), entry.id).toBe(row!.flashWorkingSetBytes);
      expect(bytesOf(items, "cache"), entry.id).toBe(row!.kvCacheBytes);
      expect(bytesOf(items, "state"), entry.id).toBe(row!.stateBytes);
      expect(bytesOf(items, "weights"), entry.id).toBe(row!.weightBytes);
      expect(items.every(({ bytes }) => bytes > 0 && Number.isFinite(bytes))).toBe(true);
      const head = scaleItems(spec, options, row!, "head");
      expect(bytesOf(head, "matrix"), entry.id).toBe(row!.attentionMatrixBytes);
    }
  });

  it("sums from one head to all, where the layers are alike", () => {
    const spec = specOf(findModel("llama-3.1-70b"));
    const [row] = priceContexts(spec, [128_000], options);
    const head = scaleItems(spec, options, row!, "head");
    expect(bytesOf(head, "matrix")).toBe(attentionMatrixBytes(128_000, "bf16"));
    expect(bytesOf(head, "matrix") * 64 * 80).toBe(row!.allAttentionMatricesBytes);
    expect(bytesOf(head, "flash") * 64 * 80).toBe(row!.flashWorkingSetBytes);
    expect(bytesOf(head, "cache") * 8 * 80).toBe(row!.kvCacheBytes);
    expect(head.find(({ kind }) => kind === "cache")!.about).toMatch(/^shared by 8 query heads, /);
    expect(bytesOf(head, "tile")).toBe(65_536);
    expect(head.find(({ kind }) => kind === "matrix")!.about).toMatch(/; its causal half: 16\.4 GB$/);
  });

  it("takes layers of full attention for one head, not those of a window", () => {
    const spec = specOf(findModel("gpt-oss-120b"));
    const [row] = priceContexts(spec, [128_000], options);
    // 64 + 64 channels of a KV head in 16 bits, of every token.
    expect(bytesOf(scaleItems(spec, options, row!, "head"), "cache")).toBe(128_000 * 128 * 2);
  });

  it("has no matrix where none is scored", () => {
    const spec = specOf(findModel("mamba-2.8b"));
    const [row] = priceContexts(spec, [128_000], options);
    expect(scaleItems(spec, options, row!, "head")).toEqual([]);
    const kinds = scaleItems(spec, options, row!, "all").map(({ kind }) => kind);
    expect(kinds).toEqual(["memory", "weights", "state"]);
  });
});

it("says ratios in words", () => {
  expect([2_560_000_000, 489.6, 12.4, 2.61, 1, 0.54, 0.0137].map(timesText)).toEqual([
    "2,560,000,000 times",
    "490 times",
    "12 times",
    "2.6 times",
    "about as much as",
    "54 % of",
    "1/73 of",
  ]);
});

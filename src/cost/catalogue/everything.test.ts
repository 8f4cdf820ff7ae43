import { expect, it } from "vitest";
import { uniformFormats } from "../format/weight-formats.js";
import { acceleratorsFor } from "../memory/accelerators-for.js";
import { readModel } from "../model/read-config.js";
import { priceContexts } from "../price-context.js";
import { deploymentOf } from "../time/deployment.js";
import { hardware } from "./hardware.js";
import { models } from "./models/index.js";

const contexts = [1_000, 4_000, 32_000, 128_000, 200_000, 1_000_000];

it("prices every model at 1k to 1M tokens on every accelerator", () => {
  const wrong: string[] = [];
  for (const model of models) {
    const spec = readModel(model.config, model.id);
    for (const accelerator of hardware) {
      const rows = priceContexts(spec, contexts, {
        ...deploymentOf({
          accelerator,
          accelerators: acceleratorsFor(spec, accelerator, uniformFormats("bf16")),
        }),
        causal: true,
        latent: "absorbed",
        cachedTokens: 0,
        outputTokens: 3,
      });
      let before = 0;
      for (const row of rows) {
        const sound =
          row.totalFlop > before &&
          Number.isFinite(row.prefillSeconds) &&
          row.prefillSeconds > 0 &&
          row.weightBytes > 0 &&
          row.localExponent >= 0.9 &&
          row.localExponent <= 2.01 &&
          (row.dollars === null || row.dollars > 0);
        if (!sound) wrong.push(`${model.id} on ${accelerator.id} at ${row.context}`);
        before = row.totalFlop;
      }
    }
  }
  expect(wrong).toEqual([]);
});

import { expect, it } from "vitest";
import { readModel } from "../model/read-config.js";
import { parameterCounts } from "../model/spec.js";
import type { ModelEntry } from "./model-entry.js";
import { models } from "./models/index.js";

/** One unit of the last published digit: 37e9 → 1e9, 3.61e9 → 1e7. Some authors round, others truncate. */
function lastDigit(published: number): number {
  let unit = 1;
  while (published % (unit * 10) === 0) unit *= 10;
  return unit;
}

function activeAsPublished({ activeLeavesOut, config, id }: ModelEntry): number {
  const spec = readModel(config, id);
  const { active } = parameterCounts(spec);
  const head = spec.head.tied ? 0 : spec.head.parameters;
  if (activeLeavesOut === "embedding") return active - spec.embeddingParameters;
  if (activeLeavesOut === "embeddings") return active - spec.embeddingParameters - head;
  return active;
}

it.each(models.map((model) => [model.id, model] as const))(
  "%s has as many parameters as published, within 1 % (or half a unit of the last published digit)",
  (_id, model) => {
    const { total } = parameterCounts(readModel(model.config, model.id));
    const published = model.publishedParameters;
    const tolerance = Math.max(0.01 * published, lastDigit(published) / 2);
    expect(Math.abs(total - published)).toBeLessThan(tolerance);
  },
);

it.each(
  models
    .filter((model) => model.publishedActiveParameters !== undefined)
    .map((model) => [model.id, model] as const),
)("%s uses as many parameters per token as published", (_id, model) => {
  const published = model.publishedActiveParameters!;
  const tolerance = Math.max(0.01 * published, lastDigit(published));
  expect(Math.abs(activeAsPublished(model) - published)).toBeLessThan(tolerance);
});

it("has models of every architecture in use", () => {
  const families = new Set(models.map(({ config, id }) => readModel(config, id).family));
  const wanted = `llama mistral mixtral gemma gemma2 gemma3_text llama4_text qwen2 qwen3 qwen3_moe qwen3_next
    deepseek_v2 deepseek_v3 deepseek_v32 gpt_oss gpt2 gpt_neox opt bloom falcon phi phi3 phimoe glm4_moe
    glm_moe_dsa kimi_k2 kimi_linear minimax_text_01 minimax_m2 jamba granitemoehybrid nemotron_h mamba mamba2
    rwkv rwkv6 rwkv7 olmo2 olmo3 olmoe starcoder2 cohere cohere2 bert roberta modernbert`.split(/\s+/);
  expect(wanted.filter((family) => !families.has(family))).toEqual([]);
  expect(models.length).toBeGreaterThanOrEqual(60);
});

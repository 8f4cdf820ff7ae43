import { describe, expect, it } from "vitest";
import { modelByName } from "../defaults.js";
import { parseFormats } from "../format/parse-formats.js";
import { uniformFormats } from "../format/weight-formats.js";
import { readModel } from "../model/read-config.js";
import { parameterCounts } from "../model/spec.js";
import { layerActivationBytes } from "./activations.js";
import { adapterOf } from "./adapter.js";
import { findFramework } from "./framework.js";
import { rulesOf, trainedParameters, trainingMemory } from "./memory.js";
import { findOptimizer } from "./optimizers.js";
import { findPrecision } from "./precision.js";
import { trainingFlop } from "./step.js";
import type { TrainingRun } from "./training-run.js";

const run = (over: Partial<TrainingRun> = {}): TrainingRun => ({
  framework: findFramework("transformers"),
  precision: findPrecision("mixed"),
  optimizer: findOptimizer("adamw"),
  formats: uniformFormats("bf16"),
  accelerators: 1,
  zero: 0,
  tokens: 2048,
  batch: 1,
  accumulate: 1,
  recompute: false,
  scores: "recomputed",
  dropout: false,
  ...over,
});

describe("states of weights, arXiv:1910.02054", () => {
  const llama = modelByName("llama-2-7b");
  const { total } = parameterCounts(llama);
  const states = (over: Partial<TrainingRun>) => {
    const { weights, gradients, optimizer } = trainingMemory(llama, run(over));
    return { weights: weights / total, gradients: gradients / total, optimizer: optimizer / total };
  };

  it("takes 16 bytes a parameter with Adam in mixed precision: 2 + 2 + 12", () => {
    expect(states({})).toEqual({ weights: 2, gradients: 2, optimizer: 12 });
  });

  it("takes 16 under autocast and 8 in pure bf16", () => {
    expect(states({ precision: findPrecision("autocast") })).toEqual({
      weights: 4,
      gradients: 4,
      optimizer: 8,
    });
    expect(states({ precision: findPrecision("bf16") })).toEqual({ weights: 2, gradients: 2, optimizer: 4 });
  });

  it("divides by stage: table 1 of the paper, 7.5B parameters on 64", () => {
    // 120 GB without, 31.4 GB at stage 1, 16.6 GB at stage 2, 1.88 GB at stage 3.
    const per = (zero: 0 | 1 | 2 | 3): number => {
      const { weights, gradients, optimizer } = trainingMemory(llama, run({ zero, accelerators: 64 }));
      return ((weights + gradients + optimizer) / total) * 7.5;
    };
    expect([per(0), per(1), per(2), per(3)].map((value) => Number(value.toPrecision(3)))).toEqual([
      120, 31.4, 16.6, 1.88,
    ]);
  });

  it("keeps two bytes of 8-bit states and a scale of 4 bytes for each 2,048 elements of both", () => {
    const { optimizer } = trainingMemory(
      llama,
      run({ precision: findPrecision("bf16"), optimizer: findOptimizer("adamw-8bit") }),
    );
    // All arrays but 65 norms of 4,096 elements, which are large enough for 8 bits: 2 + 8 / 2,048.
    expect(optimizer / total).toBeCloseTo(2 + 8 / 2048, 6);
  });

  it("keeps a row and a column of each matrix with Adafactor", () => {
    const { optimizer } = trainingMemory(
      llama,
      run({ precision: findPrecision("bf16"), optimizer: findOptimizer("adafactor") }),
    );
    // A layer: 4 of 4,096 + 4,096, 3 of 4,096 + 11,008, norms of 8,192; embeddings and head of 32,000 + 4,096.
    const elements = 32 * (4 * 8192 + 3 * 15104 + 8192) + 2 * 36096 + 4096;
    expect(optimizer).toBe(4 * elements);
  });
});

describe("activations of a layer, arXiv:2205.05198", () => {
  // GPT-3 175B: h = 12,288, a = 96.
  const gpt = readModel(
    {
      model_type: "gpt2",
      n_embd: 12288,
      n_head: 96,
      n_layer: 96,
      n_positions: 2048,
      n_ctx: 2048,
      vocab_size: 51200,
    },
    "gpt-3",
  );
  const rules = (scores: "stored" | "recomputed") =>
    rulesOf(run({ framework: findFramework("megatron"), scores, dropout: true }));

  it("is n·h·(34 + 5·a·n/h) with stored scores, its equation 1", () => {
    expect(layerActivationBytes(gpt, gpt.layers[0]!, 2048, rules("stored"))).toBe(
      2048 * 12288 * (34 + (5 * 96 * 2048) / 12288),
    );
  });

  it("is 34·n·h with scores computed again, and four bytes of each row's log-sum-exp", () => {
    expect(layerActivationBytes(gpt, gpt.layers[0]!, 2048, rules("recomputed"))).toBe(
      2048 * 12288 * 34 + 2048 * 96 * 4,
    );
  });
});

describe("adapters, arXiv:2106.09685", () => {
  const llama = modelByName("llama-2-7b");

  it("has 4,194,304 parameters on q and v of Llama-2-7B at rank 8", () => {
    const adapter = adapterOf(llama, 8, ["q_proj", "v_proj"]);
    expect(trainedParameters(llama, run({ adapter }))).toBe(32 * 2 * 8 * (4096 + 4096));
  });

  it("has 39,976,960 on every linear module at rank 16, as PEFT reports", () => {
    const adapter = adapterOf(llama, 16, ["all-linear"]);
    expect(trainedParameters(llama, run({ adapter }))).toBe(
      32 * 16 * (4 * (4096 + 4096) + 3 * (4096 + 11008)),
    );
    expect(trainedParameters(llama, run({ adapter }))).toBe(39_976_960);
  });

  it("keeps 16 bytes for each of its parameters, and the frozen weights as they are stored", () => {
    const adapter = adapterOf(llama, 8, ["q_proj", "v_proj"]);
    const { weights, gradients, optimizer } = trainingMemory(llama, run({ adapter }));
    expect(weights).toBe(2 * parameterCounts(llama).total + 4 * 4_194_304);
    expect(gradients).toBe(4 * 4_194_304);
    expect(optimizer).toBe(8 * 4_194_304);
  });

  it("stores the frozen products of QLoRA in 4.127 bits, arXiv:2305.14314", () => {
    const adapter = adapterOf(llama, 8, ["q_proj", "v_proj"]);
    const formats = parseFormats("nf4", llama).weights;
    const { weights } = trainingMemory(llama, run({ adapter, formats }));
    const products = 32 * (4 * 4096 * 4096 + 3 * 4096 * 11008);
    const others = parameterCounts(llama).total - products;
    // 4 bits, 8 bits for each 64, 32 bits for each 64 · 256.
    const bits = 4 + 8 / 64 + 32 / (64 * 256);
    expect(weights / ((products * bits) / 8 + 2 * others + 4 * 4_194_304)).toBeCloseTo(1, 4);
  });

  it("names the modules when one is unknown", () => {
    expect(() => adapterOf(llama, 8, ["query"])).toThrow('has no module "query"');
  });
});

describe("FLOP of a step", () => {
  const llama = modelByName("llama-2-7b");
  const products = 32 * (4 * 4096 * 4096 + 3 * 4096 * 11008) + 32000 * 4096;
  const attention = 32 * 4 * 4096 * ((2048 * 2049) / 2);

  it("is three forward passes: 6 FLOP of each product's parameter and token, and attention exactly", () => {
    const { model, recomputed } = trainingFlop(llama, run());
    expect(model).toBe(6 * products * 2048 + 3 * attention);
    expect(recomputed).toBe(0);
  });

  it("adds a forward pass of the layers for recomputation", () => {
    expect(trainingFlop(llama, run({ recompute: true })).recomputed).toBe(
      2 * (products - 32000 * 4096) * 2048 + attention,
    );
  });

  it("needs no gradients of frozen weights", () => {
    const adapter = adapterOf(llama, 8, ["q_proj", "v_proj"]);
    const { model } = trainingFlop(llama, run({ adapter }));
    expect(model).toBe(4 * products * 2048 + 3 * attention + 6 * 4_194_304 * 2048);
  });
});

import { expect, it } from "vitest";
import { findHardware } from "../catalogue/find.js";
import { modelByName } from "../defaults.js";
import { parseFormats } from "../format/parse-formats.js";
import { plain } from "../format/stored-format.js";
import { planOf } from "../parallel-plan.js";
import { servingRates } from "../serving/load.js";
import { decodeStep } from "./decode.js";
import { type Deployment, deploymentOf } from "./deployment.js";
import { hostStepSeconds } from "./engine.js";
import { findEngine } from "./engines.js";
import { prefillTime } from "./prefill.js";

/** A few measured figures of each kind; docs/cost-validation.md has 1,600. */
const context = { causal: true, latent: "absorbed" } as const;

interface Machine {
  readonly model: string;
  readonly hardware: string;
  readonly accelerators?: number;
  readonly engine: string;
  readonly format: string;
  readonly kv?: "fp8";
}

function deployed({ model, hardware, accelerators = 1, engine, format, kv }: Machine): Deployment {
  const accelerator = findHardware(hardware);
  return deploymentOf({
    accelerator,
    engine: findEngine(engine),
    formats: parseFormats(format, modelByName(model)).weights,
    kv: plain(kv ?? "bf16"),
    plan: planOf({ accelerators }, accelerator),
  });
}

const llamaCpp = { engine: "llama.cpp", format: "q4_k_m" } as const;
const spark = {
  hardware: "dgx-spark",
  model: "gpt-oss-120b",
  engine: "llama.cpp",
  format: "mxfp4_moe",
} as const;
const qwen72 = {
  hardware: "h100-sxm",
  accelerators: 2,
  model: "qwen2.5-72b",
  engine: "vllm",
  format: "bf16",
} as const;

it.each([
  // llama.cpp, benches/dgx-spark.md
  { ...spark, past: 0, perSecond: 59.02 },
  // github.com/XiongjieDai/GPU-Benchmarks-on-LLM-Inference
  { ...llamaCpp, hardware: "rtx-4090", model: "llama-3-8b", past: 512, perSecond: 127.74 },
  { ...llamaCpp, hardware: "m2-ultra", model: "llama-3-70b", past: 512, perSecond: 12.13 },
  // github.com/geerlingguy/beowulf-ai-cluster/issues/17
  { ...llamaCpp, hardware: "m3-ultra", model: "deepseek-r1", past: 64, perSecond: 20.21 },
  // github.com/tenstorrent/tt-inference-server: TPOT of 31 ms
  { ...qwen72, past: 1024, perSecond: 1 / 0.031 },
])("decode of $model on $hardware is within a quarter of the measured", ({ past, perSecond, ...machine }) => {
  const deployment = deployed(machine);
  const { seconds } = decodeStep(modelByName(machine.model), past, deployment, context);
  const rate = 1 / (seconds + hostStepSeconds(deployment.engine, 1));
  expect(Math.abs(rate / perSecond - 1)).toBeLessThan(0.25);
});

it.each([
  { ...llamaCpp, hardware: "m3-ultra", model: "deepseek-r1", tokens: 512, perSecond: 168.9 },
  { ...llamaCpp, hardware: "m2-ultra", model: "llama-3-70b", tokens: 1024, perSecond: 117.76 },
  // Measured for this project, eager PyTorch: docs/cost-validation.md.
  {
    hardware: "h200",
    model: "llama-3.1-8b",
    engine: "transformers",
    format: "bf16",
    tokens: 32_768,
    perSecond: 32_768 / 1.391,
  },
])(
  "prefill of $model on $hardware is within a quarter of the measured",
  ({ tokens, perSecond, ...machine }) => {
    const { seconds } = prefillTime(modelByName(machine.model), tokens, deployed(machine), context);
    expect(Math.abs(tokens / seconds / perSecond - 1)).toBeLessThan(0.25);
  },
);

const deepseek = { model: "deepseek-r1", format: "auto", accelerators: 8, kv: "fp8" } as const;

// InferenceX (SemiAnalysis), stored copy of 2026-08-15; lengths are 0.9 of the nominal ones.
it.each([
  { ...deepseek, hardware: "mi300x", engine: "sglang", users: 4, tpot: 0.02145 },
  { ...deepseek, hardware: "mi300x", engine: "sglang", users: 64, tpot: 0.04372 },
  { ...deepseek, hardware: "mi355x", engine: "sglang", users: 16, tpot: 0.0138 },
  {
    ...deepseek,
    hardware: "b200",
    engine: "trtllm",
    format: "nvfp4",
    accelerators: 4,
    users: 4,
    tpot: 0.008369,
  },
])(
  "a token of $users users of $model on $hardware takes the measured time within a quarter",
  ({ users, tpot, ...machine }) => {
    const lengths = { inputTokens: 922, cachedTokens: 0, outputTokens: 922, concurrency: users };
    const rates = servingRates(modelByName(machine.model), lengths, deployed(machine), context);
    expect(Math.abs(rates.timePerOutputTokenSeconds / tpot - 1)).toBeLessThan(0.25);
  },
);

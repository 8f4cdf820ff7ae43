import {
  type Accelerator,
  type Deployment,
  decodeStep,
  deploymentOf,
  findEngine,
  findHardware,
  findModel,
  hostStepSeconds,
  largestConcurrency,
  type ModelSpec,
  parseCacheFormat,
  parseFormats,
  planOf,
  prefillTime,
  servingRates,
  specOf,
} from "../../../src/cost/index.js";
import { type Measure, type PublishedRow, publishedRows } from "../published/index.js";
import { type Case, causal, compared } from "./case.js";

/**
 * The engine of the model that stands for a published engine. The others are not compared: ik_llama.cpp is a fork whose
 * kernels for processors are twice as fast in prefill.
 */
const engineOf: Readonly<Record<string, string>> = {
  vllm: "vllm",
  "vllm-tpu": "vllm",
  "NxD Inference, vllm": "vllm",
  "Gaudi PyTorch": "vllm",
  sglang: "sglang",
  trtllm: "trtllm",
  "trtllm (NIM)": "trtllm",
  "llama.cpp": "llama.cpp",
  "ollama (llama.cpp)": "llama.cpp",
  "ipex-llm (llama.cpp)": "llama.cpp",
  "mlx-lm": "llama.cpp",
};

/** Formats as the rows' sources write them, and their names here. */
const formatOf: Readonly<Record<string, string>> = {
  f16: "fp16",
  int4: "w4a16",
  int8: "w8a8",
  "mlx-q4": "mlx-4bit",
  "mlx-q5": "mlx-5bit",
  "mlx-q6": "mlx-6bit",
  "mlx-q8": "mlx-8bit",
};

/** A checkpoint of that format is the model's own where it has one: DeepSeek's fp8 has scales of blocks. */
function formatsOf(row: PublishedRow, spec: ModelSpec, gguf: boolean) {
  const own = spec.checkpoint?.quantization?.quant_method;
  if (row.format === own) return parseFormats("auto", spec, gguf);
  if (row.format === "fp8") return parseFormats("fp8-dynamic", spec);
  if (row.format === "mxfp4" && gguf) return parseFormats("mxfp4_moe", spec);
  return parseFormats(formatOf[row.format] ?? row.format, spec, gguf);
}

/** Machines, models and formats that the catalogue lacks: counted, not compared. */
export interface PublishedCases {
  readonly cases: readonly Case[];
  readonly skipped: ReadonlyMap<string, number>;
}

export function publishedCases(): PublishedCases {
  const cases: Case[] = [];
  const skipped = new Map<string, number>();
  for (const row of publishedRows) {
    try {
      cases.push(caseOf(row));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const why = error.message.replace(/;.*/, "");
      skipped.set(why, (skipped.get(why) ?? 0) + 1);
    }
  }
  return { cases, skipped };
}

function deployed(row: PublishedRow, spec: ModelSpec, accelerator: Accelerator): Deployment {
  const id = engineOf[row.engine];
  if (id === undefined) throw new Error(`engine ${row.engine} is not modelled`);
  const formats = formatsOf(row, spec, id === "llama.cpp");
  const byRequests = row.parallelism?.startsWith("dep") ?? false;
  return deploymentOf({
    accelerator,
    engine: findEngine(id),
    formats: formats.weights,
    kv: row.kvDtype === undefined ? formats.cache : parseCacheFormat(row.kvDtype),
    plan: planOf(
      {
        accelerators: row.accelerators,
        ...(byRequests ? { expert: row.accelerators, dataAttention: true } : {}),
      },
      accelerator,
    ),
  });
}

function caseOf(row: PublishedRow): Case {
  const spec = specOf(findModel(row.model));
  const accelerator = findHardware(row.hardware);
  const deployment = deployed(row, spec, accelerator);
  const served = row.concurrency !== 1 || row.measure === "ttft s" || row.measure === "output tok/s machine";
  const predicted = served ? ofServer(row, spec, deployment) : ofUser(row, spec, deployment);
  return {
    section: served ? "Servers" : "One user",
    measure: titles[row.measure],
    use: row.use,
    title: [
      `${row.accelerators} × ${row.hardware}`,
      row.engine,
      row.version ?? row.backend ?? "",
      row.model.replace(/^.*\//, ""),
      row.format,
      row.parallelism ?? "",
      `${row.contextTokens}${row.outputTokens === undefined ? "" : ` + ${row.outputTokens}`}`,
      served ? `${row.concurrency} users` : "",
      row.date.slice(0, 4),
    ]
      .filter((part) => part !== "")
      .join(" "),
    source: row.source,
    ...compared(
      spec,
      deployment,
      row.value,
      predicted,
      / tok\/s|tok\/s /.test(row.measure),
      row.measure === "prefill tok/s" || row.measure === "ttft s",
    ),
  };
}

const titles: Readonly<Record<Measure, string>> = {
  "decode tok/s a user": "decode tokens/s",
  "prefill tok/s": "prefill tokens/s",
  "ttft s": "time to first token",
  "tpot s": "time per output token",
  "output tok/s machine": "output tokens/s",
  "decode tok/s machine": "decode tokens/s",
};

/** TensorRT-LLM's `max_batch_size`, where a source gives the most output of any load. */
const MOST_USERS = 2048;

/** llama-bench generates so many tokens where a source does not say. */
const USUAL_OUTPUT = 128;

function ofUser(row: PublishedRow, spec: ModelSpec, deployment: Deployment): number {
  const cached = row.cachedTokens ?? 0;
  if (row.measure === "prefill tok/s")
    return (
      (row.contextTokens - cached) /
      prefillTime(spec, row.contextTokens - cached, deployment, causal, cached).seconds
    );
  const past = row.contextTokens + (row.outputTokens ?? USUAL_OUTPUT) / 2;
  const seconds = decodeStep(spec, past, deployment, causal).seconds + hostStepSeconds(deployment.engine, 1);
  return row.measure === "tpot s" ? seconds : 1 / seconds;
}

function ofServer(row: PublishedRow, spec: ModelSpec, deployment: Deployment): number {
  const lengths = {
    inputTokens: row.contextTokens,
    cachedTokens: row.cachedTokens ?? 0,
    outputTokens: row.outputTokens ?? USUAL_OUTPUT,
  };
  const concurrency =
    typeof row.concurrency === "number"
      ? row.concurrency
      : Math.min(MOST_USERS, largestConcurrency(spec, lengths, deployment, causal));
  if (row.measure === "decode tok/s machine") {
    const past = lengths.inputTokens + lengths.outputTokens / 2;
    const step = decodeStep(spec, past, { ...deployment, batch: concurrency }, causal);
    return concurrency / (step.seconds + hostStepSeconds(deployment.engine, concurrency));
  }
  const rates = servingRates(spec, { ...lengths, concurrency }, deployment, causal);
  switch (row.measure) {
    case "ttft s":
      return rates.timeToFirstTokenSeconds;
    case "tpot s":
      return rates.timePerOutputTokenSeconds;
    case "output tok/s machine":
      return rates.outputTokensPerSecond;
    case "decode tok/s a user":
      return 1 / rates.timePerOutputTokenSeconds;
    case "prefill tok/s":
      return row.contextTokens / rates.prefillSeconds;
  }
}

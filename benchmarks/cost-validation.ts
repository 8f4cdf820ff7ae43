// Writes docs/cost-validation.md: the cost model against published figures.
// Run: node scripts/run-ts.mjs benchmarks/cost-validation.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attentionPeak, findHardware, measuredShares, sharesOf } from "../src/cost/index.js";
import { attentionLengths, attentionRows, attentionSource } from "./cost-validation/attention-rows.js";
import { countRows } from "./cost-validation/count-rows.js";
import { decodeRows, decodeSource } from "./cost-validation/decode-rows.js";
import { fitAttention, fitLinear } from "./cost-validation/fit.js";
import { kernelRows, kernelSource } from "./cost-validation/kernel-rows.js";
import { h200Sources, measuredTraining } from "./cost-validation/measured/index.js";
import { predictTraining, trainingTitle } from "./cost-validation/measured/predict-training.js";
import { errorOf, median, predictedSeconds, predictedStepSeconds } from "./cost-validation/predict.js";
import { type PrefillRow, prefillRows } from "./cost-validation/prefill-rows.js";

const percent = (share: number): string => `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(1)} %`;
const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const milliseconds = (seconds: number): string =>
  seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
const medianError = (rows: readonly PrefillRow[]): string =>
  `${(100 * median(rows.map((row) => Math.abs(errorOf(row))))).toFixed(1)} %`;

function kernels(): string {
  const lines: string[][] = [];
  for (const [architecture, { linear, attention }] of Object.entries(measuredShares))
    for (const bits of [16, 8, 4] as const) {
      const fitted = fitLinear(architecture, bits);
      if (fitted !== undefined)
        lines.push([
          architecture,
          `${bits} bits`,
          "weight products",
          fitted.toFixed(3),
          String(linear[bits]),
        ]);
      const curve = bits === 4 ? undefined : fitAttention(architecture, bits);
      if (bits !== 4 && curve)
        lines.push([
          architecture,
          `${bits} bits`,
          "attention",
          `${curve.most.toFixed(2)}·n / (n + ${curve.half})`,
          `${attention[bits]!.most}·n / (n + ${attention[bits]!.half})`,
        ]);
    }
  const timed = kernelRows.map((row) => [
    row.architecture,
    `${row.bits} bits`,
    row.kind === "linear" ? "weight products" : "attention",
    row.engine,
    row.points.map(([n, utilisation]) => `${n}: ${utilisation.toFixed(2)}`).join(", "),
  ]);
  return `${table(["architecture", "format", "kernel", "fitted", "used"], lines)}

Measured share of the dense peak, by number of tokens:

${table(["architecture", "format", "kernel", "engine", "tokens: share"], timed)}`;
}

const prefill = (rows: readonly PrefillRow[]): string =>
  table(
    ["model", "on", "format", "tokens", "measured", "predicted", "error", "note"],
    rows.map((row) => [
      row.model.replace(/^.*\//, ""),
      `${row.accelerators} × ${row.hardware}${row.parallel === "context" ? ", context parallel" : ""}`,
      row.dtype,
      row.tokens.toLocaleString("en-US"),
      milliseconds(row.seconds),
      milliseconds(predictedSeconds(row)),
      percent(errorOf(row)),
      row.note ?? "",
    ]),
  );

const attention = (): string => {
  const h100 = findHardware("h100-sxm");
  const { most, half } = sharesOf(h100).attention[16];
  const peak = attentionPeak(h100, "bf16").flopPerSecond / 1e12;
  const predicted = (n: number): number => (peak * most * n) / (n + half);
  return table(
    ["kernel", ...attentionLengths.map((n) => n.toLocaleString("en-US"))],
    [
      ["used here", ...attentionLengths.map((n) => predicted(n).toFixed(0))],
      ...attentionRows.map(({ kernel, tflops }) => [
        kernel,
        ...tflops.map(
          (measured, index) => `${measured} (${percent(predicted(attentionLengths[index]!) / measured - 1)})`,
        ),
      ]),
    ],
  );
};

const counts = (): string =>
  table(
    ["figure", "published", "counted here", "difference", "note", "source"],
    countRows.map((row) => [
      row.what,
      `${row.published.toExponential(3)} ${row.unit}`,
      `${row.counted.toExponential(3)} ${row.unit}`,
      percent(row.counted / row.published - 1),
      row.note,
      row.source,
    ]),
  );

const training = (): string =>
  table(
    ["step", "memory measured", "counted", "error", "time measured", "predicted", "error"],
    measuredTraining.map((row) => {
      const { memoryPerAccelerator, secondsPerStep } = predictTraining(row);
      const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;
      return [
        trainingTitle(row),
        gigabytes(row.peakBytes),
        gigabytes(memoryPerAccelerator.peak),
        percent(memoryPerAccelerator.peak / row.peakBytes - 1),
        milliseconds(row.milliseconds / 1000),
        milliseconds(secondsPerStep),
        percent((1000 * secondsPerStep) / row.milliseconds - 1),
      ];
    }),
  );

const calibration = prefillRows.filter((row) => row.use === "calibration");
const heldBack = prefillRows.filter((row) => row.use === "held back");
const sources = [...new Set(heldBack.map((row) => row.source))];
const within = heldBack.filter((row) => Math.abs(errorOf(row)) <= 0.25).length;
const worst = [...heldBack].sort((a, b) => Math.abs(errorOf(b)) - Math.abs(errorOf(a))).slice(0, 8);

const page = `# The cost model against published figures

Written by \`node scripts/run-ts.mjs benchmarks/cost-validation.ts\`. Predicted figures are from the model, measured ones from the cited authors.

**Prefill time, ${heldBack.length} published measurements that were not used for calibration: median error ${medianError(heldBack)}; ${within} within 25 %.** At 2,000 tokens and more: ${medianError(heldBack.filter((row) => row.tokens >= 2000))} (${heldBack.filter((row) => row.tokens >= 2000).length} rows); at 10,000 and more: ${medianError(heldBack.filter((row) => row.tokens >= 10000))} (${heldBack.filter((row) => row.tokens >= 10000).length} rows). Calibration rows: ${medianError(calibration)}.

${table(
  ["held-back source", "rows", "median error"],
  sources.map((source) => {
    const rows = heldBack.filter((row) => row.source === source);
    return [source, String(rows.length), medianError(rows)];
  }),
)}

## What is assumed

Time of a prefill = the larger of compute time and memory time, plus element-wise passes, launches and communication.

- Compute: FLOP / (dense peak of the format × the share of it that kernels reach). Attention runs in the format of the KV cache; its share grows with the length, most·n / (n + half). Routed experts reach at most 65 % of a plain product's share, and half of that at 128 tokens per expert. For architectures without timings (AMD, Google, Intel, AWS, Apple, Volta, Turing) the middle of the timed ones is used.
- Memory: the weights and the KV cache are each read once, at 75 % of the memory's bandwidth.
- Element-wise, per layer: ten passes over the residual stream and one and a half over the feed-forward's inner activations, in 16 bits; 120 µs of launches and gaps (30 µs in decode, where engines replay a recorded graph).
- Tensor parallel: two all-reduces per layer of 2(N − 1)/N of the activations, at 70 % to 85 % of the link's rate plus 8 µs each, not overlapped. Context parallel: tensor parallel within nodes of eight; keys and values are passed between nodes.
- Batch 1, nothing cached; queue, tokenizer and network take no time.

Only the launch time was chosen on whole models (the TensorRT-LLM 0.5 rows below, in steps of 20 µs). Bandwidth and link shares are from the same database as the kernels.

## Calibration: kernels

Source: ${kernelSource}

${kernels()}

## Calibration: whole models

TensorRT-LLM 0.5, first token at batch size 1. Source: ${calibration[0]!.source}

${prefill(calibration)}

## Held back: prefill

${sources
  .map((source) => `Source: ${source}\n\n${prefill(heldBack.filter((row) => row.source === source))}`)
  .join("\n\n")}

### The largest errors

${prefill(worst)}

- The first row of the Hugging Face series is half a second at 1,000 tokens. That is the cost of a first call, not the rate.
- GH200 NVL32: the post gives neither the number format nor how the work was split. The model assumes tensor parallelism over 32 without overlap, which is slower than NVIDIA's run.
- 405B at 128,000 tokens: the abstract gives 3.8 s without the number of accelerators; 128 are assumed.
- Mixtral: the expert kernels are from old releases. At 128 tokens on A100 the engine read the weights at nearly the full bandwidth.
- Falcon computes attention and feed-forward in parallel and needs one all-reduce per layer; two are counted.

## Decode

Time between tokens, one request at a time. Source: ${decodeSource}

${table(
  ["model", "on", "format", "context", "measured", "predicted", "error", "note"],
  decodeRows.map((row) => [
    row.model,
    `${row.accelerators} × ${row.hardware}`,
    row.dtype,
    row.tokens.toLocaleString("en-US"),
    milliseconds(row.seconds),
    milliseconds(predictedStepSeconds(row)),
    percent(predictedStepSeconds(row) / row.seconds - 1),
    row.note,
  ]),
)}

## Held back: attention kernels

Source: ${attentionSource}. TFLOP/s; in brackets the error of the share used here. The source batches short sequences up to 16,384 tokens. The share used here is that of one sequence, so it is too low below 4,096.

${attention()}

## Training

Memory and time of one step. Source: ${h200Sources.second}; transformers, AdamW with states in the format of the weights. Memory is the most that PyTorch had allocated; time is predicted at an MFU of 0.4.

${training()}

## Counts

FLOP and bytes counted from the layers, without calibration.

${counts()}

A published 6·N·D does not count attention but counts the embedding. Here attention is counted and the embedding look-up is not. DeepSeek's table counts the model's matrix products at a length of 4,096.
`;

const file = join(process.cwd(), "docs", "cost-validation.md");
writeFileSync(file, page);
console.log(
  `${file}: held-back median ${medianError(heldBack)} over ${heldBack.length} rows, ${within} within 25 %`,
);

// Fails when the constants in src/cost/efficiency.ts are not the fits of the rows here.
for (const [architecture, { linear, attention: curves }] of Object.entries(measuredShares))
  for (const bits of [16, 8, 4] as const) {
    const fitted = fitLinear(architecture, bits);
    if (fitted !== undefined && Math.abs(fitted - linear[bits]!) > 0.006)
      throw new Error(`${architecture} ${bits} bits: fitted ${fitted}, used ${linear[bits]}`);
    const curve = bits === 4 ? undefined : fitAttention(architecture, bits);
    if (
      bits !== 4 &&
      curve &&
      (Math.abs(curve.most - curves[bits]!.most) > 0.006 || curve.half !== curves[bits]!.half)
    )
      throw new Error(`${architecture} ${bits} bits: attention fitted ${JSON.stringify(curve)}`);
  }

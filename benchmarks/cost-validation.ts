// Writes docs/cost-validation.md: the cost model against published figures.
// Run: node scripts/run-ts.mjs benchmarks/cost-validation.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attentionPeak, efficiencyOf, findHardware, measuredEfficiency } from "../src/cost/index.js";
import { attentionLengths, attentionRows, attentionSource } from "./cost-validation/attention-rows.js";
import { countRows } from "./cost-validation/count-rows.js";
import { decodeRows, decodeSource } from "./cost-validation/decode-rows.js";
import { fitAttention, fitLinear } from "./cost-validation/fit.js";
import { kernelRows, kernelSource } from "./cost-validation/kernel-rows.js";
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
  for (const [architecture, { linear, attention }] of Object.entries(measuredEfficiency))
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

Share of the dense peak by tokens, as timed:

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
  const { attentionMfu, attentionHalfTokens } = efficiencyOf(h100, "bf16");
  const peak = attentionPeak(h100, "bf16").flopPerSecond / 1e12;
  const predicted = (n: number): number => (peak * attentionMfu * n) / (n + attentionHalfTokens);
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

const calibration = prefillRows.filter((row) => row.use === "calibration");
const heldBack = prefillRows.filter((row) => row.use === "held back");
const sources = [...new Set(heldBack.map((row) => row.source))];
const within = heldBack.filter((row) => Math.abs(errorOf(row)) <= 0.25).length;
const worst = [...heldBack].sort((a, b) => Math.abs(errorOf(b)) - Math.abs(errorOf(a))).slice(0, 8);

const page = `# The cost model against published figures

Written by \`node scripts/run-ts.mjs benchmarks/cost-validation.ts\`. Predicted figures are modelled; measured ones are their authors'.

**Prefill time, ${heldBack.length} published measurements that were not used for calibration: median error ${medianError(heldBack)}; ${within} within 25 %.** Of 2,000 tokens and more: ${medianError(heldBack.filter((row) => row.tokens >= 2000))} (${heldBack.filter((row) => row.tokens >= 2000).length} rows); of 10,000 and more: ${medianError(heldBack.filter((row) => row.tokens >= 10000))} (${heldBack.filter((row) => row.tokens >= 10000).length} rows). Calibration rows themselves: ${medianError(calibration)}.

${table(
  ["held-back source", "rows", "median error"],
  sources.map((source) => {
    const rows = heldBack.filter((row) => row.source === source);
    return [source, String(rows.length), medianError(rows)];
  }),
)}

## What is assumed

Time of a prefill = the larger of multiplying and reading memory, plus element-wise passes, launches and communication.

- Multiplying: FLOP over the dense peak of the format times a share that kernels reach. Attention runs in the format of the KV cache; its share grows with the length, most·n / (n + half). Routed experts reach at most 65 % of a plain product's share, half of it at 128 tokens an expert. Where an architecture was not timed (AMD, Google, Intel, AWS, Apple, Volta, Turing) the middle of those that were is used.
- Reading: the weights once and the KV cache once, at 75 % of the memory's bandwidth.
- Element-wise: ten passes over the residual stream and one and a half over the feed-forward's inner activations, in 16 bits, a layer; 120 µs of launches and gaps a layer (30 µs in decode, where engines replay a recorded graph).
- Tensor parallel: two all-reduces a layer of 2(N − 1)/N of the activations, at 70 % to 85 % of the link, 8 µs each; not overlapped. Context parallel: tensor parallel within nodes of eight, keys and values passed between them.
- Batch 1, nothing cached, no queue, no tokenizer, no network.

The launch time is the one figure chosen on whole models (the TensorRT-LLM 0.5 rows below, in steps of 20 µs); bandwidth and link shares come from the same database as the kernels.

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

### The largest misses

${prefill(worst)}

- The first row of the Hugging Face series is half a second at 1,000 tokens: its first call, not its rate.
- GH200 NVL32: the post names neither the number format nor how the work was split. Tensor parallel over 32 with nothing overlapped, as modelled, is slower than what NVIDIA ran.
- 405B at 128,000 tokens: the abstract gives 3.8 s without the number of accelerators; 128 are assumed.
- Mixtral: old releases' expert kernels; at 128 tokens on A100 the engine read the weights at nearly all of the bandwidth.
- Falcon adds attention and feed-forward in parallel and needs one all-reduce a layer; two are counted.

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

Source: ${attentionSource}. TFLOP/s; in brackets how far the share used here is off. The figure batches short sequences up to 16,384 tokens, the share used here is that of one sequence, so it is low below 4,096.

${attention()}

## Counts

No calibration: FLOP and bytes from the layers.

${counts()}

A published 6·N·D leaves out attention and counts the embedding; the layers here count attention and not the look-up. DeepSeek's table counts the model's matrix products at a length of 4,096.
`;

const file = join(process.cwd(), "docs", "cost-validation.md");
writeFileSync(file, page);
console.log(
  `${file}: held-back median ${medianError(heldBack)} over ${heldBack.length} rows, ${within} within 25 %`,
);

// The constants in src/cost/efficiency.ts must stay the fits of the rows here.
for (const [architecture, { linear, attention: curves }] of Object.entries(measuredEfficiency))
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

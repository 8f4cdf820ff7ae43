import { numberCell, readTextTable } from "../text-table.js";

/** DeepSeek-R1 on a server under a steady load of requests. Times are medians over the requests. */
export interface ServedRow {
  readonly hardware: string;
  readonly engine: string;
  readonly format: "fp8" | "nvfp4";
  readonly tensorParallel: number;
  readonly expertParallel: number;
  readonly dataAttention: boolean;
  /** Nominal lengths of requests; their mean is `meanShare` of it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
  /** Prompt and generated tokens. */
  readonly tokensPerSecondPerAccelerator: number;
  /** Date of the last of the runs. */
  readonly date: string;
}

export const servedSource = "InferenceX (SemiAnalysis), open benchmark results, stored copy of 2026-08-15";

/** Lengths are drawn between 0.8 and 1 of the nominal ones. */
export const meanShare = 0.9;

const formats = { fp8: "fp8", fp4: "nvfp4" } as const;

/** Columns: accelerators of tensor and expert parallelism, whether attention is divided by requests, tokens, seconds. */
export const servedRows: readonly ServedRow[] = readTextTable(`
hardware | engine | format | tensor | expert | requests | input | output | users |    ttft |     tpot | tok/s/GPU |   last run
b200     | trtllm | fp4    |      4 |      1 |          |  1024 |   1024 |     4 | 0.08345 | 0.008369 |    230.91 | 2025-12-11
b200     | trtllm | fp4    |      4 |      1 |          |  1024 |   8192 |     4 | 0.08788 | 0.008643 |     128.5 | 2025-12-11
b200     | trtllm | fp4    |      4 |      1 |          |  1024 |   8192 |    64 |  0.1003 |  0.02251 |    783.39 | 2025-11-02
b200     | trtllm | fp4    |      4 |      1 |          |  8192 |   1024 |    16 |  0.2249 |  0.01413 |    2441.5 | 2026-05-19
b200     | trtllm | fp4    |      4 |      1 |          |  8192 |   1024 |    32 |  0.2353 |  0.02118 |    3271.9 | 2026-02-03
b200     | trtllm | fp4    |      4 |      1 |          |  8192 |   1024 |     4 |  0.2135 | 0.008219 |    1042.4 | 2026-05-19
b200     | trtllm | fp4    |      4 |      4 |          |  1024 |   8192 |   128 |  0.1234 |   0.0305 |    1159.5 | 2025-12-15
b200     | trtllm | fp4    |      4 |      4 |          |  8192 |   1024 |    32 |  0.2916 |  0.02452 |    2807.8 | 2025-12-11
b200     | trtllm | fp4    |      4 |      4 |      yes |  1024 |   1024 |   256 |  0.8548 |  0.03487 |    3416.8 | 2025-12-11
b200     | trtllm | fp4    |      4 |      4 |      yes |  1024 |   8192 |   256 |   2.048 |  0.03393 |    2043.5 | 2025-12-11
b200     | trtllm | fp4    |      4 |      4 |      yes |  8192 |   1024 |   256 |   2.137 |  0.06466 |    8404.6 | 2025-12-11
b200     | trtllm | fp4    |      8 |      1 |          |  1024 |   1024 |    64 |  0.1097 |  0.01907 |    806.15 | 2025-11-02
b200     | trtllm | fp4    |      8 |      1 |          |  8192 |   1024 |     4 |  0.2085 |  0.00824 |    518.75 | 2025-12-11
b200     | trtllm | fp4    |      8 |      8 |          |  1024 |   1024 |    16 |  0.1122 |  0.01235 |    316.16 | 2025-12-15
b200     | trtllm | fp4    |      8 |      8 |          |  1024 |   1024 |    32 | 0.08851 |  0.01415 |    544.75 | 2025-12-11
b200     | trtllm | fp4    |      8 |      8 |          |  1024 |   1024 |    64 | 0.07171 |  0.01608 |    966.35 | 2026-05-19
b200     | trtllm | fp4    |      8 |      8 |          |  1024 |   8192 |    32 | 0.08958 |  0.01377 |    318.99 | 2025-12-11
b200     | trtllm | fp4    |      8 |      8 |          |  1024 |   8192 |    64 |  0.1487 |  0.01651 |       536 | 2026-02-03
b200     | trtllm | fp4    |      8 |      8 |      yes |  1024 |   1024 |   128 |  0.7458 |  0.02102 |    1422.4 | 2026-05-19
b200     | trtllm | fp4    |      8 |      8 |      yes |  8192 |   1024 |   128 |    2.02 |  0.02751 |    4769.9 | 2026-05-19
h200     | trtllm | fp8    |      8 |      1 |          |  1024 |   1024 |     4 |  0.1188 |  0.01381 |     69.11 | 2025-11-02
h200     | trtllm | fp8    |      8 |      1 |          |  1024 |   1024 |    64 |  0.1496 |  0.03404 |    449.39 | 2025-11-02
h200     | trtllm | fp8    |      8 |      1 |          |  1024 |   8192 |     4 |  0.1285 |  0.01376 |    40.526 | 2025-11-02
h200     | trtllm | fp8    |      8 |      1 |          |  1024 |   8192 |    64 |  0.1468 |  0.03235 |     271.5 | 2025-11-02
h200     | trtllm | fp8    |      8 |      1 |          |  8192 |   1024 |     4 |  0.3739 |  0.01493 |    286.32 | 2025-11-02
h200     | trtllm | fp8    |      8 |      1 |          |  8192 |   1024 |    64 |     3.6 |   0.0497 |    1311.6 | 2025-11-02
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   1024 |    16 |   0.113 |  0.02003 |    191.21 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   1024 |    32 |  0.1801 |  0.02532 |    308.61 | 2026-05-18
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   1024 |     4 |  0.1218 |  0.01382 |    68.966 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   1024 |    64 |    0.14 |  0.03334 |    456.71 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   1024 |     8 |  0.1379 |  0.01553 |    123.68 | 2026-05-18
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   8192 |    16 |   0.115 |  0.01955 |    112.59 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   8192 |     4 |   0.102 |  0.01372 |    40.411 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   8192 |    64 |  0.1449 |  0.03217 |    272.02 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  1024 |   8192 |     8 |  0.1061 |  0.01595 |    68.796 | 2025-12-15
h200     | trtllm | fp8    |      8 |      8 |          |  8192 |   1024 |    16 |  0.4034 |  0.02531 |    679.85 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  8192 |   1024 |    32 |  0.4246 |  0.03401 |    1017.5 | 2026-05-18
h200     | trtllm | fp8    |      8 |      8 |          |  8192 |   1024 |     4 |  0.3808 |  0.01503 |    283.98 | 2025-12-09
h200     | trtllm | fp8    |      8 |      8 |          |  8192 |   1024 |     8 |  0.3863 |  0.01767 |    484.11 | 2026-05-18
h200     | trtllm | fp8    |      8 |      8 |      yes |  8192 |   1024 |    64 |   3.396 |  0.04973 |    1322.8 | 2025-12-09
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    16 |  0.1804 |  0.02677 |    145.94 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    32 |   0.175 |  0.03457 |    227.75 | 2026-05-18
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |     4 |  0.1673 |  0.02145 |    44.823 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    64 |   0.199 |  0.04372 |    358.92 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |     8 |  0.1617 |  0.02155 |    90.741 | 2026-05-18
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    16 |  0.1555 |  0.02631 |    83.068 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    32 |  0.1954 |  0.04198 |     103.9 | 2026-02-27
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |     4 |  0.1758 |  0.02252 |    24.622 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    64 |  0.2027 |  0.04097 |     214.2 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |     8 |  0.1777 |  0.02755 |    39.668 | 2026-02-27
mi300x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    16 |  0.5504 |  0.03486 |    490.05 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    32 |  0.5103 |  0.04911 |    674.71 | 2026-05-18
mi300x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |     4 |  0.5409 |  0.02316 |    184.08 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    64 |  0.6615 |  0.07752 |    904.07 | 2025-12-12
mi300x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |     8 |  0.5915 |  0.02942 |    291.14 | 2026-05-18
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   1024 |   128 |  0.1077 |  0.02793 |    1129.3 | 2026-05-20
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   1024 |    32 | 0.07499 |   0.0178 |       442 | 2026-05-20
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   1024 |     4 | 0.06659 |  0.01084 |    90.651 | 2026-05-20
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   8192 |   128 | 0.09145 |  0.02694 |    657.64 | 2026-01-14
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   8192 |    32 | 0.07628 |   0.0178 |    248.08 | 2026-01-14
mi355x   | atom   | fp8    |      8 |      1 |          |  1024 |   8192 |     4 | 0.06308 |  0.01054 |    52.421 | 2026-01-14
mi355x   | atom   | fp8    |      8 |      1 |          |  8192 |   1024 |   128 |   0.291 |   0.0574 |    2490.6 | 2026-01-14
mi355x   | atom   | fp8    |      8 |      1 |          |  8192 |   1024 |    32 |  0.2816 |   0.0255 |    1373.4 | 2026-05-20
mi355x   | atom   | fp8    |      8 |      1 |          |  8192 |   1024 |     4 |  0.2549 |  0.01195 |    363.63 | 2026-05-20
mi355x   | sglang | fp8    |      4 |      1 |          |  8192 |   1024 |    64 |  0.6318 |  0.06295 |    2109.3 | 2026-05-19
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    16 |  0.1091 |   0.0138 |    269.66 | 2025-12-14
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    32 |  0.1107 |  0.01994 |    387.43 | 2026-05-03
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |     4 |  0.1036 | 0.009923 |    92.621 | 2025-12-14
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |    64 |  0.1238 |  0.02561 |    595.69 | 2025-12-14
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   1024 |     8 |  0.1069 |  0.01086 |    169.51 | 2026-05-27
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    16 |  0.1074 |  0.01913 |    118.44 | 2025-12-13
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    32 |  0.1115 |  0.01732 |    253.84 | 2026-03-05
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |     4 |  0.1014 |  0.01671 |    33.499 | 2025-12-13
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |    64 |  0.1219 |   0.0274 |    327.55 | 2025-12-13
mi355x   | sglang | fp8    |      8 |      1 |          |  1024 |   8192 |     8 |  0.1079 |  0.01047 |    104.17 | 2026-03-05
mi355x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    16 |  0.2956 |  0.02019 |    848.81 | 2025-12-14
mi355x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    32 |   0.355 |  0.02615 |    1220.8 | 2026-05-19
mi355x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |     4 |  0.2938 |  0.01252 |    321.62 | 2025-12-14
mi355x   | sglang | fp8    |      8 |      1 |          |  8192 |   1024 |    64 |  0.3854 |  0.04245 |    1492.7 | 2025-12-14
`).map(({ line, cells }) => {
  const text = (column: string): string => cells.get(column) ?? "";
  const number = (column: string): number => numberCell(text(column), line);
  const format = text("format");
  if (format !== "fp8" && format !== "fp4") throw new Error(`unknown format: ${line}`);
  return {
    hardware: text("hardware"),
    engine: text("engine"),
    format: formats[format],
    tensorParallel: number("tensor"),
    expertParallel: number("expert"),
    dataAttention: text("requests") === "yes",
    inputTokens: number("input"),
    outputTokens: number("output"),
    concurrency: number("users"),
    timeToFirstTokenSeconds: number("ttft"),
    timePerOutputTokenSeconds: number("tpot"),
    tokensPerSecondPerAccelerator: number("tok/s/GPU"),
    date: text("last run"),
  };
});

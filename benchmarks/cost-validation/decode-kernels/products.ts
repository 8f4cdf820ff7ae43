import { numberCell, readTextTable } from "../text-table.js";

/** One product of up to 64 tokens with a weight matrix. */
export interface ProductRow {
  readonly hardware: string;
  readonly engine: string;
  readonly format: string;
  /** Median time with weights of less than 4 MB, in microseconds. */
  readonly launchMicroseconds: number;
  /** Weights of 200 MB and more over their time, launch and all: median. In 10^12 bytes a second. */
  readonly terabytesPerSecond: number;
}

export const productRows: readonly ProductRow[] = readTextTable(`
hardware     | engine           | format    | launch |  TB/s
a100-sxm     | sglang 0.5.10    | bfloat16  |   7.04 |  1.46
a100-sxm     | trtllm 1.0.0     | bfloat16  |   6.62 |  1.55
a100-sxm     | trtllm 1.0.0     | int4_wo   |   17.9 |  1.44
a100-sxm     | trtllm 1.0.0     | int8_wo   |   15.4 |   1.5
a100-sxm     | vllm 0.14.0      | bfloat16  |    6.6 |  1.46
b200-sxm     | sglang 0.5.14    | bfloat16  |   3.85 |  5.84
b200-sxm     | sglang 0.5.14    | fp8       |   6.97 |   5.1
b200-sxm     | sglang 0.5.14    | fp8_block |   15.8 |  3.45
b200-sxm     | sglang 0.5.14    | nvfp4     |   6.24 |  4.61
b200-sxm     | trtllm 1.3.0rc20 | bfloat16  |   3.45 |  5.56
b200-sxm     | trtllm 1.3.0rc20 | fp8       |   14.6 |  4.47
b200-sxm     | trtllm 1.3.0rc20 | fp8_block |   6.88 |  5.26
b200-sxm     | trtllm 1.3.0rc20 | nvfp4     |     10 |  3.87
b200-sxm     | vllm 0.24.0      | bfloat16  |   3.52 |   5.9
b200-sxm     | vllm 0.24.0      | fp8       |   6.96 |  4.84
b200-sxm     | vllm 0.24.0      | fp8_block |    230 |  1.31
b200-sxm     | vllm 0.24.0      | nvfp4     |   8.81 |  4.56
h100-sxm     | sglang 0.5.14    | bfloat16  |   4.29 |  2.74
h100-sxm     | sglang 0.5.14    | fp8       |   6.47 |   2.6
h100-sxm     | sglang 0.5.14    | fp8_block |   5.78 |  2.71
h100-sxm     | trtllm 1.3.0rc20 | bfloat16  |   4.05 |  2.72
h100-sxm     | trtllm 1.3.0rc20 | fp8       |   13.8 |  2.44
h100-sxm     | trtllm 1.3.0rc20 | fp8_block |   6.25 |  2.71
h100-sxm     | vllm 0.24.0      | bfloat16  |   4.02 |  2.84
h100-sxm     | vllm 0.24.0      | fp8       |    6.9 |  2.51
h100-sxm     | vllm 0.24.0      | fp8_block |     91 |  2.33
h100-sxm     | vllm 0.24.0      | fp8_block |   59.6 |  2.56
h200-sxm     | sglang 0.5.14    | bfloat16  |   4.72 |  3.87
h200-sxm     | sglang 0.5.14    | fp8       |   6.37 |  3.45
h200-sxm     | sglang 0.5.14    | fp8_block |   5.72 |   3.6
h200-sxm     | trtllm 1.3.0rc20 | bfloat16  |   4.28 |  3.82
h200-sxm     | trtllm 1.3.0rc20 | fp8       |   13.8 |  3.34
h200-sxm     | trtllm 1.3.0rc20 | fp8_block |   6.18 |   3.6
h200-sxm     | vllm 0.24.0      | bfloat16  |    4.2 |  3.84
h200-sxm     | vllm 0.24.0      | fp8       |   6.96 |  3.34
h200-sxm     | vllm 0.24.0      | fp8_block |   87.5 |  2.68
h200-sxm     | vllm 0.24.0      | fp8_block |     59 |  3.21
l40s         | sglang 0.5.14    | bfloat16  |   5.06 | 0.658
l40s         | sglang 0.5.14    | fp8       |   6.63 | 0.616
l40s         | trtllm 1.3.0rc20 | bfloat16  |   4.64 | 0.705
l40s         | trtllm 1.3.0rc20 | fp8       |   14.7 |  0.66
l40s         | trtllm 1.3.0rc20 | fp8_block |   8.02 | 0.659
l40s         | vllm 0.24.0      | bfloat16  |   4.63 | 0.663
l40s         | vllm 0.24.0      | fp8       |    8.6 | 0.617
l40s         | vllm 0.24.0      | fp8_block |    338 | 0.528
rtx-pro-6000 | sglang 0.5.14    | bfloat16  |   4.29 |  1.44
rtx-pro-6000 | sglang 0.5.14    | fp8       |   15.4 |  1.04
rtx-pro-6000 | sglang 0.5.14    | nvfp4     |   11.3 |  1.14
rtx-pro-6000 | trtllm 1.3.0rc20 | bfloat16  |   4.63 |  1.43
rtx-pro-6000 | trtllm 1.3.0rc20 | fp8       |   14.5 |  1.37
rtx-pro-6000 | trtllm 1.3.0rc20 | fp8_block |   9.21 |  1.38
rtx-pro-6000 | trtllm 1.3.0rc20 | nvfp4     |   11.6 |  1.04
rtx-pro-6000 | vllm 0.24.0      | bfloat16  |   4.43 |  1.45
rtx-pro-6000 | vllm 0.24.0      | fp8       |    7.2 |   1.4
rtx-pro-6000 | vllm 0.24.0      | nvfp4     |     15 | 0.965
`).map(({ line, cells }) => ({
  hardware: cells.get("hardware")!,
  engine: cells.get("engine")!,
  format: cells.get("format")!,
  launchMicroseconds: numberCell(cells.get("launch")!, line),
  terabytesPerSecond: numberCell(cells.get("TB/s")!, line),
}));

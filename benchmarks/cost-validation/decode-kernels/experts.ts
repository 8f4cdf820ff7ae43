import { numberCell, readTextTable } from "../text-table.js";

/**
 * The routed experts of one layer on one accelerator: routing, both grouped products, and the sum of the chosen
 * experts' outputs. Tokens were spread evenly over the experts.
 */
export interface ExpertRow {
  readonly hardware: string;
  readonly engine: string;
  readonly kernel: string;
  readonly format: string;
  readonly model: string;
  /** Each expert is cut in so many parts; the times are of one part of each. */
  readonly tensorParallel: number;
  /** The fastest call of any size, in microseconds. */
  readonly launchMicroseconds: number;
  /**
   * Bytes of the experts that were touched over time, launch and all, in 10^12 bytes a second: median of the calls
   * that read more than twice the L2 cache and gave an expert at most two tokens. Absent where no call did.
   */
  readonly terabytesPerSecond?: number;
  /** Tokens of the call, and time in microseconds. */
  readonly points: readonly (readonly [tokens: number, microseconds: number])[];
}

/** Columns: tokens of the call. */
export const expertRows: readonly ExpertRow[] = readTextTable(`
hardware     | engine           | kernel                                   | format           | model         | tensorParallel | launch |  TB/s |    1 |    4 |   16 |   64 |   256 |  1024 |  4096
a100-sxm     | sglang 0.5.10    | fused_moe_triton                         | bfloat16         | deepseek-r1   |              8 |   75.3 |  1.63 |  116 |  247 |  855 | 1680 |  1790 |  2720 |  4470
a100-sxm     | sglang 0.5.10    | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |   41.2 |  1.32 | 81.3 |  246 |  794 |  729 |  1150 |  1330 |  2650
a100-sxm     | sglang 0.5.10    | marlin_moe                               | int4_wo          | deepseek-r1   |              8 |     54 |  1.45 |   54 | 96.9 |  278 |  523 |   597 |  1230 |  3360
a100-sxm     | sglang 0.5.10    | marlin_moe                               | int4_wo          | qwen3-30b-a3b |              1 |     44 |  1.29 |   44 |   86 |  241 |  238 |   343 |   637 |  2430
b200-sxm     | sglang 0.5.14    | flashinfer_trtllm_moe                    | bfloat16         | qwen3-30b-a3b |              1 |   14.4 |   5.9 | 17.5 | 56.3 |  180 |  186 |   201 |   218 |   376
b200-sxm     | sglang 0.5.14    | flashinfer_trtllm_moe                    | fp8_block        | qwen3-30b-a3b |              1 |     18 |  4.22 | 20.3 | 47.8 |  116 |  122 |   158 |   210 |   547
b200-sxm     | sglang 0.5.14    | flashinfer_trtllm_moe                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   17.7 |  4.18 | 28.7 |   69 |  202 |  380 |   392 |   679 |  1510
b200-sxm     | sglang 0.5.14    | flashinfer_trtllm_moe                    | w4a8_mxfp4_mxfp8 | gpt-oss-120b  |              1 |   16.5 |  5.41 | 23.3 | 53.3 |  155 |  289 |   298 |   412 |   567
b200-sxm     | sglang 0.5.9     | flashinfer_cutedsl_moe                   | nvfp4            | deepseek-r1   |              8 |   62.9 |  4.17 | 62.9 | 79.3 |  157 |  254 |   262 |   298 |   451
b200-sxm     | sglang 0.5.9     | flashinfer_cutedsl_moe                   | nvfp4            | qwen3-30b-a3b |              1 |   36.6 |       | 36.6 | 47.3 | 92.3 | 93.7 |    97 |   114 |   213
b200-sxm     | sglang 0.5.9     | fused_moe_triton                         | bfloat16         | deepseek-r1   |              8 |   44.8 |  5.33 | 53.7 | 86.9 |  250 |  489 |   470 |   639 |   904
b200-sxm     | sglang 0.5.9     | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |   28.8 |  4.51 | 39.6 | 78.3 |  227 |  232 |   250 |   298 |   874
b200-sxm     | sglang 0.5.9     | fused_moe_triton                         | fp8_block        | deepseek-r1   |              8 |   46.4 |  4.24 | 50.9 | 87.2 |  226 |  421 |   445 |   544 |   755
b200-sxm     | sglang 0.5.9     | fused_moe_triton                         | fp8_block        | qwen3-30b-a3b |              1 |     32 |  3.09 | 36.9 | 64.2 |  153 |  162 |   186 |   204 |   398
b200-sxm     | sglang 0.5.9     | marlin_moe                               | int4_wo          | deepseek-r1   |              8 |   30.9 |  3.59 | 30.9 | 54.6 |  134 |  237 |   298 |   667 |  1770
b200-sxm     | sglang 0.5.9     | marlin_moe                               | int4_wo          | qwen3-30b-a3b |              1 |   30.1 |       | 30.1 | 45.7 |  110 |  112 |   200 |   342 |  1260
b200-sxm     | trtllm 1.2.0rc5  | deepgemm                                 | fp8_block        | qwen3-30b-a3b |              1 |   80.8 |  2.33 | 91.9 |  106 |  179 |  184 |   201 |   238 |   508
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | bfloat16         | deepseek-r1   |              8 |     54 |  5.71 | 58.3 | 99.2 |  257 |  464 |   499 |   612 |  1070
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   29.5 |  4.72 | 39.9 |   75 |  206 |  208 |   219 |   274 |   475
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8              | deepseek-r1   |              8 |     54 |   4.8 | 56.7 | 83.5 |  182 |  294 |   322 |   461 |   964
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   37.5 |  3.57 |   38 | 55.5 |  129 |  134 |   150 |   218 |   508
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | nvfp4            | deepseek-r1   |              8 |   82.7 |  2.48 | 97.1 |  140 |  298 |  480 |   504 |   597 |  1010
b200-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | nvfp4            | qwen3-30b-a3b |              1 |   51.4 |       | 52.1 | 59.3 |  122 |  128 |   145 |   213 |   526
b200-sxm     | trtllm 1.2.0rc5  | torch_min_latency                        | nvfp4            | qwen3-30b-a3b |              1 |   17.7 |       | 19.5 | 23.4 |   48 |   52 |    64 |  78.6 |   146
b200-sxm     | trtllm 1.3.0rc20 | deepgemm                                 | fp8_block        | deepseek-r1   |              8 |    103 |  3.72 |  106 |  135 |  261 |  425 |   447 |   511 |   801
b200-sxm     | trtllm 1.3.0rc20 | deepgemm                                 | fp8_block        | qwen3-30b-a3b |              1 |   61.6 |  2.49 | 71.9 | 93.9 |  174 |  176 |   187 |   201 |   369
b200-sxm     | trtllm 1.3.0rc20 | torch                                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |     73 |  1.43 |   73 |  181 |  614 | 1180 |  1190 |  1260 |  2650
b200-sxm     | trtllm 1.3.0rc20 | torch                                    | w4a8_mxfp4_mxfp8 | gpt-oss-120b  |              1 |   25.3 |  6.16 | 25.3 | 51.9 |  148 |  275 |   283 |   312 |   486
b200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   29.4 |  4.93 | 35.5 | 76.3 |  210 |  212 |   215 |   265 |   450
b200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   33.7 |  3.76 |   38 | 56.8 |  127 |  126 |   147 |   194 |   413
b200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | nvfp4            | deepseek-r1   |              8 |   66.8 |  2.64 | 66.8 | 87.5 |  186 |  303 |   320 |   405 |   803
b200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | nvfp4            | qwen3-30b-a3b |              1 |   50.6 |       | 56.2 | 84.6 |  182 |  163 |   174 |   222 |   530
b200-sxm     | trtllm 1.3.0rc20 | torch_min_latency                        | nvfp4            | qwen3-30b-a3b |              1 |   17.1 |       | 20.3 | 23.2 | 45.7 | 48.9 |    58 |  72.9 |   145
b200-sxm     | vllm 0.19.0      | flashinfer_trtllm_moe_fp4                | nvfp4            | deepseek-r1   |              8 |   25.3 |  5.91 | 25.3 | 35.6 | 89.1 |  154 |   167 |   238 |   425
b200-sxm     | vllm 0.19.0      | flashinfer_trtllm_moe_fp4                | nvfp4            | qwen3-30b-a3b |              1 |   19.3 |       | 21.5 | 31.5 | 72.8 | 75.8 |  89.9 |   104 |   220
b200-sxm     | vllm 0.19.0      | fused_moe                                | bfloat16         | deepseek-r1   |              8 |   38.8 |  4.95 | 45.7 | 88.7 |  333 |  570 |   564 |   752 |  1010
b200-sxm     | vllm 0.19.0      | fused_moe                                | bfloat16         | qwen3-30b-a3b |              1 |   21.5 |  4.57 | 29.5 | 66.1 |  203 |  208 |   217 |   271 |   500
b200-sxm     | vllm 0.19.0      | fused_moe                                | fp8              | deepseek-r1   |              8 |   32.9 |  4.73 | 33.4 | 64.2 |  172 |  364 |   372 |   542 |   816
b200-sxm     | vllm 0.19.0      | fused_moe                                | fp8              | qwen3-30b-a3b |              1 |   23.1 |  3.55 | 25.5 | 50.2 |  128 |  153 |   150 |   217 |   443
b200-sxm     | vllm 0.19.0      | fused_moe                                | fp8_block        | deepseek-r1   |              8 |   43.7 |  4.84 | 43.7 | 88.7 |  214 |  351 |   352 |   543 |  2600
b200-sxm     | vllm 0.19.0      | fused_moe                                | fp8_block        | qwen3-30b-a3b |              1 |   31.3 |  3.27 | 31.5 | 55.3 |  139 |  144 |   152 |   291 |   891
b200-sxm     | vllm 0.19.0      | marlin_int4_moe                          | int4_wo          | deepseek-r1   |              8 |   59.9 |  1.03 | 68.6 |  130 |  387 |  878 |  1340 |  1420 |  2880
b200-sxm     | vllm 0.19.0      | marlin_int4_moe                          | int4_wo          | qwen3-30b-a3b |              1 |   55.9 |       | 78.7 |  123 |  318 |  513 |   552 |   585 |  2130
b200-sxm     | vllm 0.19.0      | mxfp4_moe                                | w4a16_mxfp4      | gpt-oss-120b  |              1 |   82.7 |  1.24 | 82.7 |  205 |  705 | 1360 |  1360 |  2670 |  5610
b200-sxm     | vllm 0.24.0      | flashinfer_trtllm_trtllmnvfp4            | nvfp4            | qwen3-30b-a3b |              1 |   14.9 |       |   17 | 25.3 | 67.5 | 70.6 |    79 |  97.5 |   215
b200-sxm     | vllm 0.24.0      | flashinfer_trtllm_trtllmfp8              | fp8_block        | qwen3-30b-a3b |              1 |   20.9 |  4.18 | 23.1 |   50 |  116 |  121 |   162 |   208 |   554
b200-sxm     | vllm 0.24.0      | flashinfer_trtllm_mxfp4_bf16_trtllmmxfp4 | w4a16_mxfp4      | gpt-oss-120b  |              1 |   19.1 |  4.14 | 31.2 | 72.3 |  204 |  382 |   394 |   683 |  1560
b200-sxm     | vllm 0.24.0      | flashinfer_trtllm_trtllmfp8              | fp8              | qwen3-30b-a3b |              1 |     16 |   4.9 |   19 | 41.5 |  105 |  109 |   120 |   138 |   236
b200-sxm     | vllm 0.24.0      | flashinfer_trtllm_trtllmbf16experts      | bfloat16         | qwen3-30b-a3b |              1 |   18.3 |  5.98 | 23.9 | 58.6 |  183 |  188 |   201 |   224 |   382
h100-sxm     | sglang 0.5.14    | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |   21.1 |  2.39 | 44.6 |  130 |  413 |  424 |   446 |   506 |   781
h100-sxm     | sglang 0.5.14    | fused_moe_triton                         | fp8_block        | qwen3-30b-a3b |              1 |   23.3 |  2.38 |   31 | 76.5 |  230 |  237 |   253 |   301 |   722
h100-sxm     | sglang 0.5.14    | fused_moe_triton                         | w4a16_mxfp4      | gpt-oss-120b  |              1 |   22.6 |  0.71 | 90.8 |  298 | 1120 | 2220 |  2870 |  3330 |  4220
h100-sxm     | trtllm 1.2.0rc5  | torch                                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   25.5 |  1.74 |  105 |  193 |  328 |  616 |   636 |   716 |  2050
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | bfloat16         | deepseek-r1   |              8 |   63.2 |  2.74 | 76.6 |  164 |  515 |  995 |  1040 |  1240 |  2100
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   30.4 |  2.35 | 50.7 |  128 |  428 |  432 |   452 |   552 |   882
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8              | deepseek-r1   |              8 |     58 |  2.49 | 59.2 |  108 |  301 |  565 |   654 |   810 |  1580
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   37.1 |  2.14 | 40.2 | 82.3 |  236 |  242 |   265 |   357 |   729
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8_block        | deepseek-r1   |              8 |    127 |  2.28 |  127 |  159 |  351 |  633 |   731 |  1260 |  2930
h100-sxm     | trtllm 1.2.0rc5  | torch_cutlass                            | fp8_block        | qwen3-30b-a3b |              1 |   62.5 |     2 | 64.7 | 89.1 |  239 |  253 |   292 |   464 |  1210
h100-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |     29 |  2.38 | 47.4 |  125 |  420 |  429 |   447 |   546 |   855
h100-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   32.2 |  2.24 | 38.6 | 80.4 |  232 |  236 |   257 |   329 |   633
h100-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8_block        | deepseek-r1   |              8 |    111 |  2.38 |  115 |  145 |  327 |  604 |   695 |  1220 |  2810
h100-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8_block        | qwen3-30b-a3b |              1 |   61.4 |  2.09 |   64 | 88.9 |  237 |  248 |   288 |   458 |  1170
h100-sxm     | vllm 0.14.0      | fused_moe                                | bfloat16         | deepseek-r1   |              8 |   45.6 |  2.79 | 69.9 |  139 |  525 |  987 |  1040 |  1460 |  2640
h100-sxm     | vllm 0.14.0      | fused_moe                                | bfloat16         | qwen3-30b-a3b |              1 |   20.4 |  2.45 | 50.5 |  124 |  423 |  431 |   539 |   722 |  1580
h100-sxm     | vllm 0.14.0      | fused_moe                                | fp8              | deepseek-r1   |              8 |   35.7 |  2.25 | 70.9 |  105 |  322 |  631 |   676 |   874 |  1940
h100-sxm     | vllm 0.14.0      | fused_moe                                | fp8              | qwen3-30b-a3b |              1 |     22 |  2.04 | 37.8 |   87 |  252 |  260 |   345 |   448 |  1480
h100-sxm     | vllm 0.14.0      | fused_moe                                | fp8_block        | deepseek-r1   |              8 |   55.2 |  2.43 | 65.4 |  102 |  309 |  584 |   618 |   725 |  1370
h100-sxm     | vllm 0.14.0      | fused_moe                                | fp8_block        | qwen3-30b-a3b |              1 |   28.3 |  2.02 | 39.1 | 84.3 |  248 |  256 |   281 |   354 |   903
h100-sxm     | vllm 0.14.0      | marlin_moe                               | int4_wo          | deepseek-r1   |              8 |     34 |  2.31 |   34 | 69.8 |  173 |  316 |   378 |   716 |  1960
h100-sxm     | vllm 0.14.0      | marlin_moe                               | int4_wo          | qwen3-30b-a3b |              1 |   32.3 |  1.73 | 36.8 | 64.2 |  157 |  150 |   226 |   407 |  1430
h100-sxm     | vllm 0.24.0      | triton_tritonexperts                     | fp8_block        | qwen3-30b-a3b |              1 |   31.3 |  2.13 | 42.9 | 83.1 |  240 |  249 |   276 |   335 |   827
h100-sxm     | vllm 0.24.0      | triton_oaitritonmxfp4                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   37.9 |  1.73 | 62.9 |  122 |  368 |  689 |   701 |   856 |  1510
h100-sxm     | vllm 0.24.0      | flashinfer_cutlass_flashinferexperts     | fp8              | qwen3-30b-a3b |              1 |   44.3 | 0.414 |  118 |  400 | 1270 | 1090 |  1060 |   946 |  1560
h100-sxm     | vllm 0.24.0      | triton_tritonexperts                     | bfloat16         | qwen3-30b-a3b |              1 |   24.3 |  2.32 | 49.1 |  124 |  420 |  432 |   461 |   529 |   836
h200-sxm     | sglang 0.5.14    | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |     20 |  3.34 | 36.6 | 86.8 |  292 |  302 |   327 |   389 |   660
h200-sxm     | sglang 0.5.14    | fused_moe_triton                         | fp8_block        | qwen3-30b-a3b |              1 |   20.5 |  3.13 | 25.7 | 56.7 |  164 |  167 |   193 |   229 |   630
h200-sxm     | sglang 0.5.14    | fused_moe_triton                         | w4a16_mxfp4      | gpt-oss-120b  |              1 |   22.6 |     1 |   72 |  211 |  783 | 1520 |  2330 |  2650 |  3540
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | bfloat16         | deepseek-r1   |              8 |     64 |  3.64 | 71.2 |  132 |  397 |  734 |   771 |   939 |  1570
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | bfloat16         | qwen3-30b-a3b |              1 |   30.5 |  3.06 | 45.5 | 96.6 |  305 |  309 |   327 |   415 |   742
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | fp8              | deepseek-r1   |              8 |   57.7 |  3.15 | 59.7 | 95.7 |  248 |  452 |   509 |   684 |  1260
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | fp8              | qwen3-30b-a3b |              1 |   36.2 |   2.6 | 38.8 | 68.5 |  178 |  185 |   205 |   296 |   655
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | fp8_block        | deepseek-r1   |              8 |    124 |  2.76 |  127 |  155 |  310 |  528 |   607 |  1120 |  2670
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | fp8_block        | qwen3-30b-a3b |              1 |   60.8 |  2.24 | 64.5 | 81.6 |  188 |  198 |   231 |   385 |  1130
h200-sxm     | trtllm 1.2.0rc5  | torch                                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   24.9 |  1.86 | 99.5 |  186 |  312 |  588 |   588 |   711 |  2060
h200-sxm     | trtllm 1.3.0rc20 | torch                                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   78.7 |  2.48 | 78.7 |  125 |  342 |  621 |   623 |  1000 |  2230
h200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   29.2 |  3.06 | 41.8 | 95.9 |  301 |  307 |   323 |   408 |   712
h200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   32.1 |  2.71 | 35.1 | 65.6 |  172 |  176 |   198 |   271 |   571
h200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8_block        | deepseek-r1   |              8 |    111 |  2.93 |  115 |  138 |  291 |  507 |   588 |  1090 |  2550
h200-sxm     | trtllm 1.3.0rc20 | torch_cutlass                            | fp8_block        | qwen3-30b-a3b |              1 |   61.2 |  2.39 | 62.1 | 80.4 |  185 |  191 |   224 |   376 |  1100
h200-sxm     | vllm 0.18.0      | fused_moe                                | bfloat16         | deepseek-r1   |              8 |   39.6 |  3.72 | 51.7 |  113 |  406 |  745 |   740 |   932 |  1220
h200-sxm     | vllm 0.18.0      | fused_moe                                | bfloat16         | qwen3-30b-a3b |              1 |   20.8 |  3.33 | 36.7 | 88.7 |  300 |  308 |   334 |   404 |   715
h200-sxm     | vllm 0.18.0      | fused_moe                                | fp8              | deepseek-r1   |              8 |   32.6 |  3.21 | 40.4 | 69.2 |  227 |  440 |   438 |   602 |   895
h200-sxm     | vllm 0.18.0      | fused_moe                                | fp8              | qwen3-30b-a3b |              1 |   21.3 |  2.58 | 31.2 | 70.4 |  193 |  205 |   194 |   263 |   527
h200-sxm     | vllm 0.18.0      | fused_moe                                | fp8_block        | deepseek-r1   |              8 |   48.5 |  3.54 | 56.6 | 81.2 |  220 |  402 |   429 |   603 |  1250
h200-sxm     | vllm 0.18.0      | fused_moe                                | fp8_block        | qwen3-30b-a3b |              1 |   26.5 |   2.7 | 36.8 | 63.5 |  177 |  182 |   216 |   273 |   817
h200-sxm     | vllm 0.18.0      | marlin_int4_moe                          | int4_wo          | deepseek-r1   |              8 |     55 | 0.886 | 68.5 |  137 |  429 |  983 |  1750 |  1820 |  3650
h200-sxm     | vllm 0.18.0      | marlin_int4_moe                          | int4_wo          | qwen3-30b-a3b |              1 |   48.6 | 0.741 |   76 |  124 |  357 |  548 |   750 |   791 |  2870
h200-sxm     | vllm 0.18.0      | mxfp4_moe                                | w4a16_mxfp4      | gpt-oss-120b  |              1 |   91.5 |  2.12 | 91.5 |  154 |  399 |  722 |   726 |  1090 |  1700
h200-sxm     | vllm 0.24.0      | triton_tritonexperts                     | fp8_block        | qwen3-30b-a3b |              1 |   30.2 |  2.62 | 39.1 | 67.3 |  182 |  186 |   221 |   271 |   793
h200-sxm     | vllm 0.24.0      | triton_oaitritonmxfp4                    | w4a16_mxfp4      | gpt-oss-120b  |              1 |   37.7 |  1.97 | 60.9 |  116 |  352 |  665 |   667 |   843 |  1500
h200-sxm     | vllm 0.24.0      | flashinfer_cutlass_flashinferexperts     | fp8              | qwen3-30b-a3b |              1 |     45 | 0.421 |  121 |  382 | 1200 | 1100 |  1080 |  1030 |  1400
h200-sxm     | vllm 0.24.0      | triton_tritonexperts                     | bfloat16         | qwen3-30b-a3b |              1 |   23.6 |  3.06 | 40.3 | 94.3 |  305 |  316 |   339 |   406 |   691
l40s         | sglang 0.5.14    | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |   16.7 | 0.676 | 30.5 |  452 | 1720 | 1750 |  2600 |  2910 |  3590
l40s         | sglang 0.5.14    | fused_moe_triton                         | w4a16_mxfp4      | gpt-oss-120b  |              1 |   18.2 | 0.177 |  304 | 1180 | 4680 | 9340 | 13100 | 14400 | 15700
l40s         | trtllm 1.0.0     | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   24.9 | 0.687 | 34.2 |  445 | 1710 | 1730 |  1840 |  2040 |  2870
l40s         | trtllm 1.3.0rc20 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   26.1 | 0.687 | 32.9 |  448 | 1710 | 1730 |  1820 |  2020 |  2850
l40s         | trtllm 1.3.0rc20 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   28.5 |  0.66 | 35.5 |  239 |  875 |  896 |   949 |  1140 |  1930
l40s         | vllm 0.24.0      | triton_tritonexperts                     | fp8_block        | qwen3-30b-a3b |              1 |   23.6 | 0.649 | 27.5 |  260 |  972 |  918 |   969 |  1140 |  1830
l40s         | vllm 0.24.0      | marlin_marlinexperts                     | w4a16_mxfp4      | gpt-oss-120b  |              1 |   27.5 | 0.611 | 40.6 |  342 | 1300 | 2580 |  2630 |  2960 |  5120
l40s         | vllm 0.24.0      | triton_tritonexperts                     | fp8              | qwen3-30b-a3b |              1 |   18.7 | 0.657 | 24.6 |  242 |  908 |  921 |   983 |  1140 |  1930
l40s         | vllm 0.24.0      | triton_tritonexperts                     | bfloat16         | qwen3-30b-a3b |              1 |   20.7 | 0.713 | 34.9 |  429 | 1670 | 1710 |  1910 |  2080 |  2980
rtx-pro-6000 | sglang 0.5.14    | fused_moe_triton                         | bfloat16         | qwen3-30b-a3b |              1 |   18.5 |  1.47 | 29.3 |  214 |  804 |  814 |  1190 |  1290 |  1560
rtx-pro-6000 | sglang 0.5.14    | fused_moe_triton                         | fp8_block        | qwen3-30b-a3b |              1 |   31.2 |  1.32 | 34.1 |  104 |  425 |  432 |   452 |   517 |   869
rtx-pro-6000 | sglang 0.5.14    | marlin_moe                               | w4a16_mxfp4      | gpt-oss-120b  |              1 |   44.4 |   1.2 | 48.7 |  197 |  677 | 1320 |  1370 |  1590 |  4670
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | bfloat16         | deepseek-r1   |              8 |   67.9 |  1.44 |   86 |  278 |  986 | 1940 |  2010 |  2280 |  3530
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   31.5 |   1.4 | 37.7 |  224 |  824 |  828 |   852 |   956 |  1510
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | fp8              | deepseek-r1   |              8 |   61.9 |  1.41 | 64.9 |  174 |  527 | 1000 |  1060 |  1260 |  2180
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   29.4 |   1.3 | 35.4 |  108 |  434 |  442 |   474 |   547 |   926
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | nvfp4            | deepseek-r1   |              8 |   89.1 |  1.27 |  100 |  127 |  420 |  748 |   786 |   879 |  1310
rtx-pro-6000 | trtllm 1.3.0rc10 | torch_cutlass                            | nvfp4            | qwen3-30b-a3b |              1 |   47.8 |       | 57.7 |   91 |  304 |  313 |   325 |   375 |   659
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_cutlass                            | bfloat16         | qwen3-30b-a3b |              1 |   27.5 |  1.43 | 38.7 |  226 |  825 |  827 |   851 |   952 |  1460
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_cutlass                            | fp8              | qwen3-30b-a3b |              1 |   27.5 |  1.32 | 33.8 |  103 |  432 |  439 |   471 |   547 |   914
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_cutlass                            | nvfp4            | deepseek-r1   |              8 |   76.7 |  1.29 | 86.1 |  110 |  395 |  718 |   757 |   858 |  1250
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_cutlass                            | nvfp4            | qwen3-30b-a3b |              1 |   48.1 |       | 56.8 | 92.9 |  304 |  308 |   326 |   376 |   649
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_cutlass                            | w4a8_mxfp4_mxfp8 | gpt-oss-120b  |              1 |   97.3 |  1.21 | 97.3 |  256 |  881 | 1360 |  1420 |  1510 |  1910
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_triton_fp8_block                   | fp8_block        | deepseek-r1   |              8 |   79.1 |  1.02 | 84.7 |  210 |  660 | 1290 |  1310 |  1390 |  2630
rtx-pro-6000 | trtllm 1.3.0rc20 | torch_triton_fp8_block                   | fp8_block        | qwen3-30b-a3b |              1 |   40.2 |  1.01 | 42.1 |  128 |  587 |  598 |   617 |   617 |  1780
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | bfloat16         | deepseek-r1   |              8 |   37.2 |  1.49 | 39.7 |  253 |  974 | 1900 |  1960 |  2210 |  2950
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | bfloat16         | qwen3-30b-a3b |              1 |     19 |  1.42 | 31.2 |  215 |  812 |  821 |   859 |   946 |  1340
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | fp8              | deepseek-r1   |              8 |   27.1 |  1.46 | 29.2 |  137 |  495 |  976 |  1030 |  1250 |  1930
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | fp8              | qwen3-30b-a3b |              1 |     17 |  1.36 | 21.1 |  105 |  420 |  429 |   453 |   533 |   881
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | fp8_block        | deepseek-r1   |              8 |   39.6 |  1.46 | 41.3 |  144 |  500 |  975 |  1040 |  1200 |  1940
rtx-pro-6000 | vllm 0.19.0      | fused_moe                                | fp8_block        | qwen3-30b-a3b |              1 |   23.1 |  1.33 | 25.1 |  121 |  425 |  433 |   458 |   528 |   955
rtx-pro-6000 | vllm 0.19.0      | marlin_int4_moe                          | int4_wo          | deepseek-r1   |              8 |     50 | 0.534 | 59.5 |  131 |  673 | 1300 |  2170 |  2230 |  4340
rtx-pro-6000 | vllm 0.19.0      | marlin_int4_moe                          | int4_wo          | qwen3-30b-a3b |              1 |     44 |       |   52 |  104 |  549 |  654 |   874 |   922 |  3130
rtx-pro-6000 | vllm 0.24.0      | flashinfer_cutlass_flashinferexperts     | nvfp4            | qwen3-30b-a3b |              1 |   43.7 |       | 51.6 | 88.1 |  289 |  299 |   312 |   386 |   737
rtx-pro-6000 | vllm 0.24.0      | marlin_marlinexperts                     | w4a16_mxfp4      | gpt-oss-120b  |              1 |   29.3 |  1.25 | 38.5 |  184 |  654 | 1280 |  1300 |  1480 |  3180
rtx-pro-6000 | vllm 0.24.0      | flashinfer_cutlass_flashinferexperts     | fp8              | qwen3-30b-a3b |              1 |   33.4 |  1.24 | 41.6 |  127 |  439 |  446 |   466 |   558 |  1320
rtx-pro-6000 | vllm 0.24.0      | flashinfer_cutlass_flashinferexperts     | bfloat16         | qwen3-30b-a3b |              1 |   33.4 |  1.27 | 41.6 |  237 |  828 |  835 |   862 |   965 |  1900
`).map(({ line, cells }) => ({
  hardware: cells.get("hardware")!,
  engine: cells.get("engine")!,
  kernel: cells.get("kernel")!,
  format: cells.get("format")!,
  model: cells.get("model")!,
  tensorParallel: numberCell(cells.get("tensorParallel")!, line),
  launchMicroseconds: numberCell(cells.get("launch")!, line),
  ...(cells.get("TB/s") === "" ? {} : { terabytesPerSecond: numberCell(cells.get("TB/s")!, line) }),
  points: [...cells]
    .filter(([column]) => /^\d+$/.test(column))
    .map(([column, cell]) => [Number(column), numberCell(cell, line)] as const),
}));

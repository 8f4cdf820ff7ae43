import type { Dtype } from "../../src/cost/index.js";

/** One published time between generated tokens, with one request at a time. */
export interface DecodeRow {
  readonly model: string;
  readonly hardware: string;
  readonly accelerators: number;
  readonly dtype: Dtype;
  readonly tokens: number;
  readonly seconds: number;
  readonly note: string;
}

export const decodeSource = "https://docs.nvidia.com/nim/benchmarking/llm/1.0.0/performance";

const nim = { model: "llama-3.3-70b", hardware: "h100-sxm", accelerators: 2, dtype: "fp8" } as const;

export const decodeRows: readonly DecodeRow[] = [
  {
    ...nim,
    tokens: 5000,
    seconds: 0.01858,
    note: "NIM 1.8.0; the launch time of decode was chosen on this row",
  },
  { ...nim, tokens: 5000, seconds: 0.01994, note: "NIM 1.5.0" },
  { ...nim, tokens: 500, seconds: 0.01891, note: "NIM 1.8.0" },
];

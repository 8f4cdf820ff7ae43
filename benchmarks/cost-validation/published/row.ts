/** What a published row measured. Rates are tokens a second, times are seconds. */
export const measures = [
  /** Tokens a second that one of the concurrent users gets after its first token. */
  "decode tok/s a user",
  /** Prompt tokens a second of one prompt. */
  "prefill tok/s",
  /** Time to the first token. */
  "ttft s",
  /** Time between a user's later tokens. */
  "tpot s",
  /** Generated tokens a second of all users and accelerators together, prefill time included. */
  "output tok/s machine",
  /** The same of the decode steps alone. */
  "decode tok/s machine",
] as const;

export type Measure = (typeof measures)[number];

/** One published measurement of a model on a machine, copied as it stands in its source. */
export interface PublishedRow {
  /** Name of the checkpoint whose shapes ran; `note` says where the published run used a fine-tune of it. */
  readonly model: string;
  /** Name in the catalogue; cards, laptops and CPUs that it lacks have a name of the same kind. */
  readonly hardware: string;
  readonly accelerators: number;
  readonly engine: string;
  readonly version?: string;
  /** What llama.cpp computed with. */
  readonly backend?: string;
  /** Of the weights: GGUF, MLX and AWQ names, or the number format. */
  readonly format: string;
  /** Size of the weights file, where the source gives it. */
  readonly fileGiB?: number;
  /** Of the KV cache; absent: the engine's default. */
  readonly kvDtype?: string;
  /** "tp4": tensor parallel over 4. "dep4": attention by data, experts by expert parallelism. */
  readonly parallelism?: string;
  /** Decode: tokens in the KV cache before the first generated one. Prefill: cached tokens and the prompt. */
  readonly contextTokens: number;
  /** Of `contextTokens`, those in the KV cache already: prefill at a depth. */
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
  /** Requests at a time. "as many as fit": the load that gave the most output. */
  readonly concurrency: number | "as many as fit";
  readonly measure: Measure;
  readonly value: number;
  readonly source: string;
  /** When it was published: year, with month and day where known. */
  readonly date: string;
  /** Whole sources are held back: no parameter of the time model was chosen on them. */
  readonly use: "calibration" | "held back";
  readonly note?: string;
}

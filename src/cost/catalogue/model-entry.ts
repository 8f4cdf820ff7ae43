/** One model of the catalogue: figures that its authors published, nothing derived. */
export interface ModelEntry {
  /** Hugging Face id: `meta-llama/Llama-3.1-70B`. */
  readonly id: string;
  /** Short names that a user would type, lower case: `llama-3.1-70b`. */
  readonly aliases: readonly string[];
  /** Total parameters, from the safetensors index where it is known, else from the model card or report. */
  readonly publishedParameters: number;
  /** Parameters used by one token, where the authors publish them (mixtures of experts). */
  readonly publishedActiveParameters?: number;
  /**
   * The parameters that the authors leave out of that count: the input embedding, or both embeddings. Absent:
   * none. Some leave the input embedding out because looking up a row costs no FLOP.
   */
  readonly activeLeavesOut?: "embedding" | "embeddings";
  /** The longest context that the model card or report states, else `max_position_embeddings` of the config; tokens. */
  readonly contextTokens: number;
  /** Address of the config or the report. */
  readonly source: string;
  /** The fields of config.json that affect a count, under their own names. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Of a multi-modal model, the type of the whole and its `vision_config`, as far as they affect a count. */
  readonly vision?: {
    readonly model_type: string;
    readonly vision_config: Readonly<Record<string, unknown>>;
  };
}

/** Published quality of one model by context length, on one benchmark. */
export interface QualityCurve {
  readonly benchmark: string;
  /** The benchmark's name for it. */
  readonly model: string;
  readonly metric: string;
  /** Shortest first. */
  readonly points: readonly QualityPoint[];
  readonly source: string;
  /** The catalogue's model with the same layers. Its FLOP are the cost. */
  readonly costAs?: string;
  /** The id in the price list. Its dollars are the cost. */
  readonly price?: string;
}

export interface QualityPoint {
  readonly tokens: number;
  readonly score: number;
}

/**
 * Published quality by a range of lengths, or by the position of the answer in the text: no single length to
 * price.
 */
export interface QualityRange {
  readonly benchmark: string;
  readonly model: string;
  readonly metric: string;
  readonly points: readonly { readonly where: string; readonly score: number }[];
  readonly source: string;
}

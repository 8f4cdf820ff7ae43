/** What an image costs before the text model sees it. */
export interface ImageCost {
  /**
   * Tokens that the image takes in the prompt, as the model's processor writes them. Those that mark an image's begin
   * and end count, and so do breaks between rows and tiles, but not the marks of Gemma 3 (4 tokens: two blank lines,
   * begin and end) and Qwen-VL (2 tokens: begin and end).
   */
  readonly tokens: number;
  /** Keys that cross-attention layers see for this image, where a model has such layers; else 0. */
  readonly crossTokens: number;
  /** Patches that the tower computes, in all tiles. */
  readonly patches: number;
  /** FLOP of the vision tower and of the projection to the text model. One multiply-add is 2. */
  readonly towerFlop: number;
  readonly projectorFlop: number;
  /** One line: how the image is cut. */
  readonly description: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Tower {
  readonly width: number;
  readonly layers: number;
  readonly innerSize: number;
  /** Gated feed-forward: three matrices. */
  readonly gated: boolean;
  /** Numbers of one patch: channels × frames × side². */
  readonly patchInputs: number;
}

/**
 * FLOP of a vision transformer: patch embedding, four attention projections and the feed-forward of each
 * position and layer, and attention without a mask (Q·Kᵀ and A·V: 4·width a pair and layer). Softmax, norms
 * and biases are left out, as for text models. Source: arXiv:2010.11929 §3.1.
 * @param patches patches embedded.
 * @param positions patches with class tokens and padding.
 * @param pairs (query, key) pairs summed over all layers.
 */
export function towerFlop(tower: Tower, patches: number, positions: number, pairs: number): number {
  const { width, layers, innerSize, gated, patchInputs } = tower;
  const layer = 4 * width * width + (gated ? 3 : 2) * width * innerSize;
  return 2 * patchInputs * width * patches + 2 * layer * layers * positions + 4 * width * pairs;
}

/** FLOP of a chain of linear maps, given its widths, for each of `tokens` tokens. */
export function chainFlop(widths: readonly number[], tokens: number): number {
  let flop = 0;
  for (let i = 1; i < widths.length; i++) flop += 2 * widths[i - 1]! * widths[i]! * tokens;
  return flop;
}

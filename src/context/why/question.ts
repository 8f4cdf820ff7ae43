import type { Renderer } from "../render/renderer.js";

/** A question: why one path has its rank and its place in the pack, for one task. */
export interface WhyQuestion {
  /** As in the index: relative to the root, `/` between segments. */
  readonly path: string;
  /** A line of the file. With it, the pack's reasons cover only the definition around that line. */
  readonly line?: number;
  readonly task: string;
  /** Tokens. */
  readonly budget: number;
  readonly renderer: Renderer;
}

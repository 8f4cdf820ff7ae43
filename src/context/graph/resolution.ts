import type { Evidence } from "./edge.js";
import type { Definition } from "./reader.js";

/** A definition that a reference may mean. */
export interface Resolution {
  readonly definition: Definition;
  readonly evidence: Evidence;
  readonly confidence: number;
}

/** Where in a chunk a term stands. The order is the bit order of a posting; add at the end only. */
export const fields = ["body", "name", "signature", "doc", "scope", "path"] as const;
export type Field = (typeof fields)[number];

/** Index of each field, and the width of its counter in a packed posting. */
export const BODY = 0;
export const NAME = 1;
export const SIGNATURE = 2;
export const DOC = 3;
export const SCOPE = 4;
export const PATH = 5;
export const FIELD_BITS = 5;
export const LARGEST_COUNT = (1 << FIELD_BITS) - 1;

/**
 * Terms that are not words carry a prefix no word can hold. They let the graph be read off the index, so that no
 * edge can be stale: who defines, uses, extends or imports a name is a posting list.
 */
export const exact = {
  /** Chunks that define this name, as written. */
  definition: (name: string): string => `d:${name}`,
  /** Chunks that call this name or use it as a type, as written. */
  reference: (name: string): string => `r:${name}`,
  /** Chunks whose definition extends or implements this name. */
  base: (name: string): string => `b:${name}`,
  /** File chunks that import a module whose last segment is this, lower-cased, without extension. */
  module: (name: string): string => `m:${name}`,
} as const;

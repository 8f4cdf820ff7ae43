/**
 * The parts of a chunk in which a term can occur. Stored postings use this order for their bits: append only.
 */
export const fields = ["body", "name", "signature", "doc", "scope", "path"] as const;
export type Field = (typeof fields)[number];

/** Index of each field in `fields`. */
export const BODY = 0;
export const NAME = 1;
export const SIGNATURE = 2;
export const DOC = 3;
export const SCOPE = 4;
export const PATH = 5;

/** Bits of each field's counter in a packed posting; a counter stops at `LARGEST_COUNT`. */
export const FIELD_BITS = 5;
export const LARGEST_COUNT = (1 << FIELD_BITS) - 1;

/**
 * Exact terms: names as written (in Unicode's composed form), with a prefix that no word can contain. The graph reads its edges from their
 * posting lists (which chunks define, use, extend or import a name). No edge is stored, so none can be stale.
 */
export const exact = {
  /** Chunks that define this name, as written. */
  definition: (name: string): string => `d:${name.normalize()}`,
  /** Chunks that call this name or use it as a type, as written. */
  reference: (name: string): string => `r:${name.normalize()}`,
  /** Chunks whose definition extends or implements this name. */
  base: (name: string): string => `b:${name.normalize()}`,
  /** File chunks that import a module whose last segment is this, lower-cased, without extension. */
  module: (name: string): string => `m:${name}`,
} as const;

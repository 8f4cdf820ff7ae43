import type { FactName, FileRow, FileVectors, SkippedRow } from "../contract.js";
import type { Segment } from "../segment.js";

/** What was parsed from one path and hash. Shared by all checkouts that list it. */
export interface Content extends Omit<FileRow, "stamp"> {
  readonly outline: string;
  /** The generation since which no checkout lists it; absent while one does. */
  readonly released?: number;
}

/** A file in the list of a checkout. */
export interface Listed {
  /** Id of its content. */
  readonly content: number;
  readonly stamp: string;
}

/** The data of one checkout: its facts, and its listed and skipped files by path. */
export interface Checkout {
  /** As `Snapshot.generation`; absent while the checkout has nothing in the index. */
  readonly generation?: number;
  /** The model whose vectors it uses. */
  readonly model?: string;
  readonly facts: ReadonlyMap<FactName, string>;
  readonly listed: ReadonlyMap<string, Listed>;
  readonly skipped: ReadonlyMap<string, SkippedRow>;
}

export const emptyCheckout: Checkout = { facts: new Map(), listed: new Map(), skipped: new Map() };

/**
 * The immutable state of an index between two writes. A write works on a copy, a `Draft`, which replaces the
 * state when the write is complete. So a failed write has no effect, and a reader sees one consistent state.
 */
export interface State {
  readonly encoding: string | undefined;
  /** The last number that was used for a generation, a segment and a content. Numbers are never reused. */
  readonly lastGeneration: number;
  readonly lastSegment: number;
  readonly lastContent: number;
  readonly segments: ReadonlyMap<number, Segment>;
  readonly contents: ReadonlyMap<number, Content>;
  /** Ids of the contents of a path. */
  readonly contentsOf: ReadonlyMap<string, readonly number[]>;
  /** Vectors by model and content. */
  readonly vectors: ReadonlyMap<string, ReadonlyMap<number, FileVectors>>;
  readonly checkouts: ReadonlyMap<string, Checkout>;
}

export const emptyState: State = {
  encoding: undefined,
  lastGeneration: 0,
  lastSegment: 0,
  lastContent: 0,
  segments: new Map(),
  contents: new Map(),
  contentsOf: new Map(),
  vectors: new Map(),
  checkouts: new Map(),
};

/** The index at one location. All stores that are open there share it. */
export interface MemoryIndex {
  state: State;
}

import type { FactName, FileRow, FileVectors, SkippedRow } from "../contract.js";
import type { Segment } from "../segment.js";

/** What was parsed of a path and hash, whoever lists it. */
export interface Content extends Omit<FileRow, "stamp"> {
  readonly outline: string;
  /** The generation after which no checkout listed it any more; absent while one does. */
  readonly released?: number;
}

/** A file of a checkout. */
export interface Listed {
  /** Id of its content. */
  readonly content: number;
  readonly stamp: string;
}

/** What a checkout has; files and skipped ones by path. */
export interface Checkout {
  /** As `Snapshot.generation`; absent for one that has nothing in the index. */
  readonly generation?: number;
  /** Whose vectors it wants. */
  readonly model?: string;
  readonly facts: ReadonlyMap<FactName, string>;
  readonly listed: ReadonlyMap<string, Listed>;
  readonly skipped: ReadonlyMap<string, SkippedRow>;
}

export const emptyCheckout: Checkout = { facts: new Map(), listed: new Map(), skipped: new Map() };

/**
 * An index as it is between two writes. Nothing in it changes: a write works on a copy, a `Draft`, which takes its place
 * when all is done. So a write that fails leaves nothing behind, and who reads sees one state.
 */
export interface State {
  readonly encoding: string | undefined;
  /** The last generation, segment and content that were given out: none comes twice. */
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

/** What lies at one location: the stores that are open there share it. */
export interface MemoryIndex {
  state: State;
}

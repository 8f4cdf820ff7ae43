import type { Import } from "../parse/parsed.js";
import type { Candidate } from "./candidates.js";
import type { MapLine } from "./map.js";
import type { Level } from "./plan.js";

/** One piece of a pack: contiguous lines of a file, unchanged except that secrets are redacted. */
export interface PackItem {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  readonly kind?: string;
  readonly level: Level;
  readonly tokens: number;
  readonly text: string;
  readonly why: string;
}

/** A file for the packer, secrets redacted. Loaded when the pack first needs a line of it. */
export interface PackFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
  /** Whether it is generated or vendored. */
  readonly derived: boolean;
}

/** A chunk by the numbers of its file and of itself in the file. */
export interface ChunkPlace {
  readonly file: number;
  readonly chunk: number;
}

/** Why a candidate is not whole in the pack. */
export type LeftOut =
  /** With the heads and imports it needs, it has more tokens than were left. */
  | { readonly reason: "too-large"; readonly tokens: number; readonly room: number }
  /** Pieces worth more per token had taken the budget. */
  | { readonly reason: "budget-spent" }
  /** A near-identical definition was taken before it. */
  | { readonly reason: "copy"; readonly of: string }
  /** Lines outside of definitions: too few to say something alone, or without a word of the task. */
  | { readonly reason: "fragment" }
  /** Its file changed while the pack was made. */
  | { readonly reason: "changing" };

export interface Packed {
  readonly items: readonly PackItem[];
  /** The closing map: likely files without a line in the pack. */
  readonly map: readonly MapLine[];
  readonly text: string;
  readonly tokens: number;
  /** All candidates with a relevance above 0, packed or not. */
  readonly candidates: readonly Candidate[];
}

import type { Candidate, FileNeed, FileScore } from "./candidates.js";
import type { ChunkPlace, LeftOut, PackFile, PackItem } from "./item.js";
import type { MapLine } from "./map.js";
import type { PackMemory } from "./pack-memory.js";

export interface PackRequest {
  /** Best first. */
  readonly files: readonly FileScore[];
  /** For each of `files`. */
  readonly needs: readonly FileNeed[];
  /** The first search result: in the pack before all else. */
  readonly first: ChunkPlace | undefined;
  /** Most tokens of the rendered pack, headings and fences included. */
  readonly budget: number;
  /** Shared by packs of one task. */
  readonly memory: PackMemory;
  readonly load: (file: number) => Promise<PackFile | undefined>;
  readonly why: (file: number, chunk: number) => string;
  /** A line for each file that the closing map may name, best first. */
  readonly map: readonly MapLine[];
  /** Renders the pack; its tokens are counted. */
  readonly render: (items: readonly PackItem[], map?: readonly MapLine[]) => string;
  /** Filled with the reason for each candidate that is not whole in the pack, for `fovea why`. */
  readonly leftOut?: Map<Candidate, LeftOut>;
}

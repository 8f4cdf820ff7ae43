import type { MapLine } from "../pack/map.js";
import type { PackItem } from "../pack/pack.js";

/** Lines that were sent and have changed since, or whose file no longer exists. */
export interface StaleRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  /** `gone`: the file no longer exists. */
  readonly state: "changed" | "gone";
}

/** What the reader holds from earlier packs: listed in the text, not repeated. */
export interface HeldNotes {
  readonly unchanged: readonly PackItem[];
  readonly stale: readonly StaleRange[];
  /** New pieces not sent because lines held already are worth more. */
  readonly left: readonly PackItem[];
}

/** What a pack says beside its items. */
export interface PackNotes {
  /** What is said before the items, in plain text. */
  readonly statement?: string;
  readonly held?: HeldNotes;
  /** The closing map: likely files of which the pack shows no line. */
  readonly map?: readonly MapLine[] | undefined;
}

/** The first line of the task, at most 200 characters: the title of a pack. */
export const firstLine = (task: string): string =>
  Array.from(task.trim().split("\n")[0] ?? "")
    .slice(0, 200)
    .join("");

/** An output format of packs. A new format is one file and one line in the list in `index.ts`. */
export interface Renderer {
  readonly name: string;
  /** @param items items of one path must be adjacent. @returns the whole text that the model receives. */
  render(task: string, items: readonly PackItem[], notes?: PackNotes): string;
}

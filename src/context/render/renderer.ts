import type { PackItem } from "../pack/pack.js";

/** Lines that were sent and are no longer what the file says. */
export interface StaleRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  /** `gone`: the whole file is. */
  readonly state: "changed" | "gone";
}

/** What a reader holds of earlier packs: named in the text, not repeated. */
export interface HeldNotes {
  readonly unchanged: readonly PackItem[];
  readonly stale: readonly StaleRange[];
  /** New pieces worth less than what is held already. */
  readonly left: readonly PackItem[];
}

/** What a pack says it is for. */
export const firstLine = (task: string): string =>
  Array.from(task.trim().split("\n")[0] ?? "")
    .slice(0, 200)
    .join("");

/** One form in which a pack is handed to a model. A new form is one file and one line in the list. */
export interface Renderer {
  readonly name: string;
  /** The whole text that the model receives; items of one path come one after another. */
  render(task: string, items: readonly PackItem[], held?: HeldNotes): string;
}

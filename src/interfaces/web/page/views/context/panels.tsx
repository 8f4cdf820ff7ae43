import type { ComponentType } from "preact";
import type { ContextState } from "./state.js";

/** A tab of the right panel. To add one, write its component and add a line here; the first is open at the start. */
export interface ContextPanel {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly body: ComponentType<{ readonly state: ContextState }>;
}

export const panels: readonly ContextPanel[] = [];

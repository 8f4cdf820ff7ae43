import type { ComponentType } from "preact";
import { CandidatesPanel } from "./candidates/candidates-panel.js";
import { GraphPanel } from "./graph/graph-panel.js";
import { PackPanel } from "./pack/pack-panel.js";
import { CodePanel } from "./search/code-panel.js";
import type { ContextState } from "./state.js";
import { WhyPanel } from "./why/why-panel.js";

/** A tab of the right panel. To add one, write its component and add a line here; the first is open at the start. */
export interface ContextPanel {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly body: ComponentType<{ readonly state: ContextState }>;
}

export const panels: readonly ContextPanel[] = [
  { name: "pack", title: "Pack", body: PackPanel },
  { name: "candidates", title: "Candidates", body: CandidatesPanel },
  { name: "why", title: "Why", body: WhyPanel },
  { name: "graph", title: "Graph", body: GraphPanel },
  { name: "code", title: "Code", body: CodePanel },
];

import type { ComponentType } from "preact";

/** A view of the page. To add one, write a folder in `views/`, and add a line here. */
export interface View {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Loaded when the view is first opened. */
  readonly load: () => Promise<{ readonly view: ComponentType }>;
}

export const views: readonly View[] = [
  {
    name: "cost",
    title: "Cost",
    about: "what a context costs, and how that grows",
    load: () => import("../views/cost/view.js"),
  },
  {
    name: "bench",
    title: "Bench",
    about: "how attention scales, measured in this browser",
    load: () => import("../views/bench/view.js"),
  },
  {
    name: "context",
    title: "Context",
    about: "what a task needs of a repository, and what was left out",
    load: () => import("../views/context/view.js"),
  },
  {
    name: "proof",
    title: "Proof",
    about: "how well it finds what past commits changed",
    load: () => import("../views/proof/view.js"),
  },
];

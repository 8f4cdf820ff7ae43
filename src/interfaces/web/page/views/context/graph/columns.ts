import type { GraphReport } from "../../../../api/contract.js";

export type Relation = keyof GraphReport["relations"];
export type Found = NonNullable<GraphReport["relations"][Relation]>;
export type Edge = Found["edges"][number];

/** Relations in the order of the command line, and where they stand around the target. */
export const relationSides: Readonly<Record<Relation, "left" | "right" | "below">> = {
  callers: "left",
  callees: "right",
  importers: "left",
  imports: "right",
  implementers: "left",
  bases: "right",
  tests: "below",
  documents: "below",
  "co-changed": "below",
};

export const relationNames = Object.keys(relationSides) as readonly Relation[];

/** A box of the drawing: one edge, or how many more there are. */
export interface Box {
  readonly relation: Relation;
  readonly edge?: Edge;
  readonly more?: number;
  /** Middle, in pixels from the top. */
  readonly y: number;
}

export interface Column {
  readonly heads: readonly { readonly relation: Relation; readonly y: number }[];
  readonly boxes: readonly Box[];
  readonly height: number;
}

/** Height of a box with the gap below it. */
export const ROW = 34;
const HEAD = 24;
const HEAD_ABOVE = 6;
const MOST_BOXES = 6;

/** Stacks the edges of the relations that stand on one side. */
export function columnOf(report: GraphReport, side: "left" | "right"): Column {
  const heads: { relation: Relation; y: number }[] = [];
  const boxes: Box[] = [];
  let y = 0;
  for (const relation of relationNames) {
    const found = report.relations[relation];
    if (relationSides[relation] !== side || !found || found.edges.length === 0) continue;
    heads.push({ relation, y: y + HEAD_ABOVE });
    y += HEAD_ABOVE + HEAD;
    const shown = found.edges.slice(0, MOST_BOXES);
    for (const edge of shown) {
      boxes.push({ relation, edge, y: y + ROW / 2 });
      y += ROW;
    }
    if (found.total > shown.length) {
      boxes.push({ relation, more: found.total - shown.length, y: y + ROW / 2 });
      y += ROW;
    }
  }
  return { heads, boxes, height: y };
}

export type Reached = NonNullable<GraphReport["impact"]>["reached"][number];

/** What an impact reaches, by its distance from the target, nearest first. */
export function byDistance(
  reached: readonly Reached[],
): readonly { readonly depth: number; readonly nodes: readonly Reached[] }[] {
  const groups = new Map<number, Reached[]>();
  for (const node of reached) groups.set(node.depth, [...(groups.get(node.depth) ?? []), node]);
  return [...groups].sort(([a], [b]) => a - b).map(([depth, nodes]) => ({ depth, nodes }));
}

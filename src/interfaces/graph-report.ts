import type { GraphNode, Relation } from "../context/graph/edge.js";
import type { GraphAnswer } from "../context/graph/graph.js";
import type { GraphReport } from "./schema/graph-report.js";

const place = ({ path, startLine, endLine, symbol, kind }: GraphNode) => ({
  path,
  startLine,
  endLine,
  ...(symbol === undefined ? {} : { symbol }),
  kind,
});

/** The report of `fovea graph --json`. */
export function graphReport({ target, relations: results, impact }: GraphAnswer): GraphReport {
  const byName: Partial<Record<Relation, NonNullable<GraphReport["relations"][Relation]>>> = {};
  for (const { relation, edges, total, unresolved, external, notes } of results)
    byName[relation] = {
      edges: edges.map(({ node, confidence, evidence, lines }) => ({
        ...place(node),
        confidence,
        evidence,
        lines: [...lines],
      })),
      total,
      unresolved: { references: unresolved.references, paths: [...unresolved.paths] },
      external: [...external],
      notes: [...notes],
    };
  return {
    target: { label: target.label, places: target.nodes.map(place) },
    relations: byName,
    ...(impact
      ? {
          impact: {
            ...impact,
            reached: impact.reached.map(({ node, ...rest }) => ({ ...place(node), ...rest })),
          },
        }
      : {}),
  };
}

import { type GraphNode, isComplete, type Relation, type Unknown } from "../../context/graph/edge.js";
import type { GraphAnswer } from "../../context/graph/graph.js";
import { isWholeImpact } from "../../context/graph/impact.js";
import type { GraphReport } from "../schema/graph-report.js";

const place = ({ path, startLine, endLine, symbol, kind }: GraphNode) => ({
  path,
  startLine,
  endLine,
  ...(symbol === undefined ? {} : { symbol }),
  kind,
});

const copied = (unknown: readonly Unknown[]) => unknown.map((one) => ({ ...one, paths: [...one.paths] }));

/** The report of `fovea graph --json`. */
export function graphReport({ target, relations: results, impact }: GraphAnswer): GraphReport {
  const byName: Partial<Record<Relation, NonNullable<GraphReport["relations"][Relation]>>> = {};
  for (const { relation, edges, total, unresolved, external, notes, unknown } of results)
    byName[relation] = {
      edges: edges.map(({ node, confidence, evidence, lines }) => ({
        ...place(node),
        confidence,
        evidence,
        lines: [...lines],
      })),
      total,
      complete: isComplete({ unknown, notes }),
      unknown: copied(unknown),
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
            complete: isWholeImpact(impact),
            unknown: copied(impact.unknown),
            reached: impact.reached.map(({ node, ...rest }) => ({ ...place(node), ...rest })),
          },
        }
      : {}),
  };
}

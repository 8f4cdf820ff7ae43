import {
  type Evidence,
  evidences,
  type FoundRelation,
  type GraphEdge,
  type GraphNode,
  type Relation,
} from "./edge.js";

const LISTED_PATHS = 10;
/** An edge with less confidence is one of several equally likely ones. It is counted as unresolved. */
export const MIN_CONFIDENCE = 0.5;

/** Collects the edges of one relation: one edge for each node, with its strongest evidence. */
export class EdgeCollector {
  private readonly edges = new Map<
    string,
    { node: GraphNode; confidence: number; evidence: Evidence; lines: Set<number> }
  >();
  private references = 0;
  private readonly unresolvedPaths = new Map<string, number>();
  readonly external = new Set<string>();
  readonly notes: string[] = [];

  constructor(
    readonly relation: Relation,
    private readonly limit: number,
  ) {}

  add(
    node: GraphNode,
    evidence: Evidence,
    lines: readonly number[] = [],
    confidence: number = evidences[evidence],
  ): void {
    const key = `${node.path}#${node.chunk}`;
    const known = this.edges.get(key);
    if (!known) {
      this.edges.set(key, { node, confidence, evidence, lines: new Set(lines) });
      return;
    }
    for (const line of lines) known.lines.add(line);
    if (confidence <= known.confidence) return;
    known.confidence = confidence;
    known.evidence = evidence;
  }

  unresolved(path: string, references: number): void {
    this.references += references;
    this.unresolvedPaths.set(path, (this.unresolvedPaths.get(path) ?? 0) + references);
  }

  all(): GraphEdge[] {
    return [...this.edges.values()]
      .map(({ lines, ...edge }) => ({
        ...edge,
        lines: [...lines].sort((a, b) => a - b),
      }))
      .sort(
        (a, b) =>
          b.confidence - a.confidence ||
          (a.node.path < b.node.path
            ? -1
            : a.node.path > b.node.path
              ? 1
              : a.node.startLine - b.node.startLine),
      );
  }

  /** The relation without what is unknown beside its unresolved uses, which `askGraph` adds. */
  result(): FoundRelation {
    const edges = this.all();
    return {
      relation: this.relation,
      edges: edges.slice(0, this.limit),
      total: edges.length,
      unresolved: {
        references: this.references,
        paths: [...this.unresolvedPaths]
          .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
          .slice(0, LISTED_PATHS)
          .map(([path]) => path),
      },
      external: [...this.external].sort(),
      notes: this.notes,
    };
  }
}

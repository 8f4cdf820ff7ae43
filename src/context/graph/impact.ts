import { callerEdges } from "./calls.js";
import type { GraphNode, Unknown } from "./edge.js";
import { importersOf, namesInImport } from "./imports.js";
import { implementerEdges } from "./inherits.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";
import { unknownOf } from "./unknown.js";

export interface ImpactOptions {
  /** Most steps away from the target. */
  readonly depth: number;
  /** Most nodes listed. */
  readonly limit: number;
}

export interface Impacted {
  readonly node: GraphNode;
  readonly depth: number;
  /** Product of the edges' confidences along the shortest path; the largest, when there are several. */
  readonly confidence: number;
  /** Label of the previous node on that path. */
  readonly through: string;
}

export interface Impact {
  readonly reached: readonly Impacted[];
  readonly total: number;
  readonly files: number;
  readonly tests: number;
  /** References on the way that could not be resolved to one definition, so that more may break. */
  readonly unresolved: number;
  /** True when the walk stopped at a limit with nodes left to follow. */
  readonly truncated: boolean;
  /** What is not known about the callers of the target itself. */
  readonly unknown: readonly Unknown[];
}

/** Whether an impact is all there is. */
export const isWholeImpact = ({ unresolved, truncated, unknown }: Impact): boolean =>
  unresolved === 0 && !truncated && unknown.length === 0;

/** Most nodes that are followed. Beyond it the result is `truncated`. */
const FOLLOWED = 250;

/**
 * Everything that may break with the target: its callers, subclasses and importers, and theirs, breadth
 * first.
 */
export async function impactOf(
  shared: GraphReader,
  target: GraphTarget,
  options: ImpactOptions,
): Promise<Impact> {
  const reader = shared.asking();
  const key = (node: GraphNode): string => `${node.file} ${node.chunk}`;
  const reached = new Map<string, Impacted>();
  const seen = new Set(target.nodes.map(key));
  let unresolved = 0;
  let followed = 0;
  let truncated = false;
  let level: { readonly nodes: readonly GraphNode[]; readonly confidence: number; readonly label: string }[] =
    [];

  const take = (node: GraphNode, depth: number, confidence: number, through: string): void => {
    const known = reached.get(key(node));
    if (known) {
      if (known.depth === depth && confidence > known.confidence)
        reached.set(key(node), { node, depth, confidence, through });
      return;
    }
    if (seen.has(key(node))) return;
    reached.set(key(node), { node, depth, confidence, through });
  };

  const roots = target.symbol ? [...target.nodes] : await definitionsIn(reader, target.nodes[0]!);
  for (const node of roots) seen.add(key(node));
  const importers = await importersOf(reader, target, Number.POSITIVE_INFINITY);
  unresolved += importers.unresolved.references;
  if (!target.symbol)
    for (const { node, confidence } of importers.edges) take(node, 1, confidence, target.label);
  level = target.symbol
    ? [{ nodes: roots, confidence: 1, label: target.label }]
    : roots.map((node) => ({ nodes: [node], confidence: 1, label: `${node.path}#${node.symbol}` }));

  for (let depth = 1; depth <= options.depth && level.length > 0; depth++) {
    for (const { nodes, confidence, label } of level) {
      if (followed++ >= FOLLOWED) {
        truncated = true;
        break;
      }
      const callers = await callerEdges(reader, nodes);
      unresolved += callers.unresolved;
      for (const edge of [...callers.edges, ...(await implementerEdges(reader, nodes))])
        if (target.symbol || edge.node.file !== target.nodes[0]!.file)
          take(edge.node, depth, confidence * edge.confidence, label);
    }
    const next = [...reached.values()].filter((one) => one.depth === depth);
    // A file that imports a file may break with it, and so may what imports that file.
    const files = next.filter(({ node }) => node.symbol === undefined && node.chunk === 0);
    if (depth < options.depth && !target.symbol)
      for (const { node, confidence } of files) {
        if (followed++ >= FOLLOWED) {
          truncated = true;
          break;
        }
        const file = { label: node.path, symbol: false, name: node.path, nodes: [node] };
        for (const edge of (await importersOf(reader, file, Number.POSITIVE_INFINITY)).edges)
          take(edge.node, depth + 1, confidence * edge.confidence, node.path);
      }
    level = next
      .filter(({ node }) => node.symbol !== undefined)
      .map(({ node, confidence }) => ({
        nodes: [node],
        confidence,
        label: `${node.path}#${node.symbol}`,
      }));
    if (depth === options.depth && level.length > 0) truncated = true;
  }
  // A file that imports the symbol breaks even where no caller in it was found.
  if (target.symbol) {
    const known = new Set([...reached.values()].map(({ node }) => node.file));
    for (const { node, confidence } of importers.edges)
      if (!known.has(node.file) && (await namesInImport(reader, node.file, target)))
        take(node, 1, confidence, target.label);
  }
  const all = [...reached.values()].sort(
    (a, b) => a.depth - b.depth || b.confidence - a.confidence || (a.node.path < b.node.path ? -1 : 1),
  );
  const files = new Set(all.map(({ node }) => node.file));
  return {
    reached: all.slice(0, options.limit),
    total: all.length,
    files: files.size,
    tests: [...files].filter((file) => reader.corpus.files[file]!.role.test).length,
    unresolved,
    truncated: truncated || reader.effort.spent,
    unknown: await unknownOf(reader, target, {
      relation: "callers",
      unresolved: { references: 0, paths: [] },
    }),
  };
}

async function definitionsIn(reader: GraphReader, { file }: GraphNode): Promise<GraphNode[]> {
  const chunks = await reader.chunks(file);
  const nodes: GraphNode[] = [];
  for (let chunk = 0; chunk < chunks.length; chunk++)
    if (chunks[chunk]!.name && chunks[chunk]!.kind !== "section" && chunks[chunk]!.kind !== "namespace")
      nodes.push(await reader.node(file, chunk));
  return nodes;
}

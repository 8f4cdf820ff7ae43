import { exact } from "../indexing/fields.js";
import { scopesOf } from "../languages/index.js";
import { EdgeCollector, MIN_CONFIDENCE } from "./collect.js";
import type { FoundRelation, GraphEdge, GraphNode } from "./edge.js";
import { typesWithMethodsOf } from "./method-set.js";
import type { ReadLines } from "./read-lines.js";
import { type GraphReader, isType, simple } from "./reader.js";
import { resolveUse } from "./resolve.js";
import type { GraphTarget } from "./target.js";

/** Types that directly extend or implement the target. */
export async function implementersOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
  readLines: ReadLines,
): Promise<FoundRelation> {
  const found = new EdgeCollector("implementers", limit);
  await collectImplementers(reader, target.nodes, found);
  for (const node of target.nodes) {
    const { structural } = scopesOf(reader.corpus.files[node.file]!.language);
    if (node.kind !== "interface" || !structural || structural.stated) continue;
    const types = await typesWithMethodsOf(reader, node, readLines);
    if (!types)
      found.notes.push(
        "the types that implement it are unknown: it has no methods, or embeds an interface that is not indexed",
      );
    for (const type of types ?? []) found.add(type, "method-set", [type.startLine]);
  }
  return found.result();
}

/** All implementers of some nodes, for a walk that continues from them. */
export async function implementerEdges(
  reader: GraphReader,
  nodes: readonly GraphNode[],
): Promise<readonly GraphEdge[]> {
  const found = new EdgeCollector("implementers", Number.POSITIVE_INFINITY);
  await collectImplementers(reader, nodes, found);
  return found.all();
}

async function collectImplementers(
  reader: GraphReader,
  nodes: readonly GraphNode[],
  found: EdgeCollector,
): Promise<void> {
  for (const node of nodes) {
    if (!isType(node.kind)) continue;
    const name = simple(node.symbol!);
    const places = await reader.places(exact.base(name));
    await reader.load(places.map(([file]) => file));
    for (const [file, chunk] of places) {
      const chunks = await reader.chunks(file);
      for (const base of chunks[chunk]?.bases ?? []) {
        if (simple(base.name) !== name) continue;
        const parts = base.name.split(/::|[.\\]/);
        const receiver = parts.length > 1 ? parts[parts.length - 2]! : "";
        const meant = await resolveUse(reader, file, chunks, { name, receiver, kind: "type", chunk });
        const hit = meant.find(
          ({ definition }) => definition.file === node.file && definition.chunk === node.chunk,
        );
        const line = chunks[chunk]!.startLine;
        if (hit && hit.confidence >= MIN_CONFIDENCE)
          found.add(await reader.node(file, chunk), hit.evidence, [line], hit.confidence);
        else if (hit) found.unresolved(reader.corpus.files[file]!.path, 1);
      }
    }
  }
}

/** Types that the target extends or implements. */
export async function basesOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("bases", limit);
  for (const node of target.nodes) {
    const chunks = await reader.chunks(node.file);
    if (!target.symbol) continue;
    const it = chunks[node.chunk]!;
    for (const base of it.bases) {
      const parts = base.name.split(/::|[.\\]/);
      const receiver = parts.length > 1 ? parts[parts.length - 2]! : "";
      const use = { name: simple(base.name), receiver, kind: "type" as const, chunk: node.chunk };
      const meant = await resolveUse(reader, node.file, chunks, use);
      const sure = meant.filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
      for (const { definition, evidence, confidence } of sure)
        if (definition.file !== node.file || definition.chunk !== node.chunk)
          found.add(
            await reader.node(definition.file, definition.chunk),
            evidence,
            [it.startLine],
            confidence,
          );
      if (meant.length === 0) found.external.add(base.name);
      else if (sure.length === 0) found.unresolved(node.path, 1);
    }
  }
  return found.result();
}

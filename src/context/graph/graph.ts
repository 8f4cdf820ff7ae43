import { span } from "../../shared/trace.js";
import type { History } from "../git/history.js";
import type { Scope } from "../retrieve/scope.js";
import { calleesOf, callersOf } from "./calls.js";
import { coChangesOf } from "./co-changes.js";
import { documentsOf } from "./documents.js";
import { type Relation, type RelationResult, relations } from "./edge.js";
import { type Impact, type ImpactOptions, impactOf } from "./impact.js";
import { importersOf, importsOf } from "./imports.js";
import { basesOf, implementersOf } from "./inherits.js";
import type { ReadLines } from "./read-lines.js";
import type { GraphReader } from "./reader.js";
import { findTarget, type GraphTarget, MOST_DECLARATIONS } from "./target.js";
import { testsOf } from "./tests.js";

export interface GraphQuery {
  /** A path, `path#Class.method`, `path:line`, `Class.method` or a name. */
  readonly of: string;
  /** What is asked about and what is listed lies in it; names are resolved among all that is indexed. Default: all. */
  readonly scope?: Scope;
  /** Default: all of them. */
  readonly relations?: readonly Relation[];
  /** Edges listed for each relation. */
  readonly limit: number;
  /** Aborted once nobody waits for the answer. */
  readonly signal?: AbortSignal;
  /** Also what may break further away. */
  readonly impact?: Omit<ImpactOptions, "limit">;
}

export interface GraphAnswer {
  readonly target: GraphTarget;
  readonly relations: readonly RelationResult[];
  readonly impact?: Impact;
}

/** What a question needs that the index does not hold. */
export interface GraphSources {
  readonly readLines: ReadLines;
  /** Of the repository that holds a file, with paths as the index has them. */
  readonly history: (path: string) => Promise<History>;
}

/** The scope is applied before edges are cut. */
const EVERY_EDGE = Number.POSITIVE_INFINITY;
const MANY = `only the first ${MOST_DECLARATIONS} declarations of it were looked at`;
const SPENT =
  "cut: so many uses and definitions bear one name that not all were followed; ask for one symbol";

/**
 * Answers a question about the code graph. No edge is stored: each is resolved now, from names and imports in the
 * index, so that none can be stale.
 * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`.
 */
export const askGraph = (
  shared: GraphReader,
  query: GraphQuery,
  sources: GraphSources,
): Promise<GraphAnswer> => span("graph", () => relationsOf(shared, query, sources));

async function relationsOf(
  shared: GraphReader,
  query: GraphQuery,
  sources: GraphSources,
): Promise<GraphAnswer> {
  const inScope = query.scope ? shared.within(query.scope) : shared;
  const reader = query.signal ? inScope.until(query.signal) : inScope;
  const target = await findTarget(reader, query.of);
  const answer: Record<Relation, (reader: GraphReader) => Promise<RelationResult>> = {
    callers: (reader) => callersOf(reader, target, EVERY_EDGE),
    callees: (reader) => calleesOf(reader, target, EVERY_EDGE),
    importers: (reader) => importersOf(reader, target, EVERY_EDGE),
    imports: (reader) => importsOf(reader, target, EVERY_EDGE),
    implementers: (reader) => implementersOf(reader, target, EVERY_EDGE, sources.readLines),
    bases: (reader) => basesOf(reader, target, EVERY_EDGE),
    tests: (reader) => testsOf(reader, target, EVERY_EDGE),
    documents: (reader) => documentsOf(reader, target, EVERY_EDGE, sources.readLines),
    "co-changed": async (reader) =>
      coChangesOf(reader, target, EVERY_EDGE, await sources.history(target.nodes[0]!.path)),
  };
  const results: RelationResult[] = [];
  for (const relation of query.relations ?? relations) {
    const asking = reader.asking();
    const result = listed(await answer[relation](asking), reader.scope, query.limit);
    const notes = [
      ...(target.symbol && target.nodes.length === MOST_DECLARATIONS ? [MANY] : []),
      ...(asking.effort.spent ? [SPENT] : []),
    ];
    results.push(notes.length > 0 ? { ...result, notes: [...result.notes, ...notes] } : result);
  }
  return {
    target,
    relations: results,
    ...(query.impact
      ? { impact: await impactOf(reader, target, { ...query.impact, limit: query.limit }) }
      : {}),
  };
}

/** The edges that are listed: the surest of those in the scope. Of what a name means outside of it the number is said. */
function listed(result: RelationResult, scope: Scope, limit: number): RelationResult {
  const edges = result.edges.filter(({ node }) => scope.includes(node.path));
  const outside = result.edges.length - edges.length;
  const note = `${outside} more ${outside === 1 ? "lies" : "lie"} outside of ${scope.folder}`;
  return {
    ...result,
    edges: edges.slice(0, limit),
    total: edges.length,
    notes: outside > 0 ? [...result.notes, note] : result.notes,
  };
}

import type { History } from "../git/history.js";
import { calleesOf, callersOf } from "./calls.js";
import { coChangesOf } from "./co-changes.js";
import { documentsOf, type ReadLines } from "./documents.js";
import { type Relation, type RelationResult, relations } from "./edge.js";
import { type Impact, type ImpactOptions, impactOf } from "./impact.js";
import { importersOf, importsOf } from "./imports.js";
import { basesOf, implementersOf } from "./inherits.js";
import type { GraphReader } from "./reader.js";
import { findTarget, type GraphTarget, MOST_DECLARATIONS } from "./target.js";
import { testsOf } from "./tests.js";

export interface GraphQuery {
  /** A path, `path#Class.method`, `path:line`, `Class.method` or a name. */
  readonly of: string;
  /** Only what is defined below this folder is meant by a name: one repository of a workspace. */
  readonly within?: string;
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

const MANY = `only the first ${MOST_DECLARATIONS} declarations of it were looked at`;
const SPENT =
  "cut: so many uses and definitions bear one name that not all were followed; ask for one symbol";

/**
 * Answers a question about the code graph. No edge is stored: each is resolved now, from names and imports in the
 * index, so that none can be stale.
 * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`.
 */
export async function askGraph(
  shared: GraphReader,
  query: GraphQuery,
  sources: GraphSources,
): Promise<GraphAnswer> {
  const reader = query.signal ? shared.until(query.signal) : shared;
  const target = await findTarget(reader, query.of, query.within);
  const answer: Record<Relation, (reader: GraphReader) => Promise<RelationResult>> = {
    callers: (reader) => callersOf(reader, target, query.limit),
    callees: (reader) => calleesOf(reader, target, query.limit),
    importers: (reader) => importersOf(reader, target, query.limit),
    imports: (reader) => importsOf(reader, target, query.limit),
    implementers: (reader) => implementersOf(reader, target, query.limit, sources.readLines),
    bases: (reader) => basesOf(reader, target, query.limit),
    tests: (reader) => testsOf(reader, target, query.limit),
    documents: (reader) => documentsOf(reader, target, query.limit, sources.readLines),
    "co-changed": async (reader) =>
      coChangesOf(reader, target, query.limit, await sources.history(target.nodes[0]!.path)),
  };
  const results: RelationResult[] = [];
  for (const relation of query.relations ?? relations) {
    const asking = reader.asking();
    const result = await answer[relation](asking);
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

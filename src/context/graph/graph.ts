import { span } from "../../shared/trace.js";
import type { History } from "../git/history.js";
import type { Scope } from "../retrieve/scope.js";
import { calleesOf, callersOf } from "./calls.js";
import { coChangesOf } from "./co-changes.js";
import { documentsOf } from "./documents.js";
import { type FoundRelation, type Relation, type RelationResult, relations } from "./edge.js";
import { type Impact, type ImpactOptions, impactOf } from "./impact.js";
import { importersOf, importsOf } from "./imports.js";
import { basesOf, implementersOf } from "./inherits.js";
import type { ReadLines } from "./read-lines.js";
import type { GraphReader } from "./reader.js";
import { findTarget, type GraphTarget, MOST_DECLARATIONS } from "./target.js";
import { testsOf } from "./tests.js";
import { unknownOf } from "./unknown.js";

export interface GraphQuery {
  /** A path, `path#Class.method`, `path:line`, `Class.method` or a name. */
  readonly of: string;
  /**
   * Where the target is searched: in a workspace one name may stand in several repositories. Edges lead
   * anywhere in the index, since callers left out would look like callers that do not exist. Default:
   * everything.
   */
  readonly scope?: Scope;
  /** Default: all of them. */
  readonly relations?: readonly Relation[];
  /** Most edges listed for each relation. */
  readonly limit: number;
  /** Aborted when the caller no longer waits for the answer. */
  readonly signal?: AbortSignal;
  /** Also compute the impact: what may break through several steps. */
  readonly impact?: Omit<ImpactOptions, "limit">;
}

export interface GraphAnswer {
  readonly target: GraphTarget;
  readonly relations: readonly RelationResult[];
  readonly impact?: Impact;
}

/** Data that a question needs beside the index. */
export interface GraphSources {
  readonly readLines: ReadLines;
  /** The same lines, where nothing of them is shown: secrets need not be redacted. */
  readonly readCode: ReadLines;
  /** The history of the git repository that contains a file, with paths as in the index. */
  readonly history: (path: string) => Promise<History>;
}

const MANY = `only its first ${MOST_DECLARATIONS} declarations were followed`;
const SPENT =
  "cut: too many uses and definitions have the same name, and not all were followed; ask for one symbol";

/**
 * Answers a question about the code graph. No edge is stored: each is resolved for the question from the
 * names and imports in the index, so that none can be stale.
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
  const { limit } = query;
  const reading = shared.reading(sources.readCode);
  const reader = query.signal ? reading.until(query.signal) : reading;
  const target = await findTarget(query.scope ? reader.within(query.scope) : reader, query.of);
  const answer: Record<Relation, (reader: GraphReader) => Promise<FoundRelation>> = {
    callers: (reader) => callersOf(reader, target, limit),
    callees: (reader) => calleesOf(reader, target, limit),
    importers: (reader) => importersOf(reader, target, limit),
    imports: (reader) => importsOf(reader, target, limit),
    implementers: (reader) => implementersOf(reader, target, limit, sources.readLines),
    bases: (reader) => basesOf(reader, target, limit),
    tests: (reader) => testsOf(reader, target, limit),
    documents: (reader) => documentsOf(reader, target, limit, sources.readLines),
    "co-changed": async (reader) =>
      coChangesOf(reader, target, limit, await sources.history(target.nodes[0]!.path)),
  };
  const results: RelationResult[] = [];
  for (const relation of query.relations ?? relations) {
    const asking = reader.asking();
    const result = await answer[relation](asking);
    const notes = [
      ...(target.symbol && target.nodes.length === MOST_DECLARATIONS ? [MANY] : []),
      ...(asking.effort.spent ? [SPENT] : []),
    ];
    const unknown = await unknownOf(asking, target, result);
    results.push({ ...result, notes: [...result.notes, ...notes], unknown });
  }
  return {
    target,
    relations: results,
    ...(query.impact ? { impact: await impactOf(reader, target, { ...query.impact, limit }) } : {}),
  };
}

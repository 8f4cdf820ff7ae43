import { depthOf, isCode } from "../languages/index.js";
import { wordTerms } from "../text/terms.js";
import type { Relation, RelationResult, Unknown } from "./edge.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";

/** Most files whose mentions of a name are counted; of the others, each counts once. */
const READ_MENTIONS = 40;
const LISTED_PATHS = 10;

/** Relations that no parser is needed for. */
const WITHOUT_PARSER: ReadonlySet<Relation> = new Set(["documents", "co-changed"]);
/** Relations to places that use the target by its name. */
const BY_NAME: ReadonlySet<Relation> = new Set(["callers", "tests"]);

/** What a relation cannot know beside the edges that it found. */
export async function unknownOf(
  reader: GraphReader,
  target: GraphTarget,
  { relation, unresolved }: Pick<RelationResult, "relation" | "unresolved">,
): Promise<readonly Unknown[]> {
  const found: Unknown[] = [];
  if (unresolved.references > 0)
    found.push({ why: "unresolved", places: unresolved.references, paths: unresolved.paths });
  if (WITHOUT_PARSER.has(relation)) return found;
  const { files } = reader.corpus;
  const unparsed = target.nodes
    .map(({ path }) => path)
    .filter((path) => isCode(path) && depthOf(files[reader.corpus.fileAt(path)]?.language ?? "") !== "graph");
  if (unparsed.length > 0) {
    const paths = [...new Set(unparsed)];
    found.push({ why: "language", places: paths.length, paths: paths.slice(0, LISTED_PATHS) });
  } else if (BY_NAME.has(relation) && target.symbol) {
    const mentions = await unparsedMentions(reader, target, relation === "tests");
    if (mentions) found.push(mentions);
  }
  return found;
}

/** Lines that hold the target's name as a word in files that are indexed as text only; undefined without any. */
async function unparsedMentions(
  reader: GraphReader,
  target: GraphTarget,
  tests: boolean,
): Promise<Unknown | undefined> {
  // The last term is the whole identifier, which is rarer than its parts.
  const rarest = wordTerms(target.name).at(-1);
  if (rarest === undefined) return undefined;
  const { files } = reader.corpus;
  const containing = [...new Set((await reader.places(rarest)).map(([file]) => file))].filter((file) => {
    const { role, language } = files[file]!;
    return depthOf(language) === "text" && !role.documentation && (!tests || role.test);
  });
  const word = new RegExp(`(?<![\\w$])${target.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w$])`);
  const counted = new Map<number, number>();
  for (const file of containing.slice(0, READ_MENTIONS)) {
    const lines = (await reader.lines(file)).filter((line) => word.test(line)).length;
    if (lines > 0) counted.set(file, lines);
  }
  for (const file of containing.slice(READ_MENTIONS)) counted.set(file, 1);
  if (counted.size === 0) return undefined;
  const paths = [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([file]) => files[file]!.path);
  const places = [...counted.values()].reduce((sum, lines) => sum + lines, 0);
  return { why: "not-parsed", places, files: paths.length, paths: paths.slice(0, LISTED_PATHS) };
}

import type { Corpus } from "../retrieve/corpus.js";
import type { Query } from "../retrieve/query.js";
import { hasRun, segmentsOf } from "./folder-runs.js";

/** Factor on the weight of words that only name a folder; `area` counts the folder. */
const IN_AREA = 0.3;

const known = new WeakMap<Corpus, readonly (readonly string[])[]>();

/** The folders of the files, each as its segments. */
function foldersOf(corpus: Corpus): readonly (readonly string[])[] {
  const folders = known.get(corpus) ?? readFolders(corpus);
  known.set(corpus, folders);
  return folders;
}

function readFolders(corpus: Corpus): readonly (readonly string[])[] {
  const paths = corpus.files.map((_, file) => corpus.pathInScope(file));
  const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  return [...folders].map(segmentsOf);
}

/**
 * Lowers the weight of the words beside a title, `[internal/reader] …`, `… (core)`, that name a folder which is there: they say where,
 * not what. Joined they are no name.
 */
export function settleAreas(corpus: Corpus, query: Query): Query {
  const areas = [...query.areaTerms].filter(([area]) => {
    const run = segmentsOf(area);
    return foldersOf(corpus).some((folder) => hasRun(folder, run));
  });
  if (areas.length === 0) return query;
  const settled = new Set(areas.flatMap(([, terms]) => [...terms]));
  const lowered = (weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
    new Map(
      [...weights]
        .filter(([term]) => !settled.has(term) || !query.compounds.has(term))
        .map(([term, weight]) => [term, settled.has(term) ? weight * IN_AREA : weight]),
    );
  const mayName = areas.reduce((text, [area]) => text.replace(area, " "), query.mayName);
  return { ...query, mayName, terms: lowered(query.terms), titleTerms: lowered(query.titleTerms) };
}

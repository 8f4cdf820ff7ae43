import { isData } from "../../languages/index.js";
import type { Corpus } from "../../retrieve/corpus.js";
import type { Signal } from "../signal.js";

/** A folder with this share of the code or less has the value 0. */
const LEAST_SHARE = 1e-3;

const shares = new WeakMap<Corpus, ReadonlyMap<string, number>>();

const topFolder = (path: string): string => path.slice(0, Math.max(0, path.indexOf("/")));

/**
 * Share of the project's own code, in tokens, below each top-level folder; top-level files count as folder
 * "".
 */
function sharesOf(corpus: Corpus): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  let total = 0;
  for (const [file, { role, language, tokens: own }] of corpus.files.entries()) {
    if (role.test || role.documentation || role.example || role.vendored || role.generated) continue;
    if (language === "text" || isData(language)) continue;
    const folder = topFolder(corpus.pathInScope(file));
    tokens.set(folder, (tokens.get(folder) ?? 0) + own);
    total += own;
  }
  return new Map([...tokens].map(([folder, count]) => [folder, count / Math.max(1, total)]));
}

/** Scripts, tools and settings outside the main code contain a report's words too, but seldom the bug. */
export const mainCode: Signal = {
  name: "main-code",
  why: "its top-level folder holds most of the code",
  score: ({ corpus, candidates }) => {
    const known = shares.get(corpus) ?? sharesOf(corpus);
    shares.set(corpus, known);
    return Float32Array.from(candidates, (file) => {
      const share = known.get(topFolder(corpus.pathInScope(file))) ?? 0;
      return 1 - Math.log(Math.max(share, LEAST_SHARE)) / Math.log(LEAST_SHARE);
    });
  },
};

import type { Corpus } from "../../retrieve/corpus.js";
import type { Signal } from "../signal.js";

/** A folder with a thousandth of the code, and one with less, count nothing. */
const LEAST_SHARE = 1e-3;

const shares = new WeakMap<Corpus, ReadonlyMap<string, number>>();

const topFolder = (path: string): string => path.slice(0, Math.max(0, path.indexOf("/")));

/** Share of the project's own code, in tokens, below each folder at the top; files at the top are below "". */
function sharesOf(corpus: Corpus): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  let total = 0;
  for (const [file, { role, language, tokens: own }] of corpus.files.entries()) {
    if (role.test || role.documentation || role.example || role.vendored || role.generated) continue;
    if (language === "text") continue;
    const folder = topFolder(corpus.pathInScope(file));
    tokens.set(folder, (tokens.get(folder) ?? 0) + own);
    total += own;
  }
  return new Map([...tokens].map(([folder, count]) => [folder, count / Math.max(1, total)]));
}

/** Scripts, tools and settings beside the code hold a report's words as well, and are seldom what is wrong. */
export const mainCode: Signal = {
  name: "main-code",
  why: "most of the code lies in its folder at the top",
  score: ({ corpus, candidates }) => {
    const known = shares.get(corpus) ?? sharesOf(corpus);
    shares.set(corpus, known);
    return Float32Array.from(candidates, (file) => {
      const share = known.get(topFolder(corpus.pathInScope(file))) ?? 0;
      return 1 - Math.log(Math.max(share, LEAST_SHARE)) / Math.log(LEAST_SHARE);
    });
  },
};

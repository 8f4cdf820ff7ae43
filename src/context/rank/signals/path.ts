import { isChangeLog } from "../../retrieve/change-log.js";
import { partTerms, wholeIdentifier } from "../../text/terms.js";
import type { RankContext, Signal } from "../signal.js";

const stemOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "");
const GENERIC = new Set(["index", "mod", "lib", "main", "init", "__init__"]);

/** A file's name; for index, mod and __init__ files, the name of their folder. */
function ownName(path: string): string {
  const name = stemOf(path);
  if (!GENERIC.has(name)) return name;
  const segments = path.split("/");
  return segments[segments.length - 2] ?? name;
}

interface PathWords {
  readonly name: string;
  readonly nameTerms: readonly string[];
  readonly folderTerms: readonly string[];
  readonly changeLog: boolean;
}

/** The words of each candidate's path. */
const pathWords = ({ corpus, candidates }: RankContext): PathWords[] =>
  corpus.factsOf("path-words", candidates, (files) =>
    files.map((file) => {
      const path = corpus.pathInScope(file);
      const name = ownName(path);
      const folders = path.split("/").slice(0, -1);
      return {
        name,
        nameTerms: partTerms(name),
        folderTerms: [...new Set(folders.flatMap(partTerms))],
        changeLog: isChangeLog(path, corpus.files[file]!.role),
      };
    }),
  );

/** A change log is called so because it is one, not by a subject, which "change log level" may be. */
const NAMELESS = { name: "", nameTerms: [] };

const named = (context: RankContext): Pick<PathWords, "name" | "nameTerms">[] =>
  pathWords(context).map((words) => (words.changeLog && !context.query.asksForChangeLog ? NAMELESS : words));

function weightsOf({ matches }: RankContext): { weightOf: Map<string, number>; total: number } {
  const weightOf = new Map<string, number>();
  let total = 0;
  for (const { term, fileWeight, files, compound } of matches.terms) {
    if (files === 0) continue;
    weightOf.set(term, fileWeight);
    if (!compound) total += fileWeight;
  }
  return { weightOf, total: total || 1 };
}

export const fileName: Signal = {
  name: "file-name",
  why: "its name holds words of the task",
  score: (context) => {
    const { weightOf, total } = weightsOf(context);
    return Float32Array.from(named(context), ({ nameTerms }) => {
      let found = 0;
      for (const word of nameTerms) found += weightOf.get(word) ?? 0;
      return Math.sqrt(Math.min(1, found / total));
    });
  },
};

export const wholeName: Signal = {
  name: "whole-name",
  why: "all of its name is in the task",
  score: (context) => {
    const { weightOf } = weightsOf(context);
    return Float32Array.from(named(context), ({ name, nameTerms }) => {
      if (weightOf.has(wholeIdentifier(name))) return 1;
      if (nameTerms.length === 0) return 0;
      return (nameTerms.filter((word) => weightOf.has(word)).length / nameTerms.length) ** 2;
    });
  },
};

/**
 * Weights a file's name by its rarity; used for reports in place of `whole-name`. A long text contains most
 * words that files are named by, so a match of `utils` says less than a match of `autoencoder`.
 */
export const rareName: Signal = {
  name: "rare-name",
  why: "its name is rare and is in the task",
  score: (context) => {
    const { matches, query } = context;
    const rarity = new Map<string, number>();
    let rarest = Number.MIN_VALUE;
    for (const { term, fileWeight, files } of matches.terms) {
      if (files === 0) continue;
      const rare = fileWeight / (query.terms.get(term) ?? 1);
      rarity.set(term, rare);
      rarest = Math.max(rarest, rare);
    }
    return Float32Array.from(named(context), ({ name, nameTerms }) => {
      const whole = rarity.get(wholeIdentifier(name));
      if (whole !== undefined) return whole / rarest;
      const found = nameTerms.filter((word) => rarity.has(word));
      if (found.length === 0) return 0;
      const sum = found.reduce((total, word) => total + rarity.get(word)!, 0);
      return Math.min(1, sum / rarest) * (found.length / nameTerms.length) ** 2;
    });
  },
};

export const folder: Signal = {
  name: "folder",
  why: "it is in a folder that the task names",
  score: (context) => {
    const { weightOf, total } = weightsOf(context);
    return Float32Array.from(pathWords(context), ({ folderTerms }) => {
      let found = 0;
      for (const word of folderTerms) found += weightOf.get(word) ?? 0;
      return Math.sqrt(Math.min(1, found / total));
    });
  },
};

export const depth: Signal = {
  name: "depth",
  why: "it is deep in the tree",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) =>
      Math.min(1, (corpus.pathInScope(file).split("/").length - 1) / 8),
    ),
};

import { splitIdentifier, stem, wholeIdentifier } from "../../text/terms.js";
import type { RankContext, Signal } from "../signal.js";

/** Index terms of a name: its parts, stemmed. */
const termsOf = (text: string): string[] => [
  ...new Set(
    splitIdentifier(text)
      .filter((part) => part.length > 1)
      .map(stem),
  ),
];

const stemOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "");
const GENERIC = new Set(["index", "mod", "lib", "main", "init", "__init__"]);

/** What a file is called; one named index, mod or __init__ goes by the name of its folder. */
function ownName(path: string): string {
  const name = stemOf(path);
  if (!GENERIC.has(name)) return name;
  const segments = path.split("/");
  return segments[segments.length - 2] ?? name;
}

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
    return Float32Array.from(context.candidates, (file) => {
      const words = termsOf(ownName(context.corpus.files[file]!.path));
      let found = 0;
      for (const word of words) found += weightOf.get(word) ?? 0;
      return Math.sqrt(Math.min(1, found / total));
    });
  },
};

export const wholeName: Signal = {
  name: "whole-name",
  why: "all of its name stands in the task",
  score: (context) => {
    const { weightOf } = weightsOf(context);
    return Float32Array.from(context.candidates, (file) => {
      const name = ownName(context.corpus.files[file]!.path);
      if (weightOf.has(wholeIdentifier(name))) return 1;
      const words = termsOf(name);
      if (words.length === 0) return 0;
      return (words.filter((word) => weightOf.has(word)).length / words.length) ** 2;
    });
  },
};

export const folder: Signal = {
  name: "folder",
  why: "it lies in a folder that the task names",
  score: (context) => {
    const { weightOf, total } = weightsOf(context);
    return Float32Array.from(context.candidates, (file) => {
      const folders = context.corpus.files[file]!.path.split("/").slice(0, -1);
      let found = 0;
      for (const word of new Set(folders.flatMap(termsOf))) found += weightOf.get(word) ?? 0;
      return Math.sqrt(Math.min(1, found / total));
    });
  },
};

export const depth: Signal = {
  name: "depth",
  why: "it lies deep in the tree",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) =>
      Math.min(1, (corpus.files[file]!.path.split("/").length - 1) / 8),
    ),
};

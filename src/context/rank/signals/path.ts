import { splitIdentifier, stem, wholeIdentifier } from "../../text/terms.js";
import type { RankContext, Signal } from "../signal.js";

/** Share of the query's weight that the words of a path hold. */
function share(words: readonly string[], weightOf: ReadonlyMap<string, number>, total: number): number {
  let found = 0;
  for (const word of new Set(words)) found += weightOf.get(word) ?? 0;
  return total > 0 ? found / total : 0;
}

/** Share of a path's own words that the query holds: `timeout.go` is wholly about "timeout". */
function filled(words: readonly string[], weightOf: ReadonlyMap<string, number>): number {
  const distinct = [...new Set(words)];
  return distinct.length > 0 ? distinct.filter((word) => weightOf.has(word)).length / distinct.length : 0;
}

const termsOf = (text: string): string[] => splitIdentifier(text).filter((part) => part.length > 1).map(stem);

function weights({ matches }: RankContext): { weightOf: Map<string, number>; total: number } {
  const weightOf = new Map(matches.terms.map((term) => [term.term, term.fileWeight]));
  let total = 0;
  for (const weight of weightOf.values()) total += weight;
  return { weightOf, total };
}

const stemOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "");
const GENERIC = new Set(["index", "mod", "lib", "main", "init", "__init__"]);

/** A file named index, mod or __init__ goes by the name of its folder. */
function ownName(path: string): string {
  const name = stemOf(path);
  if (!GENERIC.has(name)) return name;
  const segments = path.split("/");
  return segments[segments.length - 2] ?? name;
}

export const fileName: Signal = {
  name: "file-name",
  why: "its name is what the task is about",
  score: (context) => {
    const { weightOf, total } = weights(context);
    return Float32Array.from(context.candidates, (file) => {
      const name = ownName(context.corpus.files[file]!.path);
      const words = termsOf(name);
      const whole = weightOf.has(wholeIdentifier(name)) ? 1 : 0;
      return Math.sqrt(Math.max(share(words, weightOf, total), whole * 0.1)) * (0.5 * filled(words, weightOf) + 0.5 * Math.max(whole, filled(words, weightOf) === 1 ? 1 : 0));
    });
  },
};

export const folder: Signal = {
  name: "folder",
  why: "it lies in a folder that the task names",
  score: (context) => {
    const { weightOf, total } = weights(context);
    return Float32Array.from(context.candidates, (file) => {
      const path = context.corpus.files[file]!.path;
      const folders = path.split("/").slice(0, -1);
      return share(folders.flatMap(termsOf), weightOf, total);
    });
  },
};

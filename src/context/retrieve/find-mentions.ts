import { withoutExtension } from "../indexing/module-name.js";
import type { Corpus } from "./corpus.js";
import type { Query } from "./query.js";
import { spellingsOf } from "./signed-names.js";

// Confidence, 0 to 1, that a kind of mention refers to the file.
const WHOLE_PATH = 1;
const SHARED_END = 0.8;
const FILE_NAME = 0.7;
const MODULE = 0.6;
/** Factor on the value of each further caller in a trace. */
const OUTWARD = 0.75;

export interface Mentions {
  /**
   * By file number: confidence, 0 to 1, that the task names the file by path, by file name or as a dotted
   * module.
   */
  readonly named: ReadonlyMap<number, number>;
  /** By file number: 1 for the innermost frame of a trace that is in the repository, less for each caller. */
  readonly traced: ReadonlyMap<number, number>;
}

interface PathIndex {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** By file name without extension; index files also by the name of their folder. */
  readonly byModule: ReadonlyMap<string, readonly number[]>;
  readonly segments: readonly (readonly string[])[];
}

const indexes = new WeakMap<Corpus, PathIndex>();

function makeIndex(corpus: Corpus): PathIndex {
  const byName = new Map<string, number[]>();
  const byModule = new Map<string, number[]>();
  const push = (map: Map<string, number[]>, key: string, file: number): void => {
    const list = map.get(key);
    if (list) list.push(file);
    else map.set(key, [file]);
  };
  const segments = corpus.files.map(({ path }, file) => {
    const parts = path.split("/");
    const name = parts[parts.length - 1]!;
    push(byName, name, file);
    const bare = withoutExtension(name);
    push(byModule, bare, file);
    if (parts.length > 1 && /^(?:__init__|index|mod)$/.test(bare))
      push(byModule, parts[parts.length - 2]!, file);
    return parts;
  });
  return { byName, byModule, segments };
}

/** Builds the index at the first query that names a path, a module or a frame; most name none. */
const indexOf = (corpus: Corpus): PathIndex => {
  const index = indexes.get(corpus) ?? makeIndex(corpus);
  indexes.set(corpus, index);
  return index;
};

/** Number of path segments that two paths share at their ends. */
function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared])
    shared++;
  return shared;
}

/**
 * Finds the files that a path in a text refers to: those that share the longest end with it, with the
 * confidence.
 */
function filesAt(index: PathIndex, path: string): { files: readonly number[]; confidence: number } {
  const parts = path.split("/");
  let most = 0;
  let files: number[] = [];
  for (const file of index.byName.get(parts[parts.length - 1]!) ?? []) {
    const shared = sharedEnd(index.segments[file]!, parts);
    // Sharing only the file name counts when one of the two has no folder.
    if (shared === 1 && parts.length > 1 && index.segments[file]!.length > 1) continue;
    if (shared < most) continue;
    if (shared > most) files = [];
    most = shared;
    files.push(file);
  }
  const whole = files.length > 0 && (most === parts.length || most === index.segments[files[0]!]!.length);
  const confidence = !whole ? SHARED_END : most > 1 ? WHOLE_PATH : FILE_NAME;
  return { files, confidence };
}

/**
 * Finds the file at the end of a link. The link may lead to another repository: so all of the file's path must be
 * there, with a folder, because every repository has a README.md. One segment before it is the version.
 */
function filesLinked(index: PathIndex, link: string): (readonly [file: number, confidence: number])[] {
  const parts = link.split("/");
  return filesAt(index, link).files.flatMap((file) => {
    const own = index.segments[file]!;
    if (own.length < 2 || own.length >= parts.length || sharedEnd(own, parts) < own.length) return [];
    return [[file, own.length === parts.length - 1 ? WHOLE_PATH : SHARED_END] as const];
  });
}

/** Finds the files that a task names by path, module or trace frame. */
export function findMentions(corpus: Corpus, query: Query): Mentions {
  const named = new Map<number, number>();
  const raise = (file: number, value: number): void => {
    named.set(file, Math.max(value, named.get(file) ?? 0));
  };
  for (const path of query.paths) {
    const { files, confidence } = filesAt(indexOf(corpus), path);
    for (const file of files) raise(file, confidence / Math.sqrt(files.length));
  }
  for (const link of query.links)
    for (const [file, confidence] of filesLinked(indexOf(corpus), link)) raise(file, confidence);
  for (const [name, weight] of query.names) {
    const parts = name.split(/\.|::/).filter((part) => part !== "");
    if (parts.length < 2) continue;
    const index = indexOf(corpus);
    for (let length = parts.length; length >= 2; length--) {
      const module = parts.slice(0, length);
      const found = (index.byModule.get(module[length - 1]!) ?? []).filter((file) => {
        const own = [...index.segments[file]!];
        const bare = withoutExtension(own.pop()!);
        if (bare !== module[length - 1]) return sharedEnd(own, module) === length;
        return sharedEnd([...own, bare], module) === length;
      });
      for (const file of found) raise(file, (Math.min(1, weight) * MODULE) / Math.sqrt(found.length));
    }
  }
  for (const word of query.signedStopWords) {
    const { byModule } = indexOf(corpus);
    const found = spellingsOf(word).flatMap((spelling) => byModule.get(spelling) ?? []);
    for (const file of found) raise(file, MODULE / Math.sqrt(found.length));
  }
  const traced = new Map<number, number>();
  let depth = 0;
  for (const { path } of [...query.frames].reverse()) {
    const { files } = filesAt(indexOf(corpus), path);
    if (files.length === 0) continue;
    for (const file of files)
      traced.set(file, Math.max(OUTWARD ** depth / files.length, traced.get(file) ?? 0));
    depth++;
  }
  return { named, traced };
}

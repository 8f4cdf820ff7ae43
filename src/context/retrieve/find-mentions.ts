import { withoutExtension } from "../indexing/module-name.js";
import type { Corpus } from "./corpus.js";
import type { Query } from "./query.js";

/** How surely each kind of mention means one file. */
const WHOLE_PATH = 1;
const SHARED_END = 0.8;
const FILE_NAME = 0.7;
const MODULE = 0.6;
/** A frame counts this share of the one it called. */
const OUTWARD = 0.75;

export interface Mentions {
  /** By file number: how surely the task names it by its path, its bare name, or as a dotted module. */
  readonly named: ReadonlyMap<number, number>;
  /** By file number: 1 for the innermost of a trace's frames that lie in the repository, less for each further out. */
  readonly traced: ReadonlyMap<number, number>;
}

interface PathIndex {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** By the last segment without extension; index files by their folder as well. */
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

/** Made for the first question that names a path, a module or a frame: most name none. */
const indexOf = (corpus: Corpus): PathIndex => {
  const index = indexes.get(corpus) ?? makeIndex(corpus);
  indexes.set(corpus, index);
  return index;
};

/** Segments that two paths share at their ends. */
function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared])
    shared++;
  return shared;
}

/** The files that a path in a text means: those that share most of its end, with how surely it is one of them. */
function filesAt(index: PathIndex, path: string): { files: readonly number[]; surely: number } {
  const parts = path.split("/");
  let most = 0;
  let files: number[] = [];
  for (const file of index.byName.get(parts[parts.length - 1]!) ?? []) {
    const shared = sharedEnd(index.segments[file]!, parts);
    // One segment is a bare name, or a file at the root.
    if (shared === 1 && parts.length > 1 && index.segments[file]!.length > 1) continue;
    if (shared < most) continue;
    if (shared > most) files = [];
    most = shared;
    files.push(file);
  }
  const whole = files.length > 0 && (most === parts.length || most === index.segments[files[0]!]!.length);
  const surely = !whole ? SHARED_END : most > 1 ? WHOLE_PATH : FILE_NAME;
  return { files, surely };
}

/** The files that a task means by what it writes of them. */
export function findMentions(corpus: Corpus, query: Query): Mentions {
  const named = new Map<number, number>();
  const raise = (file: number, value: number): void => {
    named.set(file, Math.max(value, named.get(file) ?? 0));
  };
  for (const path of query.paths) {
    const { files, surely } = filesAt(indexOf(corpus), path);
    for (const file of files) raise(file, surely / Math.sqrt(files.length));
  }
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

import type { Effort } from "./effort.js";
import { type Definition, type GraphReader, isType, simple } from "./reader.js";

/** Bases above a class that are followed for an inherited method. */
const DEEPEST_BASE = 5;

const baseLevels = new WeakMap<Effort, Map<string, Promise<readonly (readonly string[])[]>>>();

/** Names of the base types of a class: those that it names, then those of these, and so on. */
function basesAbove(
  reader: GraphReader,
  name: string,
  family: string,
): Promise<readonly (readonly string[])[]> {
  const known = baseLevels.get(reader.effort) ?? new Map<string, Promise<readonly (readonly string[])[]>>();
  baseLevels.set(reader.effort, known);
  const key = `${family} ${name}`;
  let levels = known.get(key);
  if (!levels) {
    levels = readBases(reader, name, family);
    known.set(key, levels);
  }
  return levels;
}

async function readBases(reader: GraphReader, name: string, family: string): Promise<string[][]> {
  const seen = new Set([name]);
  const levels: string[][] = [];
  let level = [name];
  for (let depth = 0; depth < DEEPEST_BASE && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level)
      for (const { file, chunk, kind, inner } of await reader.definitions(one, family)) {
        if (!isType(kind) || inner) continue;
        for (const base of (await reader.chunks(file))[chunk]!.bases) {
          const parent = simple(base.name);
          if (seen.has(parent)) continue;
          seen.add(parent);
          next.push(parent);
        }
      }
    levels.push(next);
    level = next;
  }
  return levels;
}

/** Those of some definitions that the nearest base types of a class have. */
export async function fromBases(
  reader: GraphReader,
  name: string,
  family: string,
  all: readonly Definition[],
): Promise<readonly Definition[]> {
  if (name === "") return [];
  for (const level of await basesAbove(reader, name, family)) {
    const found = all.filter(({ owner }) => level.includes(owner));
    if (found.length > 0) return found;
  }
  return [];
}

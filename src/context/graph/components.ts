import type { OutlineReference } from "../indexing/outline.js";
import { familyOf } from "../languages/index.js";
import { binding } from "./binding.js";
import { type Evidence, evidences } from "./edge.js";
import type { Definition, GraphReader } from "./reader.js";
import type { Resolution } from "./resolution.js";

/** Several components of one name: the one in the nearest folder is likely, but not sure. */
const NEAREST = 0.6;

/**
 * The definitions that markup means by the name of a component, a directive or a pipe: what the file imports or
 * defines by that name, or else what is registered by it anywhere, since frameworks find components by name.
 * @param name the name of the definition; differs from `use.name` when the file imports it under an alias.
 */
export async function componentsMeant(
  reader: GraphReader,
  file: number,
  use: Pick<OutlineReference, "name" | "receiver">,
  name: string,
): Promise<readonly Resolution[]> {
  const { files } = reader.corpus;
  const all = await reader.definitions(name, familyOf(files[file]!.language));
  if (!(await reader.effort.allows(all.length)) || all.length === 0) return [];
  const as = (evidence: Evidence, found: readonly Definition[], confidence: number = evidences[evidence]) =>
    found.map((definition) => ({ definition, evidence, confidence }));
  const local = all.filter((one) => one.file === file && one.kind !== "file");
  if (use.receiver === "" && local.length > 0) return as("same-file", local);
  const bound = await binding(reader, file, use.receiver || use.name);
  if (bound) {
    const found = all.filter((one) => bound.files.includes(one.file));
    if (found.length > 0) return as("imported", components(found));
    if (bound.external) return [];
  }
  const registered = components(await usable(reader, all, name));
  if (new Set(registered.map((one) => one.file)).size < 2)
    return as(bound ? "unique-name" : "registered", registered);
  const near = nearest(reader, file, registered);
  return new Set(near.map((one) => one.file)).size === 1
    ? as("registered", near, NEAREST)
    : as("ambiguous-name", registered, evidences["ambiguous-name"] / registered.length);
}

/** Definitions that markup may use by the name: those at the top level, and those that are registered by it. */
async function usable(
  reader: GraphReader,
  found: readonly Definition[],
  name: string,
): Promise<Definition[]> {
  const kept: Definition[] = [];
  for (const one of found)
    if (one.owner === "") kept.push(one);
    else if ((await reader.names(one.file, one.chunk)).includes(name)) kept.push({ ...one, kind: "file" });
  return kept;
}

/** Components before other definitions of the name. */
function components(found: readonly Definition[]): readonly Definition[] {
  const some = found.filter(({ kind }) => kind === "file");
  return some.length > 0 ? some : found;
}

/** The definitions whose paths share the most leading folders with a file's. */
function nearest(reader: GraphReader, file: number, found: readonly Definition[]): readonly Definition[] {
  const folders = (of: number): string[] => reader.corpus.files[of]!.path.split("/").slice(0, -1);
  const own = folders(file);
  const shared = found.map((one) => {
    const theirs = folders(one.file);
    const differs = own.findIndex((folder, index) => folder !== theirs[index]);
    return differs < 0 ? own.length : differs;
  });
  const most = Math.max(...shared);
  return found.filter((_, index) => shared[index] === most);
}

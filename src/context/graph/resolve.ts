import type { OutlineChunk, OutlineReference } from "../indexing/outline.js";
import { collected, familyOf, isComponent, modulesOf, scopesOf } from "../languages/index.js";
import { autoImported } from "./auto-imports.js";
import { binding, includedFiles, reachedFiles } from "./binding.js";
import { MIN_CONFIDENCE } from "./collect.js";
import { componentsMeant } from "./components.js";
import { type Evidence, evidences } from "./edge.js";
import { placesOf } from "./parts.js";
import { type Definition, type GraphReader, isType, ownerOf, simple } from "./reader.js";
import type { Resolution } from "./resolution.js";

const isTypeOrModule = (kind: Definition["kind"]): boolean => isType(kind) || kind === "namespace";
/** Receivers that mean the own object or class, and the base class, in any language. */
const OWN: ReadonlySet<string> = new Set(collected(({ scopes }) => scopes?.ownReceivers));
const PARENT: ReadonlySet<string> = new Set(collected(({ scopes }) => scopes?.parentReceivers));

/**
 * The definitions that a use of a name may mean, by scope, imports and the receiver before the dot. Uses no
 * type inference. Tries kinds of evidence from strong to weak and stops at the first that matches. Returns
 * none for a name that is imported from outside of the repository, and none once the question's effort is
 * spent, which the caller must report.
 * @param name the name of the definition; differs from `use.name` when the file imports it under an alias.
 */
export async function resolveUse(
  reader: GraphReader,
  file: number,
  chunks: readonly OutlineChunk[],
  use: Use,
  name = use.name,
): Promise<readonly Resolution[]> {
  if (reader.effort.spent) return [];
  const meant =
    use.kind === "component"
      ? await componentsMeant(reader, file, use, name)
      : await meantBy(reader, file, chunks, use, name);
  // The caller makes an edge of each resolution with enough confidence. All of them have the same confidence.
  const followed = (meant[0]?.confidence ?? 0) < MIN_CONFIDENCE ? 0 : meant.length;
  return (await reader.effort.allows(followed * FOLLOWED_COST)) ? meant : [];
}

type Use = Pick<OutlineReference, "name" | "receiver" | "kind" | "chunk">;

/** Making one edge takes as long as comparing this many definitions. */
const FOLLOWED_COST = 20;

async function meantBy(
  reader: GraphReader,
  file: number,
  chunks: readonly OutlineChunk[],
  use: Use,
  name: string,
): Promise<readonly Resolution[]> {
  const row = reader.corpus.files[file]!;
  const family = familyOf(row.language);
  const scopes = scopesOf(row.language);
  let all = await reader.definitions(name, family);
  if (!(await reader.effort.allows(all.length))) return [];
  if (use.kind === "type") {
    const types = all.filter(({ kind }) => isType(kind) || kind === "file");
    if (types.length > 0) all = types;
  }
  if (all.length === 0) return [];
  const sure = (evidence: Evidence, found: readonly Definition[]): Resolution[] =>
    found.map((definition) => ({ definition, evidence, confidence: evidences[evidence] }));
  // Python's `super()` is written as a call.
  const receiver = PARENT.has(use.receiver.replace("()", "")) ? use.receiver.replace("()", "") : use.receiver;
  const enclosing = chunks[use.chunk] ? ownerOf(chunks, use.chunk) : "";
  const bases = async () => (enclosing ? basesOf(reader, enclosing, family) : new Set<string>());

  if (OWN.has(receiver) || PARENT.has(receiver)) {
    if (!PARENT.has(receiver)) {
      const own = nearest(
        file,
        all.filter(({ owner }) => owner !== "" && owner === enclosing),
      );
      if (own.length > 0) return sure("same-class", own);
    }
    const above = await bases();
    const inherited = all.filter(({ owner }) => above.has(owner));
    if (inherited.length > 0) return sure("inherited", inherited);
    return byName(reader, file, all);
  }

  const bound = await binding(reader, file, receiver || use.name);
  // Code means a component, and what it defines for itself, only where it imports the component.
  all = all.filter(
    (one) =>
      one.file === file ||
      bound?.files.includes(one.file) ||
      (receiver === "" ? !isComponent(reader.corpus.files[one.file]!.language) : one.kind !== "file"),
  );
  if (receiver === "") {
    const local = all.filter((one) => one.file === file);
    const top = local.filter(({ owner }) => owner === "" || owner === enclosing);
    if (top.length > 0)
      return sure(enclosing && top[0]!.owner === enclosing ? "same-class" : "same-file", top);
    if (bound) {
      const found = all.filter((one) => bound.files.includes(one.file));
      if (found.length > 0)
        return sure(
          "imported",
          found.filter(({ owner }) => owner === "" || owner === name).length > 0
            ? found.filter(({ owner }) => owner === "" || owner === name)
            : found,
        );
      if (bound.external) return [];
      // The module reexports the name from another file. Only the name is known, but the import names it
      // explicitly.
      return reexported(
        reader,
        all.filter(({ owner }) => owner === ""),
      );
    }
    if (scopes.implicitReceiver && enclosing) {
      const own = all.filter(({ owner }) => owner === enclosing);
      if (own.length > 0) return sure("same-class", nearest(file, own));
      const above = await bases();
      const inherited = all.filter(({ owner }) => above.has(owner));
      if (inherited.length > 0) return sure("inherited", inherited);
    }
    const included = await includedFiles(reader, file);
    const fromIncluded = all.filter((one) => included.has(one.file));
    if (fromIncluded.length > 0) return sure("included", fromIncluded);
    const reached = await reachedFiles(reader, file);
    const fromReached = all.filter((one) => reached.has(one.file));
    if (fromReached.length > 0) return sure("included", fromReached);
    if (modulesOf(row.language).folderIsScope) {
      const neighbours = new Set(reader.modules.neighbours(file));
      const near = all.filter((one) => neighbours.has(one.file) && (one.owner === "" || isType(one.kind)));
      if (near.length > 0) return sure("same-package", near);
    }
    // A call without receiver rarely means a method, so prefer functions, types and constructors.
    const free = all.filter(({ owner, kind }) => owner === "" || isType(kind) || kind === "constructor");
    const auto = autoImported(reader, file, free);
    if (auto.length > 0 && (await placesOf(reader, auto)) === 1) return sure("registered", auto);
    return byName(reader, file, free.length > 0 ? free : all);
  }

  if (bound) {
    const found = all.filter((one) => bound.files.includes(one.file));
    const within = found.filter(({ owner }) => owner === "" || owner === bound.name);
    if (found.length > 0) return sure("imported", within.length > 0 ? within : found);
    if (bound.external) return [];
  }
  const named = all.filter(({ owner }) => owner === receiver);
  if (named.length > 0) return sure("class-name", nearest(file, named));
  const bare = receiver.replace(/^[_$m]*_|^\$|_$/g, "").toLowerCase();
  const alike = all.filter(
    ({ owner }) =>
      bare.length > 2 && owner !== "" && (owner.toLowerCase() === bare || owner.toLowerCase().endsWith(bare)),
  );
  if (alike.length > 0 && new Set(alike.map(({ owner }) => owner)).size === 1)
    return sure("receiver-like-class", nearest(file, alike));
  const { references } = await reader.uses(file);
  // Try the classes that the same definition mentions (an annotation, `new Foo()`) before those of the whole
  // file.
  for (const near of [true, false]) {
    const said = new Set(
      references.filter(({ chunk }) => !near || chunk === use.chunk).map((one) => one.name),
    );
    const mentioned = all.filter(({ owner }) => owner !== "" && said.has(owner));
    const short = mentioned.filter(({ owner }) => abbreviates(bare, owner.toLowerCase()));
    for (const some of [mentioned, short])
      if (new Set(some.map(({ owner }) => owner)).size === 1)
        return sure("class-mentioned", nearest(file, some));
  }
  const methods = all.filter(({ owner }) => owner !== "");
  if (methods.length > 0) return byName(reader, file, methods);
  // A function outside of classes has a receiver only when that is a namespace or a module.
  return byName(reader, file, all, { doubtful: !bound && !scopes.namespaces });
}

/**
 * Resolves by the name alone. This is good evidence only for a unique name in related files (the same folder,
 * or an import from it). Definitions in tests do not make a name ambiguous for other files.
 */
async function byName(
  reader: GraphReader,
  file: number,
  found: readonly Definition[],
  { doubtful = false } = {},
): Promise<Resolution[]> {
  const { files } = reader.corpus;
  const real = files[file]!.role.test ? [] : found.filter((one) => !files[one.file]!.role.test);
  const counted = real.length > 0 ? real : found;
  const places = await placesOf(reader, counted);
  if (places === 0) return [];
  const everywhere =
    scopesOf(files[file]!.language).typesNeedNoImport === true &&
    counted.every(({ kind }) => isTypeOrModule(kind));
  const near = places === 1 && !doubtful && (everywhere || (await isRelated(reader, file, counted[0]!.file)));
  const evidence: Evidence = near ? "unique-name" : "ambiguous-name";
  const confidence = near ? evidences["unique-name"] : evidences["ambiguous-name"] / (places + 1);
  return counted.map((definition) => ({ definition, evidence, confidence }));
}

/** Resolves a name that was imported from a module that reexports it. */
async function reexported(reader: GraphReader, found: readonly Definition[]): Promise<Resolution[]> {
  const places = await placesOf(reader, found);
  return found.map((definition) => ({
    definition,
    evidence: places === 1 ? "unique-name" : "ambiguous-name",
    confidence: places === 1 ? evidences["unique-name"] : evidences["ambiguous-name"] / places,
  }));
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** Whether two files are in one folder, or the first imports a file of the other's folder. */
async function isRelated(reader: GraphReader, file: number, other: number): Promise<boolean> {
  const { files } = reader.corpus;
  const folder = folderOf(files[other]!.path);
  if (folderOf(files[file]!.path) === folder) return true;
  return (await reader.imports(file)).some(({ files: imported, modules }) =>
    [...imported, ...[...modules.values()].flat()].some((one) => folderOf(files[one]!.path) === folder),
  );
}

const nearest = (file: number, found: readonly Definition[]): readonly Definition[] => {
  const here = found.filter((one) => one.file === file);
  return here.length > 0 ? here : found;
};

/**
 * Whether one name abbreviates another (`ctx` Context, `cmd` Command): same first letter, the others in
 * order.
 */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 3 || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/** Simple names of the base types of a class, two levels up. */
async function basesOf(reader: GraphReader, name: string, family: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let level = [name];
  for (let depth = 0; depth < 2 && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level)
      for (const { file, chunk, kind } of await reader.definitions(one, family)) {
        if (!isType(kind)) continue;
        for (const base of (await reader.chunks(file))[chunk]!.bases) {
          const parent = simple(base.name);
          if (found.has(parent) || parent === name) continue;
          found.add(parent);
          next.push(parent);
        }
      }
    level = next;
  }
  return found;
}

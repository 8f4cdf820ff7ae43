import type { OutlineReference } from "../indexing/outline.js";
import { scopesOf } from "../languages/index.js";
import type { ScopeRules } from "../languages/language.js";
import { type Evidence, evidences } from "./edge.js";
import { placesOf } from "./parts.js";
import { type Definition, type GraphReader, isType } from "./reader.js";
import type { Resolution } from "./resolution.js";

const isTypeOrModule = (kind: Definition["kind"]): boolean => isType(kind) || kind === "namespace";
export const sure = (evidence: Evidence, found: readonly Definition[]): Resolution[] =>
  found.map((definition) => ({ definition, evidence, confidence: evidences[evidence] }));

export const isBuiltIn = ({ builtInMembers }: ScopeRules, name: string): boolean =>
  builtInMembers?.has(name) === true;

/** Resolves a method by the name of its receiver, whose type is not known. */
export async function byReceiverName(
  reader: GraphReader,
  file: number,
  use: Pick<OutlineReference, "receiver" | "chunk">,
  name: string,
  all: readonly Definition[],
  unbound: boolean,
): Promise<readonly Resolution[]> {
  const scopes = scopesOf(reader.corpus.files[file]!.language);
  const bareName = use.receiver.replace(/^[_$m]*_|^\$|_$/g, "").toLowerCase();
  const alike = all.filter(
    ({ owner }) =>
      bareName.length > 2 &&
      owner !== "" &&
      (owner.toLowerCase() === bareName || owner.toLowerCase().endsWith(bareName)),
  );
  if (alike.length > 0 && new Set(alike.map(({ owner }) => owner)).size === 1)
    return sure("receiver-like-class", nearest(file, alike));
  const methods = all.filter(({ owner }) => owner !== "");
  if (isBuiltIn(scopes, name))
    return byName(reader, file, methods.length > 0 ? methods : all, { doubtful: true });
  const { references } = await reader.uses(file);
  // Try the classes that the same definition mentions (an annotation, `new Foo()`) before those of the whole
  // file.
  for (const near of [true, false]) {
    const said = new Set(
      references.filter(({ chunk }) => !near || chunk === use.chunk).map((one) => one.name),
    );
    const mentioned = all.filter(({ owner }) => owner !== "" && said.has(owner));
    const short = mentioned.filter(({ owner }) => abbreviates(bareName, owner.toLowerCase()));
    for (const some of [mentioned, short])
      if (new Set(some.map(({ owner }) => owner)).size === 1)
        return sure("class-mentioned", nearest(file, some));
  }
  if (methods.length > 0) return byName(reader, file, methods);
  // A function outside of classes has a receiver only when that is a namespace or a module.
  return byName(reader, file, all, { doubtful: unbound });
}

/**
 * Resolves by the name alone. This is good evidence only for a unique name in related files (the same folder,
 * or an import from it). Definitions in tests do not make a name ambiguous for other files.
 */
export async function byName(
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
  const { rendered } = scopesOf(files[file]!.language);
  const near =
    places === 1 &&
    !doubtful &&
    (rendered || everywhere || (await isRelated(reader, file, counted[0]!.file)));
  const evidence: Evidence = near ? "unique-name" : "ambiguous-name";
  const confidence = near ? evidences["unique-name"] : evidences["ambiguous-name"] / (places + 1);
  return counted.map((definition) => ({ definition, evidence, confidence }));
}

/** Resolves a name that was imported from a module that reexports it. */
export async function reexported(reader: GraphReader, found: readonly Definition[]): Promise<Resolution[]> {
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

export const nearest = (file: number, found: readonly Definition[]): readonly Definition[] => {
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

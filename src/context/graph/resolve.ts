import type { OutlineChunk, OutlineReference } from "../indexing/outline.js";
import {
  collected,
  familyOf,
  hasMarkup,
  isComponent,
  modulesOf,
  occurrenceRulesOf,
  scopesOf,
} from "../languages/index.js";
import { assigningOwners } from "./attributes.js";
import { autoImported } from "./auto-imports.js";
import { fromBases } from "./base-types.js";
import { binding, imported, includedFiles, reachedFiles } from "./binding.js";
import { byName, byReceiverName, isBuiltIn, nearest, reexported, sure } from "./by-name.js";
import { MIN_CONFIDENCE } from "./collect.js";
import { componentsMeant } from "./components.js";
import { evidences } from "./edge.js";
import type { Effort } from "./effort.js";
import { hiding } from "./hidden.js";
import { membersByMethods } from "./method-set.js";
import { declaring } from "./occurrences.js";
import { placesOf } from "./parts.js";
import { withDefinitions } from "./prototypes.js";
import { type Definition, type GraphReader, isFunction, isType, ownerOf, simple } from "./reader.js";
import type { Resolution } from "./resolution.js";
import type { TextualUse } from "./textual-uses.js";
import { type KnownType, TypeReader } from "./type-of.js";

/** Receivers that mean the own object or class, and the base class, in any language. */
const OWN: ReadonlySet<string> = new Set(collected(({ scopes }) => scopes?.ownReceivers));
const PARENT: ReadonlySet<string> = new Set(collected(({ scopes }) => scopes?.parentReceivers));

/**
 * The definitions that a use of a name may mean, by scope, imports, and the declared type of the receiver before the
 * dot. Tries kinds of evidence from strong to weak and stops at the first that matches. Returns none for a name that is
 * imported from outside of the repository, that the language defines, or that a local variable hides; and none once
 * the question's effort is spent, which the caller must report.
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
  // The caller makes an edge of each resolution with enough confidence.
  const followed = meant.filter(({ confidence }) => confidence >= MIN_CONFIDENCE).length;
  return (await reader.effort.allows(followed * FOLLOWED_COST)) ? meant : [];
}

/** Uses that mean the same definitions. */
export interface ResolvedLines {
  readonly lines: readonly number[];
  readonly meant: readonly Resolution[];
}

/** Most lines of one use that are resolved one by one. The others are resolved as the first is. */
const SEPARATE_LINES = 50;

/**
 * Like `resolveUse` for all lines of a use: the receivers of one name may have different types on different lines
 * (`a.shelf.open()`, `b.shelf.open()`).
 */
export async function resolveLines(
  reader: GraphReader,
  file: number,
  chunks: readonly OutlineChunk[],
  use: OutlineReference,
  name = use.name,
): Promise<readonly ResolvedLines[]> {
  const distinct = [...new Set(use.lines)];
  if (use.receiver === "" && distinct.length > 1) {
    const hides = await hidesHere(reader, file, chunks, use);
    const hidden = use.lines.filter(hides);
    if (hidden.length > 0 && hidden.length < use.lines.length) {
      const seen = use.lines.filter((line) => !hides(line));
      const groups: ResolvedLines[] = [];
      for (const lines of [seen, hidden])
        groups.push({ lines, meant: await resolveUse(reader, file, chunks, { ...use, lines }, name) });
      return groups;
    }
  }
  if (use.receiver === "" || OWN.has(use.receiver) || distinct.length < 2 || distinct.length > SEPARATE_LINES)
    return [{ lines: use.lines, meant: await resolveUse(reader, file, chunks, use, name) }];
  const groups = new Map<string, { lines: number[]; meant: readonly Resolution[] }>();
  for (const line of distinct) {
    const lines = use.lines.filter((one) => one === line);
    const meant = await resolveUse(reader, file, chunks, { ...use, lines }, name);
    const key = meant
      .map(({ definition, confidence }) => `${definition.file} ${definition.chunk} ${confidence}`)
      .join("\n");
    const known = groups.get(key);
    if (known) known.lines.push(...lines);
    else groups.set(key, { lines, meant });
  }
  return [...groups.values()];
}

type Use = Pick<OutlineReference, "name" | "receiver" | "kind" | "chunk"> &
  Partial<Pick<OutlineReference, "lines">> & {
    /** Of a use that only the text shows. */
    readonly role?: TextualUse["role"];
  };

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
  all = ofKind(all, use.kind);
  // Python's `super()` is written as a call.
  const receiver = PARENT.has(use.receiver.replace("()", "")) ? use.receiver.replace("()", "") : use.receiver;
  if (receiver === "") return bare(reader, file, chunks, use, all, name);
  const enclosing = chunks[use.chunk] ? around(chunks, use.chunk) : "";

  if (scopes.rendered && OWN.has(receiver)) {
    const { own, inherited } = await membersOfHost(reader, file, all);
    if (own.length > 0) return sure("same-class", own);
    if (inherited.length > 0) return sure("inherited", inherited);
    // Any other member is data. A call may mean a method that the template's component gets in another way.
    const unknown = evidences["ambiguous-name"] / (all.length + 1);
    return use.kind === "type"
      ? []
      : all.map((definition) => ({ definition, evidence: "ambiguous-name", confidence: unknown }));
  }
  if (OWN.has(receiver) || PARENT.has(receiver)) {
    if (!PARENT.has(receiver)) {
      const own = nearest(
        file,
        all.filter(({ owner }) => owner !== "" && owner === enclosing),
      );
      if (own.length > 0) return sure("same-class", own);
    }
    // The options of a component are no class: `methods: { save() {} }`.
    const options =
      enclosing === "" && isComponent(row.language) ? all.filter((one) => one.file === file) : [];
    if (options.length > 0) return sure("same-file", options);
    const inherited = await fromBases(reader, enclosing, family, all);
    if (inherited.length > 0) return sure("inherited", inherited);
    if (isRead(use) && (await ownsField(reader, file, use.chunk, name))) return [];
    return byName(reader, file, all, { doubtful: isBuiltIn(scopes, name) });
  }
  if (LITERAL.test(receiver)) return [];
  const plain = NAME.test(receiver);
  const bound = plain ? await binding(reader, file, receiver) : undefined;
  // Code means a component's file only where it imports it.
  if (!bound) all = all.filter(({ kind, file: other }) => kind !== "file" || other === file);
  if (bound) {
    const members = await imported(reader, bound, family, use.name);
    if (members.found.length > 0) return sure("imported", ofKind(members.found, use.kind));
    if (members.external) return [];
  }
  if (all.length === 0) return [];
  if (bound) {
    const found = all.filter((one) => bound.files.includes(one.file));
    const within = found.filter(({ owner }) => owner === "" || owner === bound.name || owner === receiver);
    if (within.length > 0) return sure("imported", within);
  }
  const named = all.filter(({ owner }) => owner === receiver);
  if (named.length > 0 && /^\p{Lu}/u.test(receiver)) return sure("class-name", nearest(file, named));
  if ((use.kind === "call" || isRead(use)) && use.lines?.length) {
    const typed = await byType(reader, file, use, all);
    if (typed) return typed;
  }
  if (bound) {
    const found = all.filter((one) => bound.files.includes(one.file));
    if (found.length > 0) return sure("imported", found);
  }
  if (named.length > 0) return sure("class-name", nearest(file, named));
  if (!bound && scopes.globals?.has(receiver)) return [];
  if (!plain) return byName(reader, file, all, { doubtful: true });
  if (isRead(use)) {
    const assigning = await assigningOwners(reader, name, row.language);
    // Another class has an attribute of this name.
    if ([...assigning].some((owner) => !all.some((one) => one.owner === owner)))
      return byName(reader, file, all, { doubtful: true });
  }
  return byReceiverName(reader, file, use, name, all, !bound && !scopes.namespaces);
}

/** Whether a member is read or written, and not called. */
const isRead = ({ role }: Use): boolean => role === "value" || role === "write" || role === "member";

/** Whether the class around a place, or a base of it, declares or assigns a field of a name. */
async function ownsField(reader: GraphReader, file: number, chunk: number, name: string): Promise<boolean> {
  if (!scopesOf(reader.corpus.files[file]!.language).types) return false;
  const types = typesFor(reader);
  const around = await types.enclosingType(file, chunk);
  return around !== undefined && (await types.hasField(around, name));
}

/** A name and no other expression. */
const NAME = /^[\p{L}_$@][\p{L}\p{N}_$]*$/u;
/** A literal, whose members the language defines. */
const LITERAL = /^(?:""|\[\]|\{\}|0)$/;

/** Resolves a name without receiver. */
async function bare(
  reader: GraphReader,
  file: number,
  chunks: readonly OutlineChunk[],
  use: Use,
  defined: readonly Definition[],
  name: string,
): Promise<readonly Resolution[]> {
  const { language } = reader.corpus.files[file]!;
  const scopes = scopesOf(language);
  const family = familyOf(language);
  const around = ancestors(chunks, use.chunk);
  const types = chunks[use.chunk] ? typesAround(chunks, use.chunk) : [];
  const [enclosing = ""] = types;
  // What a function defines is visible in that function only.
  const bound = await binding(reader, file, use.name);
  const all = defined.filter(
    (one) =>
      // Code means a component, and what it defines for itself, only where it imports the component.
      (one.file === file ||
        bound?.files.includes(one.file) ||
        !isComponent(reader.corpus.files[one.file]!.language)) &&
      (one.scope < 0 || isMember(one) || (one.file === file && around.has(one.scope))),
  );
  // A definition of the file with the name that is imported under another is not meant.
  const local = use.name === name ? all.filter((one) => one.file === file) : [];
  const inner = local.filter((one) => one.scope >= 0 && !isMember(one));
  if (inner.length > 0) return sure("same-file", inner);
  const hides = await hidesHere(reader, file, chunks, use);
  const lines = use.lines ?? [chunks[use.chunk]?.startLine ?? 1];
  if (lines.length > 0 && lines.every(hides)) return [];
  const member = (one: Definition): boolean =>
    scopes.implicitReceiver === true && one.owner !== "" && types.includes(one.owner);
  const inMarkup = hasMarkup(language) && ![...around].some((at) => isFunction(chunks[at]!.kind));
  const top = local.filter(
    (one) => inMarkup || member(one) || isFree(one) || (isType(one.kind) && !one.inner),
  );
  if (top.length > 0) {
    const nearestOwner = types.find((type) => top.some(({ owner }) => owner === type));
    const own = nearestOwner === undefined ? [] : top.filter(({ owner }) => owner === nearestOwner);
    const found = own.length > 0 && scopes.implicitReceiver ? own : top;
    const meant = await withDefinitions(reader, found, all);
    return sure(enclosing && found[0]!.owner === enclosing ? "same-class" : "same-file", meant);
  }
  if (bound) {
    const exported = await imported(reader, bound, family);
    if (exported.found.length > 0) return sure("imported", ofKind(exported.found, use.kind));
    if (exported.external) return [];
    const found = all.filter((one) => bound.files.includes(one.file));
    if (found.length > 0) {
      const free = found.filter(({ owner, name }) => owner === "" || owner === name);
      return sure("imported", free.length > 0 ? free : found);
    }
    // The module reexports the name from another file. Only the name is known, but the import names it
    // explicitly.
    return reexported(
      reader,
      all.filter(({ owner }) => owner === ""),
    );
  }
  if (scopes.implicitReceiver && enclosing) {
    for (const type of types) {
      const own = all.filter(({ owner }) => owner === type);
      if (own.length > 0) return sure("same-class", nearest(file, own));
      const inherited = await fromBases(reader, type, family, all);
      if (inherited.length > 0) return sure("inherited", inherited);
    }
  }
  const included = await includedFiles(reader, file);
  const fromIncluded = all.filter((one) => included.has(one.file));
  if (fromIncluded.length > 0) return sure("included", fromIncluded);
  const reached = await reachedFiles(reader, file);
  const fromReached = all.filter((one) => reached.has(one.file));
  if (fromReached.length > 0) return sure("included", fromReached);
  if (modulesOf(language).folderIsScope) {
    const neighbours = new Set(reader.modules.neighbours(file));
    const near = all.filter(
      (one) =>
        neighbours.has(one.file) && ((one.owner === "" && isFree(one)) || (isType(one.kind) && !one.inner)),
    );
    if (near.length > 0) return sure("same-package", near);
  }
  if (scopes.globals?.has(use.name)) return [];
  // A call without receiver rarely means a method, so prefer functions, types and constructors.
  const free = all.filter((one) => isFree(one) || isType(one.kind) || one.kind === "constructor");
  const auto = autoImported(reader, file, free);
  if (auto.length > 0 && (await placesOf(reader, auto)) === 1) return sure("registered", auto);
  return free.length > 0
    ? byName(reader, file, free)
    : byName(reader, file, all, { doubtful: !scopes.implicitReceiver });
}

/** Types, when a type is used and some are known. */
function ofKind(found: readonly Definition[], kind: Use["kind"]): readonly Definition[] {
  if (kind !== "type") return found;
  const types = found.filter((one) => (isType(one.kind) && !one.inner) || one.kind === "file");
  return types.length > 0 ? types : found;
}

/** Whether a definition stands for itself: no method, and no member of a type or of an object. */
const isFree = ({ owner, kind, inner }: Definition): boolean =>
  owner === "" && !inner && kind !== "method" && kind !== "property";

/** Whether a definition is a member of a type. */
const isMember = ({ owner, kind, inner, scope }: Definition): boolean =>
  inner ? scope < 0 : owner !== "" && (kind === "method" || kind === "constructor" || kind === "property");

const ancestors = (chunks: readonly OutlineChunk[], chunk: number): ReadonlySet<number> => {
  const found = new Set<number>();
  for (let at = chunk; at >= 0 && chunks[at]; at = chunks[at]!.parent) found.add(at);
  return found;
};

/** Names of the types around a chunk, from the inside out. */
function typesAround(chunks: readonly OutlineChunk[], chunk: number): string[] {
  const found = [ownerOf(chunks, chunk)];
  for (let at = chunk; at >= 0; at = chunks[at]!.parent)
    if (isType(chunks[at]!.kind)) found.push(simple(chunks[at]!.name));
  return [...new Set(found)].filter((name) => name !== "");
}

/** Tells which lines of a use a parameter or a local variable of a function around it hides. */
async function hidesHere(
  reader: GraphReader,
  file: number,
  chunks: readonly OutlineChunk[],
  use: Use,
): Promise<(line: number) => boolean> {
  const { language } = reader.corpus.files[file]!;
  const declarations = occurrenceRulesOf(language)?.declarations ?? scopesOf(language).locals;
  if (!declarations || !chunks[use.chunk]) return () => false;
  const lines = await reader.lines(file);
  const { imports } = await reader.uses(file);
  if (lines.length === 0) return () => false;
  return hiding(chunks, use.chunk, lines, declaring(use.name, { declarations }), imports);
}

const typeReaders = new WeakMap<Effort, TypeReader>();

/** The types that one relation of a question has read. */
function typesFor(reader: GraphReader): TypeReader {
  let known = typeReaders.get(reader.effort);
  if (!known) {
    known = new TypeReader(reader, async (file, chunk, name, receiver, kind) => {
      const use = { name, receiver, kind, chunk };
      const meant = await meantBy(reader, file, await reader.chunks(file), use, name);
      return meant
        .filter(({ confidence }) => confidence >= MIN_CONFIDENCE)
        .map(({ definition }) => definition);
    });
    typeReaders.set(reader.effort, known);
  }
  return known;
}

/** Resolves a method by the declared type of its receiver; undefined when that is not known. */
async function byType(
  reader: GraphReader,
  file: number,
  use: Use,
  all: readonly Definition[],
): Promise<readonly Resolution[] | undefined> {
  if (!scopesOf(reader.corpus.files[file]!.language).types) return undefined;
  const members = all.filter(({ owner }) => owner !== "");
  if (members.length === 0) return undefined;
  const types = typesFor(reader);
  const at = { file, chunk: use.chunk, line: use.lines![0]! };
  const known = await types.ofReceiver(at, use.name, use.receiver);
  if (!known) return undefined;
  // A type from outside of the repository has its own methods.
  if (known.every(({ definitions }) => definitions.length === 0)) return [];
  const { own, below, doubtful } = await membersOf(reader, types, known, use.name, members);
  if (own.length === 0 && below.length === 0) {
    if (isRead(use) && (await types.hasField(known, use.name))) return [];
    return byName(reader, file, members, { doubtful: true });
  }
  return [...sure("receiver-type", own), ...sure("override", below), ...doubtful];
}

/** What a member of some types may mean. */
interface Members {
  readonly own: readonly Definition[];
  /** In types that extend or implement them. */
  readonly below: readonly Definition[];
  readonly doubtful: readonly Resolution[];
}

const membersKnown = new WeakMap<TypeReader, Map<string, Promise<Members>>>();

/** Those of the members of one name that some types have, remembered for each set of types. */
function membersOf(
  reader: GraphReader,
  types: TypeReader,
  known: readonly KnownType[],
  name: string,
  members: readonly Definition[],
): Promise<Members> {
  const cache = membersKnown.get(types) ?? new Map<string, Promise<Members>>();
  membersKnown.set(types, cache);
  const places = known.flatMap(({ definitions }) => definitions.map(({ file, chunk }) => `${file}:${chunk}`));
  const key = `${name} ${members.length} ${places.join(" ")}`;
  let found = cache.get(key);
  if (!found) {
    found = readMembers(reader, types, known, members);
    cache.set(key, found);
  }
  return found;
}

async function readMembers(
  reader: GraphReader,
  types: TypeReader,
  known: readonly KnownType[],
  members: readonly Definition[],
): Promise<Members> {
  const own = await types.hierarchy.methods(known, members);
  const below = await types.hierarchy.overrides(known, members, own);
  const others = members.filter((one) => !own.includes(one) && !below.includes(one));
  const through =
    others.length > 0 ? await throughInterface(reader, known, others, below.length > 0) : NONE_THROUGH;
  return { own, below: [...below, ...through.meant], doubtful: through.doubtful };
}

const NONE_THROUGH = { meant: [], doubtful: [] };

/** Members that a call through an interface may mean, where types implement it by having its methods. */
async function throughInterface(
  reader: GraphReader,
  known: readonly KnownType[],
  members: readonly Definition[],
  stated: boolean,
): Promise<{ readonly meant: readonly Definition[]; readonly doubtful: readonly Resolution[] }> {
  const interfaces = known.flatMap(({ definitions }) =>
    definitions.filter(({ kind, file }) => {
      const { structural } = scopesOf(reader.corpus.files[file]!.language);
      return kind === "interface" && structural && !(structural.stated && stated);
    }),
  );
  const found = interfaces.length > 0 ? await membersByMethods(reader, interfaces, members) : [];
  if (found) return { meant: found, doubtful: [] };
  const confidence = evidences["ambiguous-name"] / (members.length + 1);
  const doubtful = members.map(
    (definition): Resolution => ({ definition, evidence: "ambiguous-name", confidence }),
  );
  return { meant: [], doubtful };
}

/** The class that a use in a chunk is in: of a class's own lines, such as its fields, the class itself. */
function around(chunks: readonly OutlineChunk[], chunk: number): string {
  const { kind, name } = chunks[chunk]!;
  return isType(kind) ? simple(name) : ownerOf(chunks, chunk);
}

/** Of some definitions, the members of the classes whose template a file is: those in the code beside it (`nav.ts`). */
async function membersOfHost(reader: GraphReader, file: number, all: readonly Definition[]) {
  const { files } = reader.corpus;
  const hosts = reader.modules.sameStem(file).filter((one) => !scopesOf(files[one]!.language).rendered);
  const own = all.filter((one) => one.owner !== "" && hosts.includes(one.file));
  if (own.length > 0) return { own, inherited: [] };
  for (const host of hosts)
    for (const { kind, name } of await reader.chunks(host)) {
      if (!isType(kind)) continue;
      const inherited = await fromBases(reader, simple(name), familyOf(files[host]!.language), all);
      if (inherited.length > 0) return { own, inherited };
    }
  return { own, inherited: [] };
}

import { exact } from "../indexing/fields.js";
import type { OutlineChunk } from "../indexing/outline.js";
import { familyOf } from "../languages/index.js";
import { EdgeCollector, MIN_CONFIDENCE } from "./collect.js";
import type { FoundRelation, GraphEdge, GraphNode } from "./edge.js";
import { type Importers, importersThrough } from "./importers.js";
import { type GraphReader, isFunction } from "./reader.js";
import { resolveLines, resolveUse } from "./resolve.js";
import type { GraphTarget } from "./target.js";
import { filesWith, labelled, meansIt, textualUses, usingLines } from "./textual-uses.js";
import { countUnreadTemplates } from "./unread-templates.js";

/** Most files whose uses are read for one question. Those most likely to hold an edge are read first. */
const READ_FILES = 600;
/** Most names of a file that are followed to their callers when the target is the whole file. */
const FOLLOWED_NAMES = 150;

/** The definitions whose callers are searched. `names` maps each bare name to the `place`s that define it. */
interface Wanted {
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  readonly family: string;
  readonly files: readonly number[];
  /** Lines of definitions inside chunks of other names, by `place`: the other lines of these chunks may use them. */
  readonly innerLines: ReadonlyMap<string, readonly number[]>;
}

/** Lines of a use that are not the definition itself, but may be a call of a function in its own body. */
function outside(
  wanted: Wanted,
  at: string,
  places: ReadonlySet<string>,
  lines: readonly number[],
  { kind, startLine, headEndLine }: OutlineChunk,
): readonly number[] {
  if (!places.has(at)) return lines;
  const own = wanted.innerLines.get(at);
  if (own) return lines.filter((line) => !own.includes(line));
  return isFunction(kind) ? lines.filter((line) => line > Math.max(startLine, headEndLine)) : [];
}

const place = (file: number, chunk: number): string => `${file} ${chunk}`;

/** Definitions that call the target or use it as a type. For a file: those that use what it defines. */
export async function callersOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("callers", limit);
  await collectCallers(reader, target.nodes, target.symbol, found);
  const [first] = target.nodes;
  const registered = await reader.names(first!.file, target.symbol ? first!.chunk : 0);
  await countUnreadTemplates(
    reader,
    new Set(target.symbol ? [target.name, ...registered] : registered),
    found,
  );
  return found.result();
}

/**
 * All callers of some nodes, for a walk that continues from them, and the number of unresolved references.
 */
export async function callerEdges(
  reader: GraphReader,
  nodes: readonly GraphNode[],
): Promise<{ readonly edges: readonly GraphEdge[]; readonly unresolved: number }> {
  const found = new EdgeCollector("callers", Number.POSITIVE_INFINITY);
  await collectCallers(reader, nodes, true, found);
  return { edges: found.all(), unresolved: found.result().unresolved.references };
}

async function collectCallers(
  reader: GraphReader,
  nodes: readonly GraphNode[],
  symbol: boolean,
  found: EdgeCollector,
): Promise<void> {
  const wanted = symbol ? await wantedSymbols(reader, nodes) : await wantedOfFile(reader, nodes[0]!, found);
  const importers = await importersOfWanted(reader, wanted);
  if (importers.cut)
    found.notes.push(
      "files that re-export it were followed in part; there may be more uses under other names",
    );
  const users = new Map<number, Set<string>>();
  for (const name of wanted.names.keys()) {
    for (const [file] of await reader.places(exact.reference(name)))
      if (familyOf(reader.corpus.files[file]!.language) === wanted.family) addTo(users, file, name);
    if (symbol) for (const file of await filesWith(reader, name, wanted.family)) addTo(users, file, name);
  }
  for (const [file, { aliases }] of importers.files)
    for (const name of aliases.values()) addTo(users, file, name);
  const files = await readableFiles(reader, [...users.keys()], wanted, importers.files, found);
  for (const file of files) {
    if (!symbol && file === nodes[0]!.file) continue;
    const chunks = await reader.chunks(file);
    const { references } = await reader.uses(file);
    const renamed = importers.files.get(file)?.aliases;
    for (const use of references) {
      const name = renamed?.get(use.name) ?? use.name;
      const places = wanted.names.get(name);
      if (!places) continue;
      const apart = outside(wanted, place(file, use.chunk), places, use.lines, chunks[use.chunk]!);
      const used = symbol ? await usingLines(reader, file, use.name, apart) : apart;
      if (used.length === 0) continue;
      for (const { lines, meant } of await resolveLines(
        reader,
        file,
        chunks,
        { ...use, lines: used },
        name,
      )) {
        const hit = meant.find(({ definition }) => places.has(place(definition.file, definition.chunk)));
        if (!hit) continue;
        if (hit.confidence < MIN_CONFIDENCE) found.unresolved(reader.corpus.files[file]!.path, lines.length);
        else found.add(await reader.node(file, use.chunk), hit.evidence, lines, hit.confidence);
      }
    }
    if (!symbol) continue;
    const spelled = new Map([...(users.get(file) ?? [])].map((name) => [name, name]));
    for (const [local, name] of renamed ?? []) spelled.set(local, name);
    for (const [local, name] of spelled) await addTextual(reader, file, local, name, wanted, found);
  }
}

/** Adds the uses of a name that the text of a file shows beside the captured ones. */
async function addTextual(
  reader: GraphReader,
  file: number,
  local: string,
  name: string,
  wanted: Wanted,
  found: EdgeCollector,
): Promise<void> {
  const places = wanted.names.get(name)!;
  const { path } = reader.corpus.files[file]!;
  const chunks = await reader.chunks(file);
  for (const use of await textualUses(reader, file, local)) {
    const lines = outside(wanted, place(file, use.chunk), places, use.lines, chunks[use.chunk]!);
    if (lines.length === 0) continue;
    const meant = labelled(use, await resolveUse(reader, file, chunks, use, name));
    const hit = meant.find(({ definition }) => places.has(place(definition.file, definition.chunk)));
    if (!hit) continue;
    const means = await meansIt(reader, use, hit);
    if (means === "unknown") found.unresolved(path, lines.length);
    if (means === "yes") found.add(await reader.node(file, use.chunk), hit.evidence, lines, hit.confidence);
  }
}

async function wantedSymbols(reader: GraphReader, nodes: readonly GraphNode[]): Promise<Wanted> {
  const names = new Map<string, Set<string>>();
  const innerLines = new Map<string, readonly number[]>();
  for (const { file, chunk, inner, startLine } of nodes) {
    // The markup of a component is the component's.
    const own = (await reader.chunks(file))[chunk]!.name === "" ? 0 : chunk;
    for (const name of inner === undefined ? await reader.names(file, own) : [inner])
      names.set(name, (names.get(name) ?? new Set()).add(place(file, own)));
    if (inner !== undefined) innerLines.set(place(file, own), [startLine]);
  }
  const files = nodes.map(({ file }) => file);
  return { names, innerLines, files, family: familyOf(reader.corpus.files[files[0]!]!.language) };
}

async function wantedOfFile(reader: GraphReader, node: GraphNode, found: EdgeCollector): Promise<Wanted> {
  const names = new Map<string, Set<string>>();
  const chunks = await reader.chunks(node.file);
  let left = 0;
  const { registered = [] } = await reader.uses(node.file);
  for (const { name, chunk } of registered)
    names.set(name, (names.get(name) ?? new Set()).add(place(node.file, chunk)));
  chunks.forEach(({ name, kind }, chunk) => {
    if (!name || kind === "section" || kind === "namespace" || kind === "test") return;
    if (!names.has(name) && names.size >= FOLLOWED_NAMES) left++;
    else names.set(name, (names.get(name) ?? new Set()).add(place(node.file, chunk)));
  });
  if (left > 0)
    found.notes.push(`${left} more definitions of the file were not followed; ask for them by name`);
  return {
    names,
    innerLines: new Map(),
    files: [node.file],
    family: familyOf(reader.corpus.files[node.file]!.language),
  };
}

/** The files that import the wanted definitions, with the other names that they use for them. */
async function importersOfWanted(reader: GraphReader, wanted: Wanted): Promise<Importers> {
  const names = new Map<number, string[]>();
  for (const file of wanted.files) names.set(file, []);
  for (const [name, places] of wanted.names)
    for (const file of new Set([...places].map((one) => Number(one.split(" ")[0]))))
      names.get(file)?.push(name);
  return importersThrough(reader, names);
}

/**
 * Loads and returns the files to read: all, or the first READ_FILES in order of promise. The rest is noted.
 */
async function readableFiles(
  reader: GraphReader,
  users: readonly number[],
  wanted: Wanted,
  importers: Importers["files"],
  found: EdgeCollector,
): Promise<number[]> {
  const own = new Set(wanted.files);
  const folder = (file: number): string => reader.corpus.files[file]!.path.replace(/[^/]*$/, "");
  const folders = new Set(wanted.files.map(folder));
  const rank = (file: number): number =>
    own.has(file) ? 0 : importers.has(file) ? 1 : folders.has(folder(file)) ? 2 : 3;
  const ordered = [...users].sort((a, b) => rank(a) - rank(b) || a - b);
  const read = ordered.slice(0, READ_FILES);
  if (read.length < ordered.length) {
    const left = ordered.length - read.length;
    found.notes.push(`${left} of ${ordered.length} files that contain the name were not read`);
    for (const file of ordered.slice(READ_FILES)) found.unresolved(reader.corpus.files[file]!.path, 1);
  }
  await reader.load(read);
  return read.sort((a, b) => a - b);
}

/** Definitions in the repository that the target calls or uses as a type. */
export async function calleesOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("callees", limit);
  const own = new Set<string>();
  for (const node of target.nodes) {
    const chunks = await reader.chunks(node.file);
    const { references } = await reader.uses(node.file);
    // The loops below read all chunks and references of the declaration's file.
    if (!(await reader.effort.allows(chunks.length + references.length))) break;
    const inside = insideOf(chunks, node.chunk, target.symbol);
    for (const chunk of inside) own.add(place(node.file, chunk));
    for (const use of references) {
      if (!inside.has(use.chunk)) continue;
      if (node.inner !== undefined && !use.lines.includes(node.startLine)) continue;
      for (const { lines, meant } of await resolveLines(reader, node.file, chunks, use)) {
        const sure = meant.filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
        if (meant.length > 0 && sure.length === 0)
          found.unresolved(reader.corpus.files[node.file]!.path, lines.length);
        for (const { definition, evidence, confidence } of sure) {
          if (!target.symbol && definition.file === node.file) continue;
          if (own.has(place(definition.file, definition.chunk))) continue;
          found.add(await reader.node(definition.file, definition.chunk), evidence, lines, confidence);
        }
      }
    }
  }
  return found.result();
}

/** A chunk and all chunks inside it; for a file, all its chunks. */
function insideOf(
  chunks: readonly { readonly parent: number }[],
  root: number,
  symbol: boolean,
): Set<number> {
  if (!symbol) return new Set(chunks.keys());
  const inside = new Set([root]);
  chunks.forEach(({ parent }, index) => {
    if (inside.has(parent)) inside.add(index);
  });
  return inside;
}

function addTo<K>(map: Map<K, Set<string>>, key: K, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

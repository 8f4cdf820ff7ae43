import { ambiguous, usageError } from "../../shared/errors.js";
import { exact } from "../indexing/fields.js";
import { qualifiedName } from "../indexing/outline.js";
import { modulesOf, occurrenceRulesOf } from "../languages/index.js";
import type { ModuleRules } from "../languages/language.js";
import { nameParts, selectByName, withoutPackage } from "../retrieve/qualified-name.js";
import type { GraphNode } from "./edge.js";
import { occurrencesOf } from "./occurrences.js";
import { isInPart } from "./parts.js";
import { linkage, nearestPaths } from "./prototypes.js";
import { type GraphReader, innerKind, isType, simple } from "./reader.js";

/** The target of a question: a whole file, or one symbol with all its declarations and overloads. */
export interface GraphTarget {
  /** `path` or `path#Class.method`, which names the same target in a question. */
  readonly label: string;
  readonly symbol: boolean;
  /** Bare name of the symbol; the file's path for a file. */
  readonly name: string;
  readonly nodes: readonly GraphNode[];
}

const LISTED = 15;

/**
 * Finds the target of a question: `path` (of the index, or relative to the scope's folder), the end of a path, `path#Class.method`, `path:line`,
 * `Class.method`, `name`.
 * @throws FoveaError `ambiguous-symbol`, `ambiguous-path` (both list what was found), `unknown-symbol`,
 * `unknown-path`.
 */
export async function findTarget(reader: GraphReader, asked: string): Promise<GraphTarget> {
  const text = asked.trim().replace(/^\.\//, "");
  const hash = hashAfterPath(reader, text);
  if (hash === "whole") return fileTarget(reader, fileNamed(reader, text, true)!);
  if (hash > 0)
    return symbolTarget(reader, text.slice(hash + 1), fileNamed(reader, text.slice(0, hash), true));
  const line = /^(.+):(\d+)$/.exec(text);
  if (line) {
    const file = fileNamed(reader, line[1]!, false);
    if (file !== undefined) return lineTarget(reader, file, Number(line[2]));
  }
  const file = fileNamed(reader, text, false);
  if (file !== undefined) return fileTarget(reader, file);
  return symbolTarget(reader, text, undefined);
}

/**
 * Where the `#` stands that ends the path: paths may have one of their own (`C#/Boat.cs#Row`). Is "whole" when all of the
 * text is a path with a `#`, and the first `#` when the text before none is an indexed path.
 */
function hashAfterPath(reader: GraphReader, text: string): number | "whole" {
  const { corpus, scope } = reader;
  const isPath = (path: string) => corpus.fileAt(path) >= 0 || corpus.fileAt(scope.within(path)) >= 0;
  const first = text.indexOf("#");
  if (first >= 0 && isPath(text)) return "whole";
  for (let at = first; at >= 0; at = text.indexOf("#", at + 1)) if (isPath(text.slice(0, at))) return at;
  return first;
}

function fileNamed(reader: GraphReader, path: string, required: boolean): number | undefined {
  const { corpus, scope } = reader;
  for (const way of [path, scope.within(path)]) {
    const file = corpus.fileAt(way);
    if (file >= 0 && scope.includes(way)) return file;
  }
  const ends = corpus.files.flatMap((file, index) =>
    scope.includes(file.path) && file.path.endsWith(`/${path}`) ? [index] : [],
  );
  if (ends.length === 1) return ends[0];
  if (ends.length > 1)
    throw ambiguous(
      "ambiguous-path",
      `${ends.length} files end in ${path}:`,
      shortened(ends.map((file) => corpus.files[file]!.path)),
      "Give more of the path.",
    );
  if (corpus.fileAt(path) >= 0)
    throw usageError(
      "unknown-path",
      `${path} is indexed, but is outside the repository that --repo names`,
      "Leave out --repo, or name the repository of the file.",
    );
  if (!required) return undefined;
  throw usageError("unknown-path", `no indexed file is ${path}`, "Check the path, or run fovea index.");
}

async function fileTarget(reader: GraphReader, file: number): Promise<GraphTarget> {
  const node = await reader.node(file, 0);
  const whole = {
    ...node,
    kind: "file",
    startLine: 1,
    endLine: Math.max(1, reader.corpus.files[file]!.lines),
  };
  return { label: node.path, symbol: false, name: node.path, nodes: [whole] };
}

async function lineTarget(reader: GraphReader, file: number, line: number): Promise<GraphTarget> {
  const chunks = await reader.chunks(file);
  let best = -1;
  chunks.forEach((chunk, index) => {
    if (chunk.name && chunk.startLine <= line && line <= chunk.endLine) best = index;
  });
  return best < 0 ? fileTarget(reader, file) : merged(reader, [await reader.node(file, best)]);
}

/** Most overloads and parts of one symbol that are followed. */
export const MOST_DECLARATIONS = 500;

/** Characters of a name that are read. */
const LONGEST_NAME = 1000;

async function symbolTarget(
  reader: GraphReader,
  asked: string,
  file: number | undefined,
): Promise<GraphTarget> {
  const wanted = asked.slice(0, LONGEST_NAME).replace(/\(.*\)$/, "");
  const name = simple(wanted);
  const found: Place[] = [];
  const inner: Place[] = [];
  /** Files that are components of this name. */
  const components: number[] = [];
  // Its effort is not limited, but up to 10,000 files may have to be read: let the event loop run in between.
  const pace = reader.asking().effort;
  for (const [at, chunk] of await reader.places(exact.definition(name))) {
    await pace.allows(0);
    if (file !== undefined && at !== file) continue;
    const chunks = await reader.chunks(at);
    const it = chunks[chunk];
    if (!it) continue;
    const symbol = qualifiedName(chunks, chunk);
    if (it.kind === "file") components.push(at);
    // A heading is a target only at the top level.
    else if (it.name === name) {
      if (it.kind !== "section" || symbol === name) found.push({ file: at, chunk, symbol });
    } else if ((await reader.names(at, chunk)).includes(name)) found.push({ file: at, chunk, symbol: name });
    else if (it.kind !== "section")
      inner.push({ file: at, chunk, symbol: symbol === "" ? name : `${symbol}.${name}` });
  }
  // Sort by path, since the order of the index depends on which thread finished first.
  for (const places of [found, inner]) places.sort((a, b) => a.file - b.file || a.chunk - b.chunk);
  // Do not split the path of a file that is not indexed as if it were a qualified name.
  const parts = wanted.includes("/") ? [wanted] : nameParts(wanted);
  const outer = selectByName(parts, found, ({ symbol }) => symbol);
  // Fields, enumerators and local functions have no chunk of their own: they are meant when nothing else is.
  const { meant, byPackage } =
    outer.meant.length > 0 ? outer : selectByName(parts, inner, ({ symbol }) => symbol);
  const all = await Promise.all(
    meant.map((place) =>
      outer.meant.length > 0 ? reader.node(place.file, place.chunk) : innerNode(reader, place, name),
    ),
  );
  const nodes = byPackage ? ofPackage(all, parts) : all;
  const [component] = components;
  if (nodes.length === 0 && component === undefined)
    throw usageError(
      "unknown-symbol",
      `${file === undefined ? (reader.scope.folder ?? "the index") : reader.corpus.files[file]!.path} defines no symbol ${asked}`,
      `Spell it as its definition does, or look for it: fovea search ${JSON.stringify(asked)}.`,
    );
  const real = preferReal(reader, nodes);
  // The test of a component has the component's name.
  const named =
    component === undefined ? real : real.filter(({ file }) => !reader.corpus.files[file]!.role.test);
  if (named.length === 0 && components.length === 1) return fileTarget(reader, component!);
  const groups = await groupDeclarations(reader, preferTypes(named));
  if (groups.length === 1 && component === undefined) return merged(reader, groups[0]!);
  const paths = components.map((file) => reader.corpus.files[file]!.path).sort();
  const labels = groups.map(([first]) => ({
    label: `${first!.path}#${first!.symbol}`,
    about: `${first!.kind}, line ${first!.startLine}`,
  }));
  const listed = [...labels, ...paths.map((label) => ({ label, about: "component" }))];
  throw ambiguous(
    "ambiguous-symbol",
    `${listed.length} symbols are called ${asked}:`,
    shortened(listed.map(({ label, about }) => `${label}  (${about})`)),
    `Ask for one of them, such as ${listed[0]!.label}.`,
  );
}

interface Place {
  readonly file: number;
  readonly chunk: number;
  readonly symbol: string;
}

/** A definition inside a chunk, such as a field or an enumerator, at the first line that names it. */
async function innerNode(
  reader: GraphReader,
  { file, chunk, symbol }: Place,
  name: string,
): Promise<GraphNode> {
  const node = await reader.node(file, chunk);
  const { kind } = (await reader.chunks(file))[chunk]!;
  const rules = occurrenceRulesOf(reader.corpus.files[file]!.language);
  const lines = await reader.lines(file);
  const within = lines.slice(node.startLine - 1, node.endLine);
  const at = rules
    ? occurrencesOf(within.join("\n"), name, rules)[0]?.line
    : within.findIndex((line) => line.includes(name)) + 1;
  const line = node.startLine - 1 + (at || 1);
  return { ...node, symbol, kind: innerKind(kind), inner: name, startLine: line, endLine: line };
}

/**
 * Drops definitions in tests and in vendored, generated, documentation and example files, unless all are
 * there.
 */
function preferReal(reader: GraphReader, nodes: readonly GraphNode[]): readonly GraphNode[] {
  const real = nodes.filter(({ file }) => {
    const { test, vendored, generated, documentation, example } = reader.corpus.files[file]!.role;
    return !test && !vendored && !generated && !documentation && !example;
  });
  return real.length > 0 ? real : nodes;
}

/**
 * Keeps the nodes whose folder or file has the name of the package's last segment; all nodes when none has.
 * Of those, prefers nodes whose whole symbol is the name without package: `http.Error` does not mean a method
 * `Error`.
 */
function ofPackage(nodes: readonly GraphNode[], parts: readonly string[]): readonly GraphNode[] {
  const bare = withoutPackage(parts);
  const last = parts[parts.length - bare.length - 1]!;
  const within = nodes.filter(({ path }) => path.split(/[/.]/).includes(last));
  const near = within.length > 0 ? within : nodes;
  const whole = near.filter(({ symbol }) => symbol?.replace(/::/g, ".") === bare.join("."));
  return whole.length > 0 ? whole : near;
}

/** A bare name means the type when a property has the same name, as is common in C#. */
function preferTypes(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const types = nodes.filter(({ kind }) => isType(kind));
  return types.length > 0
    ? nodes.filter(({ kind }) => !["property", "variable", "constant"].includes(kind))
    : nodes;
}

const stemOf = ({ path }: GraphNode): string => path.replace(/^.*\//, "").replace(/\.[^.]*$/, "");

/**
 * Groups nodes that are one symbol: overloads in a file; a declaration in the header with the same name as
 * the source or, when exactly one source defines the symbol, in any header; a prototype that a source repeats, with
 * the source that defines it; the parts of a partial class; a class and its constructors.
 */
async function groupDeclarations(reader: GraphReader, nodes: readonly GraphNode[]): Promise<GraphNode[][]> {
  const inParts = new Set<string>();
  const prototypes = new Set<GraphNode>();
  /** Nodes of source files that other files can mean, by name. */
  const sources = new Map<string, GraphNode[]>();
  const rulesOf = ({ file }: GraphNode): ModuleRules => modulesOf(reader.corpus.files[file]!.language);
  const pace = reader.asking().effort;
  for (const node of nodes) {
    await pace.allows(0);
    if (isInPart(reader.corpus.files[node.file]!.language, await reader.chunks(node.file), node.chunk))
      inParts.add(nameOf(node));
    if (!rulesOf(node).headers?.source.test(node.path)) continue;
    const how = nodes.length > 1 && node.inner === undefined ? await linkage(reader, node) : undefined;
    if (how === "prototype") prototypes.add(node);
    else if (how !== "own") sources.set(nameOf(node), [...(sources.get(nameOf(node)) ?? []), node]);
  }
  const placeOf = (node: GraphNode, name: string): string => {
    const { headers, interfacesBeside } = rulesOf(node);
    const defined = sources.get(name) ?? [];
    if (prototypes.has(node)) {
      const near = new Set(nearestPaths(node.path, defined, ({ path }) => path).map(stemOf));
      if (near.has(stemOf(node))) return stemOf(node);
      return near.size === 1 ? [...near][0]! : near.size === 0 ? "" : stemOf(node);
    }
    if (headers?.header.test(node.path)) {
      const [only, ...others] = new Set(defined.map(stemOf));
      if (only === undefined && prototypes.size > 0) return "";
      return only !== undefined && others.length === 0 ? only : stemOf(node);
    }
    return interfacesBeside || headers?.source.test(node.path) ? stemOf(node) : node.path;
  };
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const name = nameOf(node);
    const key = inParts.has(name) ? name : `${placeOf(node, name)} ${name.split(".").slice(-2).join(".")}`;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  // A symbol is shown where it is defined.
  return [...groups.values()].map((group) => [
    ...group.filter((node) => !prototypes.has(node)),
    ...group.filter((node) => prototypes.has(node)),
  ]);
}

/** Qualified name. The constructor `Ledger.Ledger` has the name of its class, Ledger. */
function nameOf({ symbol, kind }: GraphNode): string {
  const name = symbol!.replace(/::/g, ".");
  return isType(kind) ? name : name.replace(/(^|\.)([^.]+)\.\2$/, "$1$2");
}

async function merged(reader: GraphReader, all: readonly GraphNode[]): Promise<GraphTarget> {
  const nodes = all.slice(0, MOST_DECLARATIONS);
  const [first] = nodes;
  const chunks = await reader.chunks(first!.file);
  const name = first!.inner ?? chunks[first!.chunk]!.name;
  return { label: `${first!.path}#${first!.symbol}`, symbol: true, name, nodes };
}

function shortened(lines: readonly string[]): string[] {
  const rest = lines.length - LISTED;
  return [...lines.slice(0, LISTED), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

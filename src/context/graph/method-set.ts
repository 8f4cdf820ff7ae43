import { familyOf, scopesOf } from "../languages/index.js";
import type { GraphNode } from "./edge.js";
import type { ReadLines } from "./read-lines.js";
import { type Definition, type GraphReader, isType, simple } from "./reader.js";

/**
 * Types that implement an interface by having its methods (structural typing, as in Go): those with all its methods,
 * including those of embedded interfaces. Compares names, not signatures. The methods of a type may be defined in
 * different files of its folder.
 * @returns undefined when the interface has no methods (any type, a type constraint) or embeds an interface that is
 *   not indexed.
 */
export async function typesWithMethodsOf(
  reader: GraphReader,
  node: GraphNode,
  readLines: ReadLines,
): Promise<readonly GraphNode[] | undefined> {
  const methods = await methodsOf(reader, node, readLines, 3);
  if (!methods || methods.size === 0) return undefined;
  const family = familyOf(reader.corpus.files[node.file]!.language);
  let having: Set<string> | undefined;
  for (const method of methods) {
    const keys = new Set<string>();
    for (const { file, owner } of await reader.definitions(method, family))
      if (owner !== "") keys.add(`${folderOf(reader, file)}\0${owner}`);
    having = having ? new Set([...having].filter((key) => keys.has(key))) : keys;
    if (having.size === 0) return [];
  }
  const found: GraphNode[] = [];
  for (const key of having ?? []) {
    const [folder, owner] = key.split("\0") as [string, string];
    for (const { file, chunk, kind } of await reader.definitions(owner, family)) {
      if (!isType(kind) || folderOf(reader, file) !== folder) continue;
      const type = await reader.node(file, chunk);
      if (type.kind !== "interface" && simple(type.symbol ?? "") === owner) found.push(type);
    }
  }
  return found;
}

/**
 * Those of some members that a call through interfaces may mean, because their type has all methods of one of them.
 * Undefined when an interface's methods are not known.
 */
export async function membersByMethods(
  reader: GraphReader,
  interfaces: readonly Definition[],
  members: readonly Definition[],
): Promise<readonly Definition[] | undefined> {
  const found = new Set<Definition>();
  for (const { file, chunk, kind } of interfaces) {
    if (kind !== "interface" || !scopesOf(reader.corpus.files[file]!.language).structural) continue;
    const types = await typesWithMethodsOf(reader, await reader.node(file, chunk), reader.lines);
    if (!types) return undefined;
    for (const type of types)
      for (const member of members)
        if (
          member.owner === simple(type.symbol ?? "") &&
          folderOf(reader, member.file) === folderOf(reader, type.file) &&
          (await fits(reader, { file, chunk }, member))
        )
          found.add(member);
  }
  return [...found];
}

/** Whether a method can be the one of its name that an interface declares. */
async function fits(
  reader: GraphReader,
  declaring: Pick<Definition, "file" | "chunk">,
  { file, chunk, name }: Definition,
): Promise<boolean> {
  const { structural } = scopesOf(reader.corpus.files[file]!.language);
  const own = (await reader.chunks(file))[chunk]!;
  if (!structural?.fits || own.name !== name) return true;
  const { startLine, endLine } = (await reader.chunks(declaring.file))[declaring.chunk]!;
  const declared = (await reader.lines(declaring.file))
    .slice(startLine - 1, endLine)
    .find((line) => structural.method.exec(line)?.[1] === name);
  if (declared === undefined) return true;
  const behind = (text: string): string => text.slice(text.lastIndexOf(`${name}(`) + name.length);
  return structural.fits(behind(declared), behind(own.signature));
}

const folderOf = (reader: GraphReader, file: number): string =>
  reader.corpus.files[file]!.path.replace(/\/?[^/]*$/, "");

/**
 * Names of an interface's methods; follows embedded interfaces `depth` levels. Undefined when they are
 * unknown.
 */
async function methodsOf(
  reader: GraphReader,
  node: GraphNode,
  readLines: ReadLines,
  depth: number,
): Promise<Set<string> | undefined> {
  const lines = (await readLines(node.file)).slice(node.startLine - 1, node.endLine);
  const { language } = reader.corpus.files[node.file]!;
  const { structural } = scopesOf(language);
  const open = structural ? lines.findIndex((line) => structural.opens.test(line)) : -1;
  if (!structural || open < 0) return undefined;
  const methods = new Set<string>();
  for (const line of lines.slice(open + 1)) {
    const method = structural.method.exec(line);
    if (method) methods.add(method[1]!);
  }
  for (const base of (await reader.chunks(node.file))[node.chunk]!.bases) {
    const known = (await reader.definitions(simple(base.name), familyOf(language))).filter(
      ({ kind }) => kind === "interface",
    );
    if (known.length !== 1 || depth === 0) return undefined;
    const embedded = await methodsOf(
      reader,
      await reader.node(known[0]!.file, known[0]!.chunk),
      readLines,
      depth - 1,
    );
    if (!embedded) return undefined;
    for (const method of embedded) methods.add(method);
  }
  return methods;
}

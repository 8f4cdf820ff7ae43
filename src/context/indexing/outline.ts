import type { PackageFacts } from "../languages/reading/package-facts.js";
import type { Export, Import, Reference } from "../parse/parsed.js";
import { symbolKinds } from "../parse/parsed.js";
import type { Chunk, ChunkKind } from "./chunk.js";

/**
 * The data that the index stores for a file beside its postings: chunks, and the imports and uses for graph
 * edges.
 */
export interface Outline extends OutlineUses {
  readonly chunks: readonly OutlineChunk[];
}

export interface OutlineUses {
  readonly imports: readonly Import[];
  readonly references: readonly OutlineReference[];
  /** As in ParsedFile; absent when there are none. */
  readonly exports?: readonly Export[];
  /** What a manifest says about the package in its folder; absent for any other file. */
  readonly package?: PackageFacts;
  /**
   * Names by which markup uses a definition of the file, beside the definition's own, each with its chunk; chunk 0
   * is the file itself, when it is a component. Absent when there are none.
   */
  readonly registered?: readonly { readonly name: string; readonly chunk: number }[];
}

export interface OutlineChunk {
  readonly kind: ChunkKind;
  readonly name: string;
  readonly owner: string;
  readonly parent: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly headEndLine: number;
  readonly signature: string;
  /** Tokens of the lines that belong to no child chunk. */
  readonly ownTokens: number;
  readonly bases: readonly { readonly name: string; readonly relation: "inherits" | "implements" }[];
}

/** All uses of one name with one receiver in one chunk. */
export interface OutlineReference {
  readonly name: string;
  /** A plain name or an expression, as in `Reference`; empty without one. */
  readonly receiver: string;
  readonly kind: Reference["kind"];
  readonly chunk: number;
  /** The line of each use, ascending; a line with two uses is there twice. */
  readonly lines: readonly number[];
}

const referenceKinds: readonly Reference["kind"][] = ["call", "type", "component"];
const chunkKinds: readonly ChunkKind[] = [...symbolKinds, "file", "text"];

type ChunkRow = [
  kind: number,
  name: string,
  owner: string,
  parent: number,
  start: number,
  lines: number,
  headLines: number,
  signature: string,
  tokens: number,
  ...bases: string[],
];
/** Lines as the distance from the one before. */
type ReferenceRow = [name: string, receiver: string, kind: number, chunk: number, ...lines: number[]];
/** The line is negative when the import also exports. */
type ImportRow = [module: string, line: number, ...names: string[]];
/** What few files have. */
interface Rest {
  readonly package?: PackageFacts;
  readonly exports?: readonly [name: string, local: string][];
  readonly registered?: readonly [name: string, chunk: number][];
}
type UsesRow = [ReferenceRow[], ImportRow[], Rest?];

/**
 * Encodes an outline as compact JSON: arrays instead of objects, which takes a third of the size. The first
 * line holds the chunks and the second the uses, so that a search does not decode data that only the graph
 * needs.
 */
export function encodeOutline(outline: Outline): string {
  const chunks = outline.chunks.map(
    (chunk): ChunkRow => [
      chunkKinds.indexOf(chunk.kind),
      chunk.name,
      chunk.owner,
      chunk.parent,
      chunk.startLine,
      chunk.endLine - chunk.startLine,
      chunk.headEndLine - chunk.startLine,
      chunk.signature,
      chunk.ownTokens,
      ...chunk.bases.map((base) => (base.relation === "implements" ? "+" : "") + base.name),
    ],
  );
  const references = outline.references.map(
    (use): ReferenceRow => [
      use.name,
      use.receiver,
      referenceKinds.indexOf(use.kind),
      use.chunk,
      ...use.lines.map((line, index) => line - (use.lines[index - 1] ?? 0)),
    ],
  );
  const imports = outline.imports.map(
    (item): ImportRow => [
      item.module,
      item.reexports ? -item.line : item.line,
      ...item.names.map((name) => (name.alias ? `${name.name} ${name.alias}` : name.name)),
    ],
  );
  const { package: facts, exports: exported, registered } = outline;
  const rest: Rest = {
    ...(facts ? { package: facts } : {}),
    ...(exported?.length ? { exports: exported.map(({ name, local }) => [name, local]) } : {}),
    ...(registered ? { registered: registered.map(({ name, chunk }) => [name, chunk]) } : {}),
  };
  const uses: UsesRow = Object.keys(rest).length > 0 ? [references, imports, rest] : [references, imports];
  return `${JSON.stringify(chunks)}\n${JSON.stringify(uses)}`;
}

/** Decodes the first line of an encoded outline. */
export function decodeChunks(text: string): OutlineChunk[] {
  const rows = JSON.parse(text.slice(0, text.indexOf("\n"))) as ChunkRow[];
  return rows.map(([kind, name, owner, parent, start, lines, headLines, signature, ownTokens, ...bases]) => ({
    kind: chunkKinds[kind] ?? "text",
    name,
    owner,
    parent,
    startLine: start,
    endLine: start + lines,
    headEndLine: start + headLines,
    signature,
    ownTokens,
    bases: bases.map((base) =>
      base.startsWith("+")
        ? { name: base.slice(1), relation: "implements" }
        : { name: base, relation: "inherits" },
    ),
  }));
}

/** Decodes the second line of an encoded outline. */
export function decodeUses(text: string): OutlineUses {
  const [references, imports, rest] = JSON.parse(text.slice(text.indexOf("\n") + 1)) as UsesRow;
  const { package: facts, exports: exported, registered } = rest ?? {};
  return {
    ...(facts ? { package: facts } : {}),
    ...(exported ? { exports: exported.map(([name, local]) => ({ name, local })) } : {}),
    ...(registered ? { registered: registered.map(([name, chunk]) => ({ name, chunk })) } : {}),
    references: references.map(([name, receiver, kind, chunk, ...steps]) => {
      let line = 0;
      const lines = steps.map((step) => (line += step));
      return { name, receiver, kind: referenceKinds[kind] ?? "call", chunk, lines };
    }),
    imports: importsIn(imports),
  };
}

/** Like `decodeUses`, the imports alone: a long file has thousands of references. */
export function decodeImports(text: string): OutlineUses["imports"] {
  const [, imports] = JSON.parse(text.slice(text.indexOf("\n") + 1)) as UsesRow;
  return importsIn(imports);
}

const importsIn = (rows: UsesRow[1]): OutlineUses["imports"] =>
  rows.map(([module, line, ...names]) => ({
    module,
    line: Math.abs(line),
    ...(line < 0 ? { reexports: true } : {}),
    names: names.map((text) => {
      const [name = "", alias] = text.split(" ");
      return alias ? { name, alias } : { name };
    }),
  }));

/** The dotted path of a chunk: `Parser.parse`, or the headings above a section joined by ` > `. */
export function qualifiedName(
  chunks: readonly Pick<Chunk, "name" | "owner" | "parent" | "kind">[],
  index: number,
): string {
  const names: string[] = [];
  for (let at = index; at >= 0; at = chunks[at]!.parent) {
    const { name, owner } = chunks[at]!;
    if (name) names.unshift(owner ? `${owner}.${name}` : name);
  }
  return names.join(chunks[index]!.kind === "section" ? " > " : ".");
}

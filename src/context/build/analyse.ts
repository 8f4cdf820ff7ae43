import type { TokenCounter } from "../../shared/tokens/count.js";
import type { ParsedFile } from "../parse/parsed.js";
import { type Chunk, chunksOf } from "./chunk.js";
import { BODY, DOC, exact, NAME, PATH, SCOPE, SIGNATURE } from "./fields.js";
import { moduleName, withoutExtension } from "./module-name.js";
import type { Outline, OutlineReference } from "./outline.js";
import type { SegmentBuilder } from "./segment.js";

const KEPT_REFERENCE_LINES = 3;

/** Adds one parsed file to a segment, one document per chunk, and returns what else the index keeps of it. */
export function analyseFile(
  path: string,
  text: string,
  parsed: ParsedFile,
  segment: SegmentBuilder,
  counter: TokenCounter,
): Outline {
  const lines = lineStarts(text);
  const lineCount = lines.length - 1;
  const isBlank = (line: number): boolean => text.slice(lines[line - 1]!, lines[line]!).trim() === "";
  const chunks = chunksOf(parsed, lineCount, (offset) => lineAt(lines, offset), isBlank);
  const owner = ownerOfLines(chunks, lineCount);
  const references = groupReferences(parsed, owner);
  const tokens = ownTokens(text, lines, owner, chunks.length, counter);

  const used = namesByChunk(references, chunks.length);
  const inner = innerNames(parsed, chunks, owner);
  chunks.forEach((chunk, index) => {
    for (const [from, to] of chunk.own) segment.addText(text, BODY, lines[from - 1]!, lines[to]!);
    if (chunk.name) {
      segment.addText(chunk.name, NAME);
      segment.addExact(exact.definition(chunk.name));
    }
    segment.addText(chunk.signature, SIGNATURE);
    segment.addText(chunk.doc, DOC);
    segment.addText(chunk.owner, SCOPE);
    for (let at = chunk.parent; at >= 0; at = chunks[at]!.parent) segment.addText(chunks[at]!.name, SCOPE);
    if (chunk.kind === "file") {
      segment.addText(withoutExtension(path), PATH);
      for (const name of importedModules(parsed)) segment.addExact(exact.module(name));
    }
    for (const name of inner[index]!) {
      segment.addText(name, SIGNATURE);
      segment.addExact(exact.definition(name));
    }
    for (const name of used[index]!) segment.addExact(exact.reference(name));
    if (chunk.symbol >= 0)
      for (const base of parsed.symbols[chunk.symbol]!.bases) segment.addExact(exact.base(base.name));
    segment.endDocument();
  });
  return {
    chunks: chunks.map((chunk, index) => ({
      kind: chunk.kind,
      name: chunk.name,
      owner: chunk.owner,
      parent: chunk.parent,
      startLine: chunk.startLine,
      endLine: chunk.endLine,
      headEndLine: chunk.headEndLine,
      signature: chunk.signature,
      ownTokens: tokens[index]!,
      bases: chunk.symbol >= 0 ? parsed.symbols[chunk.symbol]!.bases : [],
    })),
    imports: parsed.imports,
    references,
  };
}

/** Offset of each line's start, and text.length at the end: line i (1-based) is text[starts[i-1], starts[i]). */
export function lineStarts(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  if (starts[starts.length - 1] !== text.length || starts.length === 1) starts.push(text.length);
  return Int32Array.from(starts);
}

/** The 1-based line of an offset. */
function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.min(low + 1, starts.length - 1);
}

/** For each 1-based line the chunk that owns it; blank lines between chunks go to the chunk before them. */
function ownerOfLines(chunks: readonly Chunk[], lineCount: number): Int32Array {
  const owner = new Int32Array(lineCount + 1).fill(-1);
  chunks.forEach((chunk, index) => {
    for (const [from, to] of chunk.own) owner.fill(index, from, to + 1);
  });
  let last = 0;
  for (let line = 1; line <= lineCount; line++) {
    if (owner[line] === -1) owner[line] = last;
    else last = owner[line]!;
  }
  return owner;
}

function ownTokens(
  text: string,
  lines: Int32Array,
  owner: Int32Array,
  chunks: number,
  counter: TokenCounter,
): Uint32Array {
  const ends: number[] = [];
  const spanOwner: number[] = [];
  for (let line = 1; line < owner.length; line++) {
    if (spanOwner.length > 0 && spanOwner[spanOwner.length - 1] === owner[line])
      ends[ends.length - 1] = lines[line]!;
    else {
      ends.push(lines[line]!);
      spanOwner.push(owner[line]!);
    }
  }
  const tokens = new Uint32Array(chunks);
  counter.countSpans(text, ends).forEach((share, span) => {
    tokens[spanOwner[span]!]! += share;
  });
  return tokens;
}

function groupReferences(parsed: ParsedFile, owner: Int32Array): OutlineReference[] {
  const groups = new Map<
    string,
    { name: string; receiver: string; kind: "call" | "type"; chunk: number; lines: number[] }
  >();
  for (const { name, receiver = "", kind, line } of parsed.references) {
    const chunk = owner[line] ?? 0;
    const key = `${chunk} ${kind} ${receiver}.${name}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { name, receiver, kind, chunk, lines: [line] });
    else if (group.lines.length < KEPT_REFERENCE_LINES) group.lines.push(line);
  }
  return [...groups.values()];
}

function namesByChunk(references: readonly OutlineReference[], chunks: number): Set<string>[] {
  const names = Array.from({ length: chunks }, () => new Set<string>());
  for (const use of references) names[use.chunk]!.add(use.name);
  return names;
}

/** Names defined inside each chunk that are no chunks of their own: fields, local functions, small constants. */
function innerNames(parsed: ParsedFile, chunks: readonly Chunk[], owner: Int32Array): Set<string>[] {
  const names = Array.from({ length: chunks.length }, () => new Set<string>());
  const own = new Set(chunks.map((chunk) => chunk.symbol));
  parsed.symbols.forEach((symbol, index) => {
    if (!own.has(index) && symbol.name) names[owner[symbol.startLine] ?? 0]!.add(symbol.name);
  });
  return names;
}

/** The names by which an importer may mean a module: its last segment, and imported names that may be modules. */
function importedModules(parsed: ParsedFile): Set<string> {
  const names = new Set<string>();
  for (const item of parsed.imports) {
    const name = moduleName(item.module);
    if (name) names.add(name);
    for (const imported of item.names)
      if (imported.name && imported.name !== "*") names.add(imported.name.toLowerCase());
  }
  return names;
}

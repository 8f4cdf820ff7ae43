import type { CodeUnits } from "../../shared/code-units.js";
import type { TokenCounter } from "../../shared/tokens/count.js";
import { manifestOf } from "../languages/index.js";
import { lastSegment } from "../languages/reading/names.js";
import type { ParsedFile, Reference } from "../parse/parsed.js";
import { lineAt, lineOffsets } from "../text/lines.js";
import { type Chunk, chunksOf } from "./chunk.js";
import { definedNames } from "./defined-names.js";
import { BODY, DOC, NAME, PATH, SCOPE, SIGNATURE } from "./fields.js";
import { moduleName, withoutExtension } from "./module-name.js";
import type { Outline, OutlineReference } from "./outline.js";
import type { SegmentBuilder } from "./segment.js";

/** Objects that are reused for one file after another. */
export interface AnalysisTools {
  readonly segment: SegmentBuilder;
  readonly counter: TokenCounter;
  readonly units: CodeUnits;
}

export interface Analysis {
  readonly outline: Outline;
  readonly lines: number;
}

/**
 * Adds one parsed file to a segment, one document per chunk.
 * @returns the file's outline and line count, which the index stores beside the postings.
 */
export function analyseFile(
  path: string,
  text: string,
  parsed: ParsedFile,
  { segment, counter, units }: AnalysisTools,
): Analysis {
  units.load(text);
  const lines = lineStarts(text);
  const lineCount = lines.length - 1;
  const isBlank = (line: number): boolean => text.slice(lines[line - 1]!, lines[line]!).trim() === "";
  const chunks = chunksOf(parsed, lineCount, (offset) => Math.min(lineAt(lines, offset), lineCount), isBlank);
  const owner = ownerOfLines(chunks, lineCount);
  const { references, used } = groupReferences(parsed, owner, chunks.length);
  const tokens = ownTokens(text, units, lines, owner, chunks.length, counter);
  const inner = innerNames(parsed, chunks, owner);
  const registered = parsed.registered?.map(({ name, line }) => ({
    name,
    chunk: line === 0 ? 0 : owner[line]!,
  }));
  for (const { name, chunk } of registered ?? []) addTo(inner, chunk, name);
  chunks.forEach((chunk, index) => {
    for (const [from, to] of chunk.own) segment.addUnits(units, BODY, lines[from - 1]!, lines[to]!);
    if (chunk.name) {
      segment.addText(chunk.name, NAME);
      for (const name of definedNames(chunk.name, parsed.language)) segment.addExact("definition", name);
    }
    segment.addText(chunk.signature, SIGNATURE);
    segment.addText(chunk.doc, DOC);
    segment.addText(chunk.owner, SCOPE);
    for (let at = chunk.parent; at >= 0; at = chunks[at]!.parent) segment.addText(chunks[at]!.name, SCOPE);
    if (chunk.kind === "file") {
      segment.addText(withoutExtension(path), PATH);
      for (const name of importedModules(parsed)) segment.addExact("module", name);
    }
    for (const name of inner.get(index) ?? []) {
      segment.addText(name, SIGNATURE);
      for (const one of definedNames(name, parsed.language)) segment.addExact("definition", one);
    }
    for (const name of used[index] ?? []) segment.addExact("reference", name);
    if (chunk.symbol >= 0)
      for (const base of parsed.symbols[chunk.symbol]!.bases)
        segment.addExact("base", lastSegment(base.name));
    segment.endDocument();
  });
  const facts = manifestOf(path)?.read(text);
  const outline = {
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
    ...(registered ? { registered } : {}),
    ...(parsed.exports?.length ? { exports: parsed.exports } : {}),
    ...(facts === undefined ? {} : { package: facts }),
  };
  return { outline, lines: lineCount };
}

/** Offset of each line's start, and text.length at the end: line i (1-based) is text[starts[i-1], starts[i]). */
function lineStarts(text: string): Int32Array {
  const starts = lineOffsets(text);
  if (starts.length > 1 && starts[starts.length - 1] === text.length) return starts;
  const ended = new Int32Array(starts.length + 1);
  ended.set(starts);
  ended[starts.length] = text.length;
  return ended;
}

/** Index of the chunk that owns each 1-based line. Blank lines between chunks go to the chunk before them. */
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

/** Tokens of each chunk's own lines. */
function ownTokens(
  text: string,
  units: CodeUnits,
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
  counter.countSpans(text, ends, units).forEach((share, span) => {
    tokens[spanOwner[span]!]! += share;
  });
  return tokens;
}

/**
 * Groups a file's uses by chunk, name, receiver and kind; `used` lists the distinct names that each chunk
 * uses.
 */
function groupReferences(
  parsed: ParsedFile,
  owner: Int32Array,
  chunks: number,
): { references: OutlineReference[]; used: readonly (readonly string[] | undefined)[] } {
  type Group = { name: string; receiver: string; kind: Reference["kind"]; chunk: number; lines: number[] };
  const references: Group[] = [];
  const used: string[][] = new Array(chunks);
  // The key is the name only: a key of all four would create a new string for each of hundreds of thousands
  // of uses.
  const byName = new Map<string, Group[]>();
  for (const { name, receiver = "", kind, line } of parsed.references) {
    const chunk = owner[line] ?? 0;
    let groups = byName.get(name);
    if (!groups) {
      groups = [];
      byName.set(name, groups);
    }
    // Uses come in line order, so a chunk's group is nearly always at the end. Search from there.
    let group: Group | undefined;
    let inChunk = false;
    for (let at = groups.length - 1; at >= 0 && !group; at--) {
      const one = groups[at]!;
      if (one.chunk !== chunk) continue;
      inChunk = true;
      if (one.kind === kind && one.receiver === receiver) group = one;
    }
    if (group) {
      group.lines.push(line);
      continue;
    }
    if (!inChunk) {
      used[chunk] ??= [];
      used[chunk].push(name);
    }
    const first = { name, receiver, kind, chunk, lines: [line] };
    groups.push(first);
    references.push(first);
  }
  return { references, used };
}

/**
 * Names that are defined inside a chunk without being chunks themselves: fields, local functions, small
 * constants.
 */
function innerNames(
  parsed: ParsedFile,
  chunks: readonly Chunk[],
  owner: Int32Array,
): Map<number, Set<string>> {
  const names = new Map<number, Set<string>>();
  const own = new Set(chunks.map((chunk) => chunk.symbol));
  parsed.symbols.forEach((symbol, index) => {
    if (own.has(index) || !symbol.name) return;
    addTo(names, owner[symbol.startLine] ?? 0, symbol.name);
  });
  return names;
}

function addTo(names: Map<number, Set<string>>, chunk: number, name: string): void {
  const known = names.get(chunk);
  if (known) known.add(name);
  else names.set(chunk, new Set([name]));
}

/**
 * Names to index for a file's imports: each module's last segment, and imported names, which may be modules
 * too.
 */
function importedModules(parsed: ParsedFile): Set<string> {
  const names = new Set<string>();
  for (const item of parsed.imports) {
    const name = moduleName(item.module);
    if (name) names.add(name);
    for (const imported of item.names)
      if (imported.name && imported.name !== "*" && imported.name !== "default")
        names.add(imported.name.toLowerCase());
  }
  return names;
}

import { isData, isRuled } from "../languages/index.js";
import type { ParsedFile, ParsedSymbol, SymbolKind } from "../parse/parsed.js";

/**
 * The unit that is retrieved, cited and packed: a definition, a section with a heading, or a run of lines
 * between definitions. Lines are 1-based and inclusive. Chunks form a tree by `parent`. `own` lists the line
 * ranges that belong to no child: each line of a file has one owner, so a file's counts are the sum of its
 * chunks' counts.
 */
export interface Chunk {
  readonly kind: ChunkKind;
  readonly name: string;
  /** The type that a definition outside of its body belongs to, such as a Go receiver; empty otherwise. */
  readonly owner: string;
  /** Index of the enclosing chunk in the file's list, -1 at the top level. */
  readonly parent: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Last line of the head (comment, decorators, signature), which a skeleton shows. */
  readonly headEndLine: number;
  readonly signature: string;
  readonly doc: string;
  readonly own: readonly LineRange[];
  /** Index of the symbol in the parsed file, -1 for text between symbols. */
  readonly symbol: number;
}

/** `file` is the first chunk of every file: the lines before the definitions, and short runs between them. */
export type ChunkKind = SymbolKind | "file" | "text";
export type LineRange = readonly [start: number, end: number];

const CONTAINERS: ReadonlySet<SymbolKind> = new Set([
  "namespace",
  "class",
  "interface",
  "trait",
  "struct",
  "enum",
  "section",
  "type",
]);
const DECLARES: ReadonlySet<SymbolKind> = new Set(["interface", "type"]);
/** In a function longer than this, inner definitions become chunks too. */
const LONG_FUNCTION_LINES = 120;
/** A run of lines without definitions is cut at blank lines into chunks of about this length. */
const TEXT_CHUNK_LINES = 60;
/**
 * A run between two definitions with fewer lines than this belongs to the file chunk and is not cited alone.
 */
const SHORTEST_TEXT_RUN = 3;

/**
 * Cuts a parsed file into chunks; the first is the file chunk.
 * @param lineCount lines of the text that was parsed.
 * @param lineOf 1-based line of an offset in that text.
 * @param isBlank whether a line, 1-based, holds only white space.
 */
export function chunksOf(
  parsed: ParsedFile,
  lineCount: number,
  lineOf: (offset: number) => number,
  isBlank: (line: number) => boolean,
): Chunk[] {
  const kept = keptSymbols(parsed);
  const chunkOf = new Map<number, number>();
  const covered: LineRange[] = [];
  const chunks: Chunk[] = [textChunk([1, 1])]; // A placeholder: placeLooseText fills in the file chunk.
  for (const index of kept) {
    const symbol = parsed.symbols[index]!;
    const parent = chunkOf.get(nearestKept(parsed.symbols, symbol.parent, chunkOf)) ?? -1;
    chunkOf.set(index, chunks.length);
    chunks.push({
      kind: symbol.kind,
      name: symbol.name,
      owner: symbol.owner ?? "",
      parent,
      startLine: symbol.startLine,
      endLine: symbol.endLine,
      headEndLine: Math.max(
        symbol.startLine,
        Math.min(symbol.endLine, lineOf(Math.max(symbol.start, symbol.bodyStart - 1))),
      ),
      signature: symbol.signature,
      doc: symbol.doc,
      own: [],
      symbol: index,
    });
    if (parent === -1) covered.push([symbol.startLine, symbol.endLine]);
  }
  giveOwnLines(chunks);
  const loose: LineRange[] = [];
  for (const run of gaps(covered, 1, lineCount)) {
    const trimmed = trimBlank(run, isBlank);
    if (trimmed) loose.push(trimmed);
  }
  return placeLooseText(chunks, loose, isBlank);
}

/**
 * Indices of the symbols that become chunks. Leaves out symbols inside short functions, and small properties.
 */
function keptSymbols({ symbols, language }: ParsedFile): number[] {
  const data = isData(language);
  const ruled = isRuled(language);
  const kept: number[] = [];
  const open: boolean[] = [];
  symbols.forEach((symbol, index) => {
    const parent = symbol.parent;
    const insideOpen = parent < 0 || open[parent]!;
    const lines = symbol.endLine - symbol.startLine + 1;
    open[index] = insideOpen && (CONTAINERS.has(symbol.kind) || lines > LONG_FUNCTION_LINES);
    if (!insideOpen) return;
    const insideFunction = parent >= 0 && !CONTAINERS.has(symbols[parent]!.kind);
    if (insideFunction && lines < 5) return;
    const isField = symbol.kind === "property" || symbol.kind === "variable";
    // Settings and build files: a rule or table of two lines can be packed; keys inside one stay in it.
    const least = data && parent < 0 ? 2 : 4;
    if (lines < least && (data || (isField && (parent >= 0 || (ruled && symbol.kind === "property")))))
      return;
    // A method that an interface declares is read with the interface.
    if (symbol.kind === "property" && !ruled && parent >= 0 && DECLARES.has(symbols[parent]!.kind)) return;
    kept.push(index);
  });
  return kept;
}

function nearestKept(
  symbols: readonly ParsedSymbol[],
  index: number,
  kept: ReadonlyMap<number, number>,
): number {
  let at = index;
  while (at >= 0 && !kept.has(at)) at = symbols[at]!.parent;
  return at;
}

/** A chunk owns its lines except those of its children. A line with two definitions belongs to the first. */
function giveOwnLines(chunks: Chunk[]): void {
  const children = new Map<number, LineRange[]>();
  for (let index = 1; index < chunks.length; index++) {
    const chunk = chunks[index]!;
    if (chunk.parent < 0) continue;
    const list = children.get(chunk.parent) ?? [];
    list.push([chunk.startLine, chunk.endLine]);
    children.set(chunk.parent, list);
  }
  let ownedUpTo = new Map<number, number>();
  ownedUpTo = new Map();
  for (let index = 1; index < chunks.length; index++) {
    const chunk = chunks[index]!;
    const from = Math.max(chunk.startLine, (ownedUpTo.get(chunk.parent) ?? 0) + 1);
    ownedUpTo.set(chunk.parent, Math.max(chunk.endLine, ownedUpTo.get(chunk.parent) ?? 0));
    chunks[index] = {
      ...chunk,
      own: from > chunk.endLine ? [] : [...gaps(children.get(index) ?? [], from, chunk.endLine)],
    };
  }
}

/** The parts of [from, to] that no range covers. Ranges are sorted by start and may overlap. */
function* gaps(ranges: readonly LineRange[], from: number, to: number): Generator<LineRange> {
  let next = from;
  for (const [start, end] of ranges) {
    if (start > next) yield [next, Math.min(start - 1, to)];
    next = Math.max(next, end + 1);
  }
  if (next <= to) yield [next, to];
}

function trimBlank([start, end]: LineRange, isBlank: (line: number) => boolean): LineRange | undefined {
  let from = start;
  let to = end;
  while (from <= to && isBlank(from)) from++;
  while (to >= from && isBlank(to)) to--;
  return from <= to ? [from, to] : undefined;
}

/** Gives the first run and all short runs to the file chunk, and cuts longer runs into text chunks. */
function placeLooseText(
  chunks: Chunk[],
  loose: readonly LineRange[],
  isBlank: (line: number) => boolean,
): Chunk[] {
  const first = loose[0];
  const headed = first !== undefined && (chunks.length === 1 || first[0] <= (chunks[1]?.startLine ?? 1));
  const own: LineRange[] = [];
  const texts: Chunk[] = [];
  let head: LineRange = [1, 1];
  loose.forEach((run, index) => {
    const pieces = [...cutAtBlanks(run, isBlank)];
    for (const [piece, range] of pieces.entries()) {
      if (index === 0 && piece === 0 && headed) {
        head = range;
        own.push(range);
      } else if (range[1] - range[0] + 1 < SHORTEST_TEXT_RUN) own.push(range);
      else texts.push(textChunk(range));
    }
  });
  chunks[0] = { ...textChunk(head), kind: "file", own };
  // Text chunks go last, so that `parent` indices stay valid.
  chunks.push(...texts);
  return chunks;
}

const textChunk = (range: LineRange): Chunk => ({
  kind: "text",
  name: "",
  owner: "",
  parent: -1,
  startLine: range[0],
  endLine: range[1],
  headEndLine: range[0],
  signature: "",
  doc: "",
  own: [range],
  symbol: -1,
});

function* cutAtBlanks([start, end]: LineRange, isBlank: (line: number) => boolean): Generator<LineRange> {
  let from = start;
  while (end - from + 1 > TEXT_CHUNK_LINES * 1.5) {
    let cut = from + TEXT_CHUNK_LINES - 1;
    const earliest = from + TEXT_CHUNK_LINES / 2;
    while (cut > earliest && !isBlank(cut + 1)) cut--;
    if (cut <= earliest) cut = from + TEXT_CHUNK_LINES - 1;
    yield [from, cut];
    from = cut + 1;
    while (from < end && isBlank(from)) from++;
  }
  yield [from, end];
}

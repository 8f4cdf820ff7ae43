import type { OutlineChunk } from "../indexing/outline.js";
import type { LineMatcher } from "../text/line-matcher.js";
import { excerptUnits } from "./excerpt.js";
import { isGuard } from "./guard.js";
import type { PackFile } from "./item.js";
import { licenceLines } from "./licence.js";
import { LEAST_LINES, type Level, ownRanges, type Showing } from "./plan.js";
import { importEnd, isSubstantial, type Lines } from "./statements.js";

/** Most lines of a head that stands above a piece or begins an excerpt. */
const LONGEST_HEAD = 8;

/** The forms in which the chunks of one file can be shown, and what comes with each. */
export class Forms {
  /** The last line of the import that begins at a line. */
  private readonly importLines = new Map<number, number>();
  /** The line of the import that brings a name. */
  private readonly importOf = new Map<string, number>();
  private readonly bodies = new Map<number, readonly Lines[]>();
  private readonly wholes = new Map<number, readonly Showing[]>();
  private readonly licence: Lines | undefined;
  private widened: number | undefined;
  private readonly units = new Map<number, readonly (readonly Lines[])[]>();

  constructor(
    private readonly file: PackFile,
    private readonly chunks: readonly OutlineChunk[],
    private readonly matcher: LineMatcher,
  ) {
    this.licence = licenceLines(file.lines);
    for (const { line, names } of file.imports) {
      if (line > file.lines.length) continue;
      this.importLines.set(line, importEnd(file.lines, line));
      for (const { name, alias } of names) this.importOf.set(alias ?? name, line);
    }
  }

  /** The lines that show a chunk whole; empty when it is a fragment that says nothing alone. */
  body(index: number): readonly Lines[] {
    const known = this.bodies.get(index) ?? this.findBody(index);
    this.bodies.set(index, known);
    return known;
  }

  private findBody(index: number): Lines[] {
    const chunk = this.chunks[index]!;
    if (isAnonymous(chunk)) return this.anonymousBody(index);
    if (isGuard(this.file.lines, chunk)) return [];
    if (holdsItsInnerChunks(chunk)) return [[chunk.startLine, chunk.endLine]];
    // What stands between the methods of a class comes with its head only when it is more than a field or two.
    const [head, ...between] = ownRanges(this.chunks, index);
    if (!head) return [];
    const body = [head, ...between.filter((range) => this.substance(range) >= LEAST_LINES)];
    // The head of a class alone comes only with what is inside.
    const isOnlyHead = body.length === 1 && this.substance(head) < LEAST_LINES && this.hasInner(index);
    return isOnlyHead ? [] : body;
  }

  /** Lines outside of definitions: without imports and licences, and only where a word of the task stands. */
  private anonymousBody(index: number): Lines[] {
    if (this.chunks.length === 1) return ownRanges(this.chunks, index);
    return ownRanges(this.chunks, index)
      .flatMap((range) => [...this.withoutImports(range)])
      .filter((range) => this.substance(range) >= LEAST_LINES && this.matchesIn(range));
  }

  private *withoutImports([from, to]: Lines): Generator<Lines> {
    let start = from;
    for (let line = from; line <= to; line++) {
      const isLicence = this.licence && this.licence[0] <= line && line <= this.licence[1];
      const end = isLicence ? this.licence![1] : this.importLines.get(line);
      if (end === undefined) continue;
      if (line > start) yield [start, line - 1];
      line = Math.min(end, to);
      start = line + 1;
    }
    if (start <= to) yield [start, to];
  }

  private hasInner(index: number): boolean {
    return this.chunks.some(({ parent }) => parent === index);
  }

  private substance([from, to]: Lines): number {
    return this.file.lines.slice(from - 1, to).filter(isSubstantial).length;
  }

  private matchesIn([from, to]: Lines): boolean {
    return this.file.lines.slice(from - 1, to).some((line) => this.matcher.of(line).terms.size > 0);
  }

  /**
   * The lines of a chunk in the order in which an excerpt grows: its head, what matches, the rest from the top.
   */
  excerpt(index: number): readonly (readonly Lines[])[] {
    const known =
      this.units.get(index) ??
      excerptUnits(
        this.file.lines,
        this.body(index),
        this.headOf(index),
        this.matcher,
        this.chunks[index]!.kind === "section",
      );
    this.units.set(index, known);
    return known;
  }

  /** From now on, a chunk is shown with all chunks inside it. */
  withInner(index: number): void {
    if (this.widened === index) return;
    this.widened = index;
    const { startLine, endLine } = this.chunks[index]!;
    this.bodies.set(index, [[startLine, endLine]]);
    this.wholes.delete(index);
    this.units.delete(index);
  }

  /** The head of a named chunk, without a long comment before it. */
  private headOf(index: number): Lines | undefined {
    const chunk = this.chunks[index]!;
    if (isAnonymous(chunk)) return undefined;
    const { startLine, headEndLine } = chunk;
    if (headEndLine - startLine < LONGEST_HEAD) return [startLine, headEndLine];
    const line = declarationLine(chunk, this.file.lines);
    return [line, Math.min(headEndLine, line + LONGEST_HEAD - 1)];
  }

  /** Shows a chunk whole, with the heads and imports that it needs. */
  whole(index: number): readonly Showing[] {
    const known = this.wholes.get(index) ?? this.withNeeds(index, this.body(index), "full");
    this.wholes.set(index, known);
    return known;
  }

  /** Shows every line of a chunk and of all chunks inside it. */
  tree(index: number): readonly Showing[] {
    const { startLine, endLine } = this.chunks[index]!;
    const own = treeOf(this.chunks, index).flatMap((chunk) =>
      ownRanges(this.chunks, chunk).map((lines) => ({ lines, level: "full" as const, chunk })),
    );
    return [...own, ...this.needs(index, [[startLine, endLine]])];
  }

  /** Shows the first units of an excerpt. */
  part(index: number, units: number): readonly Showing[] {
    return this.withNeeds(index, this.excerpt(index).slice(0, units).flat(), "excerpt");
  }

  mention(index: number): readonly Showing[] {
    const line = declarationLine(this.chunks[index]!, this.file.lines);
    return [{ lines: [line, line], level: "mention", chunk: index }];
  }

  private withNeeds(chunk: number, shown: readonly Lines[], level: Level): Showing[] {
    return [...shown.map((lines) => ({ lines, level, chunk })), ...this.needs(chunk, shown)];
  }

  /** The heads of the enclosing definitions and the imports that some lines use. */
  private needs(index: number, shown: readonly Lines[]): Showing[] {
    const needs: Showing[] = [];
    for (let at = this.chunks[index]!.parent; at >= 0; at = this.chunks[at]!.parent) {
      const { headEndLine } = this.chunks[at]!;
      const from = declarationLine(this.chunks[at]!, this.file.lines);
      const to = Math.min(Math.max(from, headEndLine), from + LONGEST_HEAD - 1);
      needs.push({ lines: [from, to], level: "skeleton", chunk: at });
    }
    if (this.file.imports.length === 0) return needs;
    const used = new Set<number>();
    for (const [from, to] of shown)
      for (let line = from; line <= Math.min(to, this.file.lines.length); line++)
        for (const word of this.file.lines[line - 1]!.match(/\w+/g) ?? []) {
          const imported = this.importOf.get(word);
          if (imported !== undefined) used.add(imported);
        }
    for (const line of used)
      needs.push({ lines: [line, this.importLines.get(line)!], level: "skeleton", chunk: 0 });
    return needs;
  }
}

/** The chunks of a tree: a chunk and all inside it. */
export function treeOf(chunks: readonly OutlineChunk[], index: number): number[] {
  const inside = new Set([index]);
  for (let child = index + 1; child < chunks.length; child++)
    if (inside.has(chunks[child]!.parent)) inside.add(child);
  return [...inside];
}

export const isAnonymous = ({ kind }: OutlineChunk): boolean => kind === "file" || kind === "text";

const FUNCTIONS: ReadonlySet<string> = new Set(["function", "method", "constructor", "macro", "test"]);

/** Whether a chunk is shown with the chunks inside it: a long function, but no class. */
export const holdsItsInnerChunks = ({ kind }: OutlineChunk): boolean => FUNCTIONS.has(kind);

/** The line, 1-based, of a chunk's head that contains its name, after comments and decorators. */
export function declarationLine(chunk: OutlineChunk, lines: readonly string[]): number {
  for (let line = chunk.headEndLine; line >= chunk.startLine; line--)
    if (lines[line - 1]?.includes(chunk.name)) return line;
  return chunk.startLine;
}

import type { OutlineChunk } from "../indexing/outline.js";
import { isBlank, type Lines } from "./statements.js";

/**
 * How a line is shown: as part of a whole definition, of an excerpt of one (its head and the lines that match), of
 * a head, or alone. Lines are 1-based. A line is shown at most once, at the fullest level requested.
 */
export const levels = ["full", "excerpt", "skeleton", "mention"] as const;
export type Level = (typeof levels)[number];

interface PlannedLine {
  readonly level: Level;
  /** The chunk it is shown for. */
  readonly chunk: number;
}

/** Lines of one chunk at one level, without a gap. */
export interface Run extends PlannedLine {
  readonly startLine: number;
  endLine: number;
}

/** Fewer lines make no piece of their own unless they are a definition or a head. */
export const LEAST_LINES = 3;
/** A gap between two shown runs is shown when it costs hardly more than the line before a piece that it saves. */
const LONGEST_BRIDGE = 3;
const WIDEST_BRIDGE = 40;

/** Lines to show, for a chunk, at a level. */
export interface Showing extends PlannedLine {
  readonly lines: Lines;
}

/** The lines of one file that a pack shows. */
export class FilePlan {
  private readonly planned = new Map<number, PlannedLine>();

  constructor(
    readonly file: number,
    readonly chunks: readonly OutlineChunk[],
    readonly lines: readonly string[],
  ) {}

  get empty(): boolean {
    return this.planned.size === 0;
  }

  has(line: number): boolean {
    return this.planned.has(line);
  }

  /** Adds the lines that are not blank; a line already added may only change to a fuller level. */
  show(showings: readonly Showing[]): void {
    for (const { lines, level, chunk } of showings)
      for (const line of this.written(lines)) {
        const before = this.planned.get(line);
        if (!before || RANK[level] > RANK[before.level]) this.planned.set(line, { level, chunk });
      }
  }

  /** The lines of a range that are not blank. */
  *written([from, to]: Lines): Generator<number> {
    for (let line = from; line <= Math.min(to, this.lines.length); line++)
      if (!isBlank(this.lines[line - 1])) yield line;
  }

  /** The runs of lines to show, in line order. Blank lines between two runs belong to the first. */
  runs(): Run[] {
    const runs: Run[] = [];
    for (const line of [...this.planned.keys()].sort((a, b) => a - b)) {
      const { level, chunk } = this.planned.get(line)!;
      const last = runs.at(-1);
      if (last && bridges(this.lines, last.endLine, line)) {
        last.endLine = line - 1;
        if (last.level === level && last.chunk === chunk) {
          last.endLine = line;
          continue;
        }
      }
      runs.push({ startLine: line, endLine: line, level, chunk });
    }
    return this.withoutCrumbs(runs);
  }

  /**
   * Adds a short run, such as a closing brace, to the run before it. A brace alone that ends nothing shown is left
   * out.
   */
  private withoutCrumbs(runs: readonly Run[]): Run[] {
    const kept: Run[] = [];
    for (const run of runs) {
      const last = kept.at(-1);
      if (!this.isCrumb(run)) kept.push(run);
      else if (last !== undefined && last.endLine + 1 === run.startLine) last.endLine = run.endLine;
      else if (!this.isPunctuation(run)) kept.push(run);
    }
    for (const run of kept) if (run.level === "full") run.endLine = this.endOfChunk(run);
    return kept;
  }

  private isPunctuation({ startLine, endLine }: Run): boolean {
    return !/[\p{L}\p{N}]/u.test(this.lines.slice(startLine - 1, endLine).join(""));
  }

  /** The last line of the chunk, or of one around it, that ends after a run with only blank lines between. */
  private endOfChunk({ chunk, endLine }: Run): number {
    let end = endLine;
    for (let at = chunk; at >= 0; at = this.chunks[at]!.parent) {
      const { endLine: last } = this.chunks[at]!;
      if (last > end && last <= this.lines.length && this.lines.slice(end, last).every(isBlank)) end = last;
    }
    return end;
  }

  private isCrumb({ startLine, endLine, level, chunk }: Run): boolean {
    if (level === "skeleton" || level === "mention") return false;
    const { startLine: first } = this.chunks[chunk]!;
    return startLine > first && endLine - startLine + 1 < LEAST_LINES;
  }

  copy(): FilePlan {
    const plan = new FilePlan(this.file, this.chunks, this.lines);
    for (const [line, shown] of this.planned) plan.planned.set(line, shown);
    return plan;
  }
}

/** Whether all between two shown lines is blank, or shorter than what a separate piece costs. */
export function bridges(lines: readonly string[], before: number, line: number): boolean {
  let written = 0;
  let width = 0;
  for (let between = before; between < line - 1; between++) {
    const length = lines[between]!.trim().length;
    if (length === 0) continue;
    width += length;
    if (++written > LONGEST_BRIDGE || width > WIDEST_BRIDGE) return false;
  }
  return true;
}

const RANK: Record<Level, number> = { mention: 0, skeleton: 1, excerpt: 2, full: 3 };

/** The lines of a chunk that belong to no child, given all chunks of its file. */
export function ownRanges(chunks: readonly OutlineChunk[], index: number): [from: number, to: number][] {
  const { startLine, endLine } = chunks[index]!;
  const ranges: [number, number][] = [];
  let next = startLine;
  for (let child = index + 1; child < chunks.length; child++) {
    const inner = chunks[child]!;
    if (inner.parent !== index) continue;
    if (inner.startLine > next) ranges.push([next, inner.startLine - 1]);
    next = Math.max(next, inner.endLine + 1);
  }
  if (next <= endLine) ranges.push([next, endLine]);
  return ranges;
}

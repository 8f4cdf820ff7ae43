import type { OutlineChunk } from "../indexing/outline.js";

/**
 * How a line is shown: as part of a whole definition, of a head, or alone. Lines are 1-based. A line is shown
 * at most once, at the fullest level requested.
 */
export type Level = "full" | "skeleton" | "mention";

export interface PlannedLine {
  readonly level: Level;
  /** The chunk it is shown for. */
  readonly chunk: number;
}

/** The lines of one file that a pack shows. */
export class FilePlan {
  private readonly lines = new Map<number, PlannedLine>();

  constructor(
    readonly file: number,
    readonly chunks: readonly OutlineChunk[],
  ) {}

  get empty(): boolean {
    return this.lines.size === 0;
  }

  has(line: number): boolean {
    return this.lines.has(line);
  }

  /** Adds lines; a line already added may only change to a fuller level. */
  show(from: number, to: number, level: Level, chunk: number): void {
    for (let line = from; line <= to; line++) {
      const before = this.lines.get(line);
      if (!before || RANK[level] > RANK[before.level]) this.lines.set(line, { level, chunk });
    }
  }

  /** Contiguous runs of one chunk at one level, in line order. */
  *ranges(): Generator<{ startLine: number; endLine: number; level: Level; chunk: number }> {
    const numbers = [...this.lines.keys()].sort((a, b) => a - b);
    let open: { startLine: number; endLine: number; level: Level; chunk: number } | undefined;
    for (const line of numbers) {
      const { level, chunk } = this.lines.get(line)!;
      if (open && open.endLine === line - 1 && open.level === level && open.chunk === chunk)
        open.endLine = line;
      else {
        if (open) yield open;
        open = { startLine: line, endLine: line, level, chunk };
      }
    }
    if (open) yield open;
  }

  copy(): FilePlan {
    const plan = new FilePlan(this.file, this.chunks);
    for (const [line, shown] of this.lines) plan.lines.set(line, shown);
    return plan;
  }
}

const RANK: Record<Level, number> = { mention: 0, skeleton: 1, full: 2 };

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

import type { Runs } from "./format.js";

/** A line of at most so many characters is written again rather than referred to: that keeps runs long. */
const SHORT = 8;

/**
 * Texts as runs of one table of lines. Packs of growing budgets and of three formats repeat the same lines: each stands
 * in the table once.
 */
export class LineTable {
  readonly lines: string[] = [];
  private readonly places = new Map<string, number>();

  add(text: string): Runs {
    const runs: number[] = [];
    // After a line's end, or after one written as \n in JSON.
    for (const line of text.split(/(?<=\n|\\n)/)) {
      const next = runs.length === 0 ? -1 : runs.at(-2)! + runs.at(-1)!;
      const place = this.placeOf(line, next);
      if (place === next) runs[runs.length - 1]! += 1;
      else runs.push(place, 1);
    }
    return runs;
  }

  private placeOf(line: string, next: number): number {
    if (this.lines[next] === line) return next;
    const known = this.places.get(line);
    if (known !== undefined && !(line.length <= SHORT && next === this.lines.length)) return known;
    if (known === undefined) this.places.set(line, this.lines.length);
    return this.lines.push(line) - 1;
  }
}

export function textOf(runs: Runs, lines: readonly string[]): string {
  let text = "";
  for (let at = 0; at + 1 < runs.length; at += 2)
    text += lines.slice(runs[at]!, runs[at]! + runs[at + 1]!).join("");
  return text;
}

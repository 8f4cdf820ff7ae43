import type { ParsedFile, ParsedSymbol } from "../parsed.js";

/** A heading found by a document parser: its first line (1-based), number of lines, level and title. */
export interface Heading {
  readonly line: number;
  readonly lines: number;
  /** 1 is the outermost. */
  readonly level: number;
  readonly title: string;
  /** The line that declares it, when it says more than the title. */
  readonly signature?: string;
  /** True for a line that ends the sections above it and begins none. */
  readonly ends?: boolean;
}

/** Makes nested sections of headings: each ends before the next heading of the same or a higher level. */
export function sectionsOf(language: string, text: string, found: readonly Heading[]): ParsedFile {
  const headings = found.filter(({ title, ends }) => ends || title.trim() !== "");
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const lineCount = starts[starts.length - 1] === text.length ? starts.length - 1 : starts.length;
  const offset = (line: number): number => (line - 1 < starts.length ? starts[line - 1]! : text.length);
  const symbols: ParsedSymbol[] = [];
  const nextLines = nextOfLevel(headings);
  const open: { level: number; index: number }[] = [];
  headings.forEach((heading, index) => {
    while (open.length > 0 && open[open.length - 1]!.level >= heading.level) open.pop();
    if (heading.ends) return;
    const endLine = (nextLines[index] ?? lineCount + 1) - 1;
    symbols.push({
      kind: "section",
      name: heading.title.slice(0, 120),
      parent: open[open.length - 1]?.index ?? -1,
      start: offset(heading.line),
      end: offset(endLine + 1),
      bodyStart: offset(heading.line + heading.lines),
      startLine: heading.line,
      endLine: Math.max(endLine, heading.line),
      signature: (heading.signature ?? heading.title).slice(0, 300),
      doc: "",
      bases: [],
    });
    open.push({ level: heading.level, index: symbols.length - 1 });
  });
  return { language, symbols, references: [], imports: [], damaged: false };
}

/**
 * For each heading, the line of the next heading of the same or a higher level; undefined when none follows.
 */
function nextOfLevel(headings: readonly Heading[]): (number | undefined)[] {
  const next: (number | undefined)[] = new Array(headings.length).fill(undefined);
  const waiting: number[] = [];
  headings.forEach(({ level, line }, index) => {
    while (waiting.length > 0 && headings[waiting[waiting.length - 1]!]!.level >= level)
      next[waiting.pop()!] = line;
    waiting.push(index);
  });
  return next;
}

import type { Brackets } from "./brackets.js";

/** Marks of a head that are read: a longer head is data. */
const MOST_MARKS = 400;
const MARK = /[()[\]{};\n]/g;

export interface HeadEnd {
  /** Offset of the `{` of the body. */
  readonly body?: number;
  readonly end: number;
}

/**
 * Reads from the start of a definition to its end, over brackets.
 * @param limit where the next definition begins that cannot be inside.
 * @param indent of the definition's line.
 */
export function endOfHead(
  how: "block" | "statement" | "value" | "line",
  structure: string,
  brackets: Brackets,
  start: number,
  limit: number,
  indent: number,
): HeadEnd {
  let at = start;
  for (let marks = 0; marks < MOST_MARKS; marks++) {
    MARK.lastIndex = at;
    const match = MARK.exec(structure);
    if (!match || match.index >= limit) return { end: Math.min(limit, structure.length) };
    const mark = match[0];
    at = match.index + 1;
    if (mark === "(" || mark === "[" || mark === "{") {
      const after = brackets.after(match.index);
      if (mark === "{" && (how === "block" || how === "statement"))
        return { body: match.index, end: after ?? limit };
      at = after ?? at;
    } else if (mark === ";") {
      if (how !== "line") return { end: at };
    } else if (mark === "\n") {
      if (how === "line" && structure[match.index - 1] !== "\\") return { end: match.index };
      if (how === "block" && !continues(structure, at, indent)) return { end: match.index };
    } else return { end: match.index };
  }
  return { end: Math.min(at, limit) };
}

/** Whether the next line that is not blank is indented deeper, or opens the body. */
function continues(structure: string, from: number, indent: number): boolean {
  const rest = /[ \t]*(?=\S)/y;
  rest.lastIndex = from;
  const match = rest.exec(structure);
  if (!match) return false;
  const next = structure[from + match[0].length];
  return next === "{" || (next !== "}" && widthOf(match[0]) > indent);
}

const TAB = 8;

/** Columns of white space at the start of a line. */
export function widthOf(space: string): number {
  let width = 0;
  for (const one of space) width = one === "\t" ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
  return width;
}

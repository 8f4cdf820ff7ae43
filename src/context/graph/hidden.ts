import type { OutlineChunk } from "../indexing/outline.js";
import type { Declares } from "./occurrences.js";
import { isFunction } from "./reader.js";

/** Whether a function around this place declares the name as a parameter or a local variable. */
export function isHidden(
  chunks: readonly OutlineChunk[],
  chunk: number,
  lines: readonly string[],
  declares: Declares,
  imports: readonly { readonly line: number }[],
): boolean {
  // `const { a } = await import("./b")` declares what it imports.
  const importing = new Set(imports.map(({ line }) => line));
  for (let at = chunk; at >= 0; at = chunks[at]!.parent) {
    const { kind, startLine, headEndLine, endLine } = chunks[at]!;
    if (!isFunction(kind)) continue;
    const head = lines.slice(startLine - 1, headEndLine).join("\n");
    const from = headEndLine === startLine ? startLine - 1 : headEndLine;
    const body = lines.slice(from, endLine).filter((_, index) => !importing.has(from + index + 1));
    if (declares.parameter(head) || body.some(declares.local)) return !body.some(declares.outer);
  }
  return false;
}

import type { OutlineChunk } from "../indexing/outline.js";
import type { Declares } from "./occurrences.js";
import { isFunction } from "./reader.js";

/** Whether a function around this place declares the name as a parameter or a local variable. */
export function isHidden(
  chunks: readonly OutlineChunk[],
  chunk: number,
  lines: readonly string[],
  declares: Declares,
): boolean {
  for (let at = chunk; at >= 0; at = chunks[at]!.parent) {
    const { kind, startLine, headEndLine, endLine } = chunks[at]!;
    if (!isFunction(kind)) continue;
    const head = lines.slice(startLine - 1, headEndLine).join("\n");
    const body = lines.slice(headEndLine === startLine ? startLine - 1 : headEndLine, endLine);
    if (declares.parameter(head) || body.some(declares.local)) return !body.some(declares.outer);
  }
  return false;
}

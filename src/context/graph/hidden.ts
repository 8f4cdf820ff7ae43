import type { OutlineChunk } from "../indexing/outline.js";
import { scopeEnd } from "./block-scope.js";
import type { Declares } from "./occurrences.js";
import { isFunction } from "./reader.js";

/**
 * Tells on which lines of a place a function around it hides an outer name by a parameter or a local variable. Where
 * the language has blocks, a local variable hides the name to the end of its block.
 */
export function hiding(
  chunks: readonly OutlineChunk[],
  chunk: number,
  lines: readonly string[],
  declares: Declares,
  imports: readonly { readonly line: number }[],
): (line: number) => boolean {
  // `const { a } = await import("./b")` declares what it imports.
  const importing = new Set(imports.map(({ line }) => line));
  const ranges: (readonly [from: number, to: number])[] = [];
  for (let at = chunk; at >= 0; at = chunks[at]!.parent) {
    const { kind, startLine, headEndLine, endLine } = chunks[at]!;
    if (!isFunction(kind)) continue;
    const head = lines.slice(startLine - 1, headEndLine).join("\n");
    const from = headEndLine === startLine ? startLine : headEndLine + 1;
    let whole = declares.parameter(head);
    let outer = false;
    const found: (readonly [number, number])[] = [];
    for (let line = from; line <= endLine; line++) {
      const text = lines[line - 1] ?? "";
      if (importing.has(line) || !text.includes(declares.name)) continue;
      outer ||= declares.outer(text);
      if (!declares.local(text)) continue;
      const end = declares.blocks ? scopeEnd(lines, line, declares.name, endLine) : undefined;
      if (end === undefined) whole = true;
      else found.push([line, end]);
    }
    if (outer) break;
    if (whole) return always;
    ranges.push(...found);
  }
  return ranges.length === 0 ? never : (line) => ranges.some(([from, to]) => from <= line && line <= to);
}

const always = (): boolean => true;
const never = (): boolean => false;

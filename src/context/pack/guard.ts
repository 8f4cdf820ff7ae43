import type { OutlineChunk } from "../indexing/outline.js";

/** Whether a chunk is only the name by which a header is included once: `#ifndef X` and then `#define X`. */
export function isGuard(
  lines: readonly string[],
  { name, startLine, endLine }: Pick<OutlineChunk, "name" | "startLine" | "endLine">,
): boolean {
  const words = (line: number): string[] =>
    lines[line - 1]
      ?.trim()
      .split(/[\s#()]+/)
      .filter(Boolean) ?? [];
  const [define, defined, ...value] = words(startLine);
  if (startLine !== endLine || define !== "define" || defined !== name || value.length > 0) return false;
  let before = startLine - 1;
  while (before > 0 && lines[before - 1]!.trim() === "") before--;
  const [test, ...tested] = words(before);
  const isTest = test === "ifndef" || (test === "if" && tested[0] === "!defined");
  return isTest && tested.at(-1) === name;
}

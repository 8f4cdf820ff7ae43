import type { QueryCapture } from "web-tree-sitter";
import type { Callee } from "../../languages/language.js";
import type { Markup, MarkupUse } from "../../languages/markup/markup.js";
import type { Import, ParsedSymbol } from "../parsed.js";

/** A use of a name, before its line and its enclosing symbol are known. */
export interface Use {
  readonly callee: Callee;
  readonly kind: "call" | "type" | "component";
}

/** Whether an offset is in one of these ranges, which are sorted and apart. */
export function isInside(ranges: readonly (readonly [number, number])[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]![1] <= offset) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]![0] <= offset;
}

/** Ranges by name, joined where they overlap. */
function boundRanges({ bound }: Markup): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const byName = new Map<string, [number, number][]>();
  for (const { name, start, end } of [...bound].sort((a, b) => a.start - b.start)) {
    const ranges = byName.get(name) ?? [];
    if (ranges.length === 0) byName.set(name, ranges);
    const last = ranges[ranges.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return byName;
}

/**
 * The uses of a file with markup: those that its code makes, without the names that the markup binds, and those
 * that the markup makes.
 * @param captured what the language's `markupQuery` found in the markup.
 */
export function withMarkup(
  uses: readonly Use[],
  markup: Markup,
  captured: readonly QueryCapture[],
  symbols: readonly ParsedSymbol[],
  imports: readonly Import[],
): Use[] {
  const known = new Set(imports.flatMap(({ names }) => names.map(({ name, alias }) => alias ?? name)));
  for (const { name } of symbols) known.add(name);
  const ranges = boundRanges(markup);
  const isBound = (name: string, offset: number): boolean => isInside(ranges.get(name) ?? [], offset);
  const made = captured.map(
    ({ name, node }): MarkupUse => ({
      names: [node.text],
      kind: name === "call" ? "call" : name === "component" ? "component" : "value",
      offset: node.startIndex,
    }),
  );
  const { owner } = markup;
  const found: Use[] = [];
  for (const { names, receiver, kind, offset } of [...made, ...markup.uses]) {
    const name = names.find((one) => known.has(one)) ?? names[0]!;
    const owned = kind === "component" ? receiver : (receiver ?? owner);
    if (kind === "value" && owned === undefined && !known.has(name)) continue;
    if (receiver === undefined && isBound(name, offset)) continue;
    found.push({
      callee: { name, offset, ...(owned === undefined ? {} : { receiver: owned }) },
      kind: kind === "value" ? "type" : kind,
    });
  }
  const free = uses.flatMap((use): readonly Use[] => {
    const { name, receiver, offset } = use.callee;
    if (receiver !== undefined) return [use];
    if (isBound(name, offset)) return [];
    return owner === undefined || !isInside(markup.ranges, offset)
      ? [use]
      : [{ ...use, callee: { ...use.callee, receiver: owner } }];
  });
  return [...free, ...found];
}

import { qualifiedName } from "../indexing/outline.js";
import type { PackItem } from "./item.js";
import type { FilePlan } from "./plan.js";

/** The pieces of one file, in line order. `tokens` and `why` are not needed to render them. */
export function itemsOf(
  plan: FilePlan,
  path: string,
  tokensOf: (text: string) => number = () => 0,
  why: (chunk: number) => string = () => "",
): PackItem[] {
  return plan.runs().map(({ startLine, endLine, level, chunk }) => {
    const text = plan.lines.slice(startLine - 1, endLine).join("\n");
    const symbol = qualifiedName(plan.chunks, chunk);
    return {
      path,
      startLine,
      endLine,
      ...(symbol ? { symbol } : {}),
      kind: plan.chunks[chunk]!.kind,
      level,
      tokens: tokensOf(text),
      text,
      why: why(chunk),
    };
  });
}

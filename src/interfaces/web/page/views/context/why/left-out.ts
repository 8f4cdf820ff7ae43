import { type LeftOutRow, leftOutBecause } from "../../../../../answers/why-words.js";

export interface LeftOutGroup {
  readonly because: string;
  readonly rows: readonly LeftOutRow[];
}

/** Pieces that are left out, by reason, in their order. Those that did not fit share one: each names its tokens. */
export function leftOutGroups(rows: readonly LeftOutRow[]): LeftOutGroup[] {
  const groups = new Map<string, LeftOutRow[]>();
  for (const row of rows) {
    const because = row.reason === "too-large" ? "did not fit when its turn came" : leftOutBecause(row);
    groups.set(because, [...(groups.get(because) ?? []), row]);
  }
  return [...groups].map(([because, group]) => ({ because, rows: group }));
}

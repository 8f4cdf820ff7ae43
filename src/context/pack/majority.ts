import type { Packed, PackItem } from "./item.js";
import type { PackRequest } from "./request.js";

/**
 * When one file takes more than half of a pack, says why, beside the reasons for its first piece: because the first
 * search result is in it, or because no other file is nearly as likely.
 */
export function explainMajority<Filled extends Pick<Packed, "items">>(
  filled: Filled,
  { files, needs, first }: PackRequest,
  fileOf: (path: string) => number | undefined,
): Filled {
  const { items } = filled;
  const tokens = new Map<string, number>();
  for (const item of items) tokens.set(item.path, (tokens.get(item.path) ?? 0) + item.tokens);
  const total = items.reduce((sum, item) => sum + item.tokens, 0);
  const most = [...tokens].find(([, of]) => of > total / 2);
  if (!most || files.length < 2) return filled;
  const [path, own] = most;
  const file = fileOf(path);
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const chance = (of: number | undefined): number => needs.find((need) => need.file === of)?.needed ?? 0;
  const next = needs.reduce((best, need) => (need.file === file ? best : Math.max(best, need.needed)), 0);
  const longest = items.reduce(
    (best, item) => (item.path === path && item.tokens > best.tokens ? item : best),
    items[0]!,
  );
  const because =
    first?.file === file && longest.tokens > own / 2
      ? `the first result takes ${longest.tokens} tokens`
      : `needed with ${percent(chance(file))}, the next file with ${percent(next)}`;
  const said = `${percent(own / total)} of the pack is of this file: ${because}`;
  const at = items.findIndex((item) => item.path === path && item.level !== "skeleton");
  const explained = items.map(
    (item, index): PackItem =>
      index === at ? { ...item, why: [item.why, said].filter((why) => why !== "").join("; ") } : item,
  );
  return { ...filled, items: explained };
}

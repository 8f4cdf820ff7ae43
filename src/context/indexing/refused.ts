import { extensionOf } from "../scan/skip-by-name.js";
import { type RefusalReason, refusalReasons } from "../scan/source.js";

/**
 * Contents that exceeded their time or memory limits, by `contentKey`, with the reason. They are not tried
 * again.
 */
export type RefusedContents = ReadonlyMap<string, RefusalReason>;

/** Identifies a refused content. Includes the extension, which decides the parser. */
export const contentKey = (path: string, hash: string): string => `${hash} ${extensionOf(path)}`;

/** Stored refusals; the oldest are dropped first. Each one took its full time limit, so there are few. */
const MOST_REMEMBERED = 2000;

/**
 * Decodes what `writtenRefused` of an earlier run encoded. Ignores lines that it cannot read: those are tried
 * again.
 */
export function readRefused(text: string | undefined): Map<string, RefusalReason> {
  const refused = new Map<string, RefusalReason>();
  for (const line of text?.split("\n") ?? []) {
    const [reason, hash, extension = ""] = line.split(" ");
    const known = refusalReasons.find((each) => each === reason);
    if (known && hash) refused.set(`${hash} ${extension}`, known);
  }
  return refused;
}

/** Encodes refusals for the store, one a line. */
export const writtenRefused = (refused: RefusedContents): string =>
  [...refused]
    .slice(-MOST_REMEMBERED)
    .map(([key, reason]) => `${reason} ${key}`)
    .join("\n");

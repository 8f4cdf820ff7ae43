import { extensionOf } from "../scan/names.js";
import { type RefusalReason, refusalReasons } from "../scan/source.js";

/** Why contents could not be indexed within their limits, by `contentKey`: they are not tried again. */
export type RefusedContents = ReadonlyMap<string, RefusalReason>;

/** Which content a refusal is of. The extension says by what it is read. */
export const contentKey = (path: string, hash: string): string => `${hash} ${extensionOf(path)}`;

/** The oldest are forgotten first. Each has cost its time limit, so there are few. */
const MOST_REMEMBERED = 2000;

/** What an earlier run wrote. Where that cannot be read the contents are tried again. */
export function readRefused(text: string | undefined): Map<string, RefusalReason> {
  const refused = new Map<string, RefusalReason>();
  for (const line of text?.split("\n") ?? []) {
    const [reason, hash, extension = ""] = line.split(" ");
    const known = refusalReasons.find((each) => each === reason);
    if (known && hash) refused.set(`${hash} ${extension}`, known);
  }
  return refused;
}

export const writtenRefused = (refused: RefusedContents): string =>
  [...refused]
    .slice(-MOST_REMEMBERED)
    .map(([key, reason]) => `${reason} ${key}`)
    .join("\n");

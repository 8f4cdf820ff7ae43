import type { Listing, Skipped, Source, SourceFile } from "./source.js";

/** With more changes than this, listing all files is as fast. */
const MOST_CHANGES = 100;

/**
 * Elsewhere a file has several names (case, Unicode composition), and an event may use another than the
 * listing.
 */
const HAS_UNIQUE_NAMES = process.platform === "linux";

/**
 * Updates a listing when only these paths have changed since it was made, and no ignore file among them.
 * @returns undefined when a full listing is needed: a file is new, or a folder appeared or disappeared.
 */
export function relisted(
  source: Source,
  listing: Listing,
  changed: ReadonlySet<string>,
): Listing | undefined {
  if (!source.look || changed.size > MOST_CHANGES) return undefined;
  const files = new Map<string, SourceFile | undefined>();
  const skipped = new Map<string, Skipped | undefined>();
  for (const path of changed) {
    const skippedBefore = find(listing.skipped, path);
    const isListed = skippedBefore !== undefined || find(listing.files, path) !== undefined;
    const seen = source.look(path);
    if (seen === "folder") return undefined;
    if (seen === "nothing") {
      if (isListed || (HAS_UNIQUE_NAMES && !holdsInside(listing, path))) {
        files.set(path, undefined);
        skipped.set(path, undefined);
        continue;
      }
      return undefined;
    }
    // A new name: only git knows whether it is ignored.
    if (!isListed) return undefined;
    const isIgnored = skippedBefore?.reason === "ignored";
    files.set(path, isIgnored || "reason" in seen ? undefined : seen);
    skipped.set(path, isIgnored ? skippedBefore : "reason" in seen ? seen : undefined);
  }
  return { files: withChanges(listing.files, files), skipped: withChanges(listing.skipped, skipped) };
}

interface Named {
  readonly path: string;
}

/** Index of the first item in a sorted list whose path is not before this one (binary search). */
function indexOf(list: readonly Named[], path: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

function find<T extends Named>(list: readonly T[], path: string): T | undefined {
  const found = list[indexOf(list, path)];
  return found?.path === path ? found : undefined;
}

function holdsInside({ files, skipped }: Listing, folder: string): boolean {
  const inside = `${folder}/`;
  return [files, skipped].some((list) => list[indexOf(list, inside)]?.path.startsWith(inside) === true);
}

/** Copies a sorted list with the items of some paths replaced, added or removed (undefined). */
function withChanges<T extends Named>(
  list: readonly T[],
  changes: ReadonlyMap<string, T | undefined>,
): readonly T[] {
  const made = [...list];
  for (const [path, item] of changes) {
    const at = indexOf(made, path);
    const isThere = made[at]?.path === path;
    made.splice(at, isThere ? 1 : 0, ...(item ? [item] : []));
  }
  return made;
}

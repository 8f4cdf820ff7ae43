import type { Listing, Skipped, Source, SourceFile } from "./source.js";

/** With more changes than this it is as quick to list all files. */
const MOST_CHANGES = 100;

/** On other systems one file has names in several cases or compositions, and an event may bear another than the listing. */
const ONE_NAME_EACH = process.platform === "linux";

/**
 * A listing as it is now, where nothing but these paths can have changed since it was made, and no ignore file. Undefined
 * where only a new listing can tell: a name that was not listed is there, or a folder came or went.
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
    const passedOver = find(listing.skipped, path);
    const isListed = passedOver !== undefined || find(listing.files, path) !== undefined;
    const seen = source.look(path);
    if (seen === "folder") return undefined;
    if (seen === "nothing") {
      if (isListed || (ONE_NAME_EACH && !holdsInside(listing, path))) {
        files.set(path, undefined);
        skipped.set(path, undefined);
        continue;
      }
      return undefined;
    }
    // Whether git ignores a new name is for git to say.
    if (!isListed) return undefined;
    const isIgnored = passedOver?.reason === "ignored";
    files.set(path, isIgnored || "reason" in seen ? undefined : seen);
    skipped.set(path, isIgnored ? passedOver : "reason" in seen ? seen : undefined);
  }
  return { files: put(listing.files, files), skipped: put(listing.skipped, skipped) };
}

interface Named {
  readonly path: string;
}

/** The first place in a sorted list whose path is not before this one. */
function placeOf(list: readonly Named[], path: string): number {
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
  const found = list[placeOf(list, path)];
  return found?.path === path ? found : undefined;
}

function holdsInside({ files, skipped }: Listing, folder: string): boolean {
  const inside = `${folder}/`;
  return [files, skipped].some((list) => list[placeOf(list, inside)]?.path.startsWith(inside) === true);
}

/** A sorted list with some of its paths replaced, added or taken out. */
function put<T extends Named>(list: readonly T[], changes: ReadonlyMap<string, T | undefined>): readonly T[] {
  const made = [...list];
  for (const [path, item] of changes) {
    const at = placeOf(made, path);
    const isThere = made[at]?.path === path;
    made.splice(at, isThere ? 1 : 0, ...(item ? [item] : []));
  }
  return made;
}

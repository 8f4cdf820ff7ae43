import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { FoveaError } from "../../shared/errors.js";
import { readInsideOrNothing } from "../files/open-inside.js";

/** What names a content: SHA-256, hex. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Where a file lies on this machine: it is read only if it lies in its root, with no link on the way. */
export interface FilePlace {
  readonly absolute?: string;
  readonly root?: string;
}

/**
 * The content of a file; undefined when it has gone, may not be read, is no regular file of its root, or lies on a part
 * of the disk that fails.
 */
export function readOrNothing({ absolute, root }: FilePlace): Uint8Array | undefined {
  if (absolute === undefined || root === undefined) return undefined;
  // Nearly always one is the beginning of the other: to work it out takes longer than to open a file.
  const below = root.endsWith(sep) ? root : root + sep;
  const inner = absolute.startsWith(below) ? absolute.slice(below.length) : relative(root, absolute);
  return readInsideOrNothing(root, sep === "/" ? inner : inner.split(sep).join("/"));
}

/** The same of a source's `read`. */
export async function readFromOrNothing(
  read: (path: string) => Promise<Uint8Array>,
  path: string,
): Promise<Uint8Array | undefined> {
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof FoveaError && error.code === "unreadable-file") return undefined;
    throw error;
  }
}

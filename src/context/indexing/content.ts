import { createHash } from "node:crypto";
import { relative, sep } from "node:path";
import { FoveaError } from "../../shared/errors.js";
import { type ReadLimits, readInsideOrNothing } from "../files/open-inside.js";

/** SHA-256 of a file's content, in hex: the key of a content in the index. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Absolute path of a file and of its root. The file is read only inside the root, and not through symbolic
 * links.
 */
export interface FilePlace {
  readonly absolute?: string;
  readonly root?: string;
}

/**
 * Reads a file. Returns undefined when the file does not exist, is not readable, is not a regular file inside
 * its root, or the disk fails.
 */
export function readOrNothing({ absolute, root }: FilePlace, limits?: ReadLimits): Buffer | undefined {
  if (absolute === undefined || root === undefined) return undefined;
  // The root is nearly always a prefix of the path, and `relative` takes longer than opening a file.
  const below = root.endsWith(sep) ? root : root + sep;
  const inner = absolute.startsWith(below) ? absolute.slice(below.length) : relative(root, absolute);
  return readInsideOrNothing(root, sep === "/" ? inner : inner.split(sep).join("/"), limits);
}

/** Reads a file through a source's `read`. Returns undefined when it throws `unreadable-file`. */
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

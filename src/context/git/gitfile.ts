import { resolve } from "node:path";
import { readDotGitFile } from "../files/open-inside.js";

const MOST_BYTES = 16 << 10;

/**
 * The git directory that a folder's gitfile (`.git` as a file) points to; undefined when there is no such
 * file.
 */
export function readGitfile(folder: string): string | undefined {
  const pointer = /^gitdir: ([^\r\n]+)\s*$/.exec(readDotGitFile(folder, MOST_BYTES) ?? "")?.[1];
  return pointer === undefined || pointer.includes("\0") ? undefined : resolve(folder, pointer);
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { FoveaError } from "../../shared/errors.js";

/** What names a content: SHA-256, hex. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The content of a file; undefined when it has gone, may not be read, or lies on a part of the disk that fails. */
export function readOrNothing(absolute: string): Uint8Array | undefined {
  try {
    return readFileSync(absolute);
  } catch {
    return undefined;
  }
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

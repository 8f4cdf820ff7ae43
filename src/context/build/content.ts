import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What names a content: SHA-256, hex. */
export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Undefined for a file that has gone, may not be read, or lies on a part of the disk that fails. */
export function readOrNothing(absolute: string): Uint8Array | undefined {
  try {
    return readFileSync(absolute);
  } catch {
    return undefined;
  }
}

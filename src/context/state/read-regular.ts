import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/**
 * The text of a small file of ours. What lies at its name may be anything: a pipe would keep the opening waiting, a link
 * lead to a device that never ends, a file be larger than the memory. None of these is read.
 * @returns undefined for what is no regular file, is larger than that, or cannot be read.
 */
export function readRegular(path: string, mostBytes: number): string | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(path, constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    const stats = fstatSync(handle);
    if (!stats.isFile() || stats.size > mostBytes) return undefined;
    // So many and no more: it may grow while it is read.
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(handle, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.toString("utf8", 0, length);
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** What we keep or the user writes in such files is far smaller. */
const MOST_BYTES = 16 << 20;
const { O_RDONLY } = constants;
/** Windows has neither. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/**
 * The text of a file of ours. A folder of ours may lie where somebody else's files do, so a pipe there must not be waited
 * for, nor a device read.
 * @param links whether it may be a link, as a user's own settings may be.
 * @throws what the system says; an error without a code for what is no regular file, or too large.
 */
export function readPlainFile(file: string, { links = false } = {}): string {
  const descriptor = openSync(file, O_RDONLY | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > MOST_BYTES) throw new Error(`${file} is no plain file`);
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

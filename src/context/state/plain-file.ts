import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";

/** Default limit; our files and the user's settings are far smaller. */
const MOST_BYTES = 16 << 20;
const { O_RDONLY } = constants;
/** Windows does not have these flags. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

export interface PlainFileOptions {
  /** Whether the file may be a link, as a user's own settings file can be. Default false. */
  readonly links?: boolean;
  /** A larger file is refused. Default 16 MiB. */
  readonly mostBytes?: number;
}

/**
 * Reads one of Fovea's own files. Its path may hold anything: a pipe that would block, a link to an endless
 * device, a file larger than the memory. These are refused.
 * @throws the system's error; an error without a code when the file is not a regular one or too large.
 */
export function readPlainFile(
  file: string,
  { links = false, mostBytes = MOST_BYTES }: PlainFileOptions = {},
): string {
  const descriptor = openSync(file, O_RDONLY | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > mostBytes)
      throw new Error(`${file} is not a regular file, or too large`);
    // Read at most this many bytes, since the file may grow meanwhile.
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** Like `readPlainFile`, but returns undefined where that throws. */
export function plainFileIfAny(file: string, mostBytes: number): string | undefined {
  try {
    return readPlainFile(file, { mostBytes });
  } catch {
    return undefined;
  }
}

/**
 * Replaces one of Fovea's own files atomically, with mode 0600: an interrupted write leaves the old or the
 * new file. A link or a folder in its place is damage, and is replaced too.
 * @throws the system's error.
 */
export function replacePlainFile(file: string, text: string): void {
  const temporary = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: "wx" });
    if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) rmSync(file, { recursive: true });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

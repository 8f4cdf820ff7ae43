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

/** What we keep or the user writes in such files is far smaller. */
const MOST_BYTES = 16 << 20;
const { O_RDONLY } = constants;
/** Windows has neither. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

export interface PlainFileOptions {
  /** Whether it may be a link, as a user's own settings may be. Default false. */
  readonly links?: boolean;
  /** A larger file is refused. Default 16 MiB. */
  readonly mostBytes?: number;
}

/**
 * The text of a file of ours. What lies at its name may be anything: a pipe would keep the opening waiting, a link lead to
 * a device that never ends, a file be larger than the memory. None of these is read.
 * @throws what the system says; an error without a code for what is no regular file, or too large.
 */
export function readPlainFile(
  file: string,
  { links = false, mostBytes = MOST_BYTES }: PlainFileOptions = {},
): string {
  const descriptor = openSync(file, O_RDONLY | O_NONBLOCK | (links ? 0 : O_NOFOLLOW));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > mostBytes) throw new Error(`${file} is no plain file`);
    // So many bytes and no more: it may grow while it is read.
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

/** The same; undefined for whatever cannot be read. */
export function plainFileIfAny(file: string, mostBytes: number): string | undefined {
  try {
    return readPlainFile(file, { mostBytes });
  } catch {
    return undefined;
  }
}

/**
 * Replaces a file of ours as a whole, readable by its user alone: whoever is interrupted leaves the old one or the new one. A
 * link or a folder in its place is damage, and is replaced too.
 * @throws what the system says.
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

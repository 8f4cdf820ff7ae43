import { constants, realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { checkoutsAround } from "../../shared/checkouts.js";
import { FoveaError, failure } from "../../shared/errors.js";

const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
/** Missing on Windows. */
const { O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;

/**
 * Writes a file that the user named. Refuses to write through links: a repository may contain one with that
 * name, or in place of a folder of the path.
 * @param path absolute.
 * @throws FoveaError `cannot-write`.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    // Links in /dev, such as /dev/stdout, belong to the system.
    const isDevice = path.startsWith(`${sep}dev${sep}`);
    if (!isDevice) requireNoLinkTo(dirname(path));
    await writeFile(path, text, { flag: O_WRONLY | O_CREAT | O_TRUNC | (isDevice ? 0 : O_NOFOLLOW) });
  } catch (cause) {
    if (cause instanceof FoveaError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    if (code === "ELOOP" || code === "EMLINK") throw isLink(path);
    throw failure(
      "cannot-write",
      `cannot write ${path}: ${message}`,
      "Choose a folder that exists and that you may write to.",
      cause,
    );
  }
}

/** Refuses a folder behind a link in a checkout, since the repository's author may have made the link. */
function requireNoLinkTo(folder: string): void {
  const [checkout] = checkoutsAround(folder);
  if (checkout === undefined) return;
  const expected = join(realpathSync(checkout), relative(checkout, folder));
  if (realpathSync(folder) !== expected) throw isLink(folder);
}

const isLink = (path: string): FoveaError =>
  failure("cannot-write", `${path} is a link, or lies behind one`, "Name a file that is not.");

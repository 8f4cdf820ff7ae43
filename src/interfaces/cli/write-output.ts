import { constants, realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { checkoutsAround } from "../../shared/checkouts.js";
import { FoveaError, failure } from "../../shared/errors.js";

const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
/** Windows has none. */
const { O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;

/**
 * Writes a file that the user named. A repository may hold a link by that name, or in place of a folder on the way: none
 * is written through.
 * @param path absolute.
 * @throws FoveaError `cannot-write`.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    // What lies in /dev are links of the system's own, such as /dev/stdout.
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

/** In a checkout the way to a file is what its author made it. */
function requireNoLinkTo(folder: string): void {
  const [checkout] = checkoutsAround(folder);
  if (checkout === undefined) return;
  const expected = join(realpathSync(checkout), relative(checkout, folder));
  if (realpathSync(folder) !== expected) throw isLink(folder);
}

const isLink = (path: string): FoveaError =>
  failure("cannot-write", `${path} is a link, or lies behind one`, "Name a file that is none.");

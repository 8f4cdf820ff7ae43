import { type FoveaError, failure } from "../../shared/errors.js";

/** System error codes of a file or folder that cannot be changed (`REFUSED`), and of a full disk (`FULL`). */
const REFUSED: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "ELOOP",
  "EISDIR",
  "EEXIST",
  "ENOTEMPTY",
]);
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

export const isFull = (error: unknown): boolean => FULL.has(codeOf(error));
export const isRefused = (error: unknown): boolean => REFUSED.has(codeOf(error));

export const diskFull = (path: string, cause: unknown): FoveaError =>
  failure(
    "disk-full",
    `the disk is full while writing ${path}`,
    "Free some space and run the command again; the index is unharmed.",
    cause,
  );

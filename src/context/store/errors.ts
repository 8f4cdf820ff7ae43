import { type FoveaError, failure } from "../../shared/errors.js";
import { diskFull, isFull, isRefused } from "../state/file-errors.js";

/** The errors of all stores. `path` is that of `StoreDescription`. */

export const noIndex = (path: string): FoveaError =>
  failure("no-index", `there is no index at ${path}`, "Run `fovea index` first.");

export const noCheckout = (path: string, checkout: string): FoveaError =>
  failure(
    "no-index",
    `the index ${path} has nothing yet of the worktree ${checkout}`,
    "Run `fovea index` in it first.",
  );

export const corruptIndex = (path: string, cause: unknown): FoveaError =>
  failure(
    "corrupt-index",
    `the index ${path} is damaged`,
    "Run `fovea doctor --repair` to rebuild it.",
    cause,
  );

export const unwritableIndex = (path: string, cause: unknown): FoveaError =>
  failure(
    "unwritable-index",
    `the index ${path} cannot be written`,
    "Check the owner and mode of that folder, and whether the disk is read-only.",
    cause,
  );

export const busyIndex = (path: string, cause: unknown): FoveaError =>
  failure(
    "index-busy",
    `another process is writing the index ${path}`,
    "Wait for it to end, or stop it, and run the command again.",
    cause,
  );

export const unreadableIndex = (path: string, cause: unknown): FoveaError =>
  failure(
    "index-unreadable",
    `the disk failed while reading or writing ${path}`,
    "Check that the disk has space and is sound, and run `fovea doctor --repair`.",
    cause,
  );

/** Converts a system error about a file of the index to a FoveaError. Returns other errors unchanged. */
export function fileError(path: string, error: unknown): unknown {
  if (isFull(error)) return diskFull(path, error);
  if (isRefused(error)) return unwritableIndex(path, error);
  return error;
}

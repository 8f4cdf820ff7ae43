import { type FoveaError, failure } from "../../shared/errors.js";

/**
 * The error for a path that is neither read nor written: a link may lead to any file, a pipe may never end.
 */
export const isUnsafe = (path: string, what: string): FoveaError =>
  failure("unsafe-config", `${path} ${what}`, "Run it with --print, and edit the file by hand.");

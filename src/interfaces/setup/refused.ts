import { type FoveaError, failure } from "../../shared/errors.js";

/** What is not written through, nor read: it may lead anywhere, or never end. */
export const isUnsafe = (path: string, what: string): FoveaError =>
  failure("unsafe-config", `${path} ${what}`, "Run it with --print, and edit the file by hand.");

import { type FoveaError, failure } from "../../shared/errors.js";

/** What is not written through, nor read: it may lead anywhere, or never end. */
export const isUnsafe = (path: string, what: string): FoveaError =>
  failure("unsafe-config", `${path} ${what}`, "Use --print and edit by hand the file that is meant.");

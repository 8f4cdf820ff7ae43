import type { PackageFacts } from "./package-facts.js";

/** Facts that consist of a name; undefined without one. */
export const onlyName = (name: string | undefined): PackageFacts | undefined =>
  name === undefined ? undefined : { name };

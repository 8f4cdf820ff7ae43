import { readInsideOrNothing } from "../files/open-inside.js";

/** A larger ignore file is not read; it appears in the listing as too large. */
export const MOST_RULE_FILE_BYTES = 1 << 20;

/** Text of an ignore file; undefined when it is missing, too large, or not a regular file of the tree. */
export const readRuleFile = (root: string, path: string): string | undefined =>
  readInsideOrNothing(root, path, { mostBytes: MOST_RULE_FILE_BYTES })?.toString("utf8");

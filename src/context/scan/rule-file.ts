import { readInsideOrNothing } from "../files/open-inside.js";

/** A larger ignore file is not read; it is listed as too large. */
export const MOST_RULE_FILE_BYTES = 1 << 20;

/** The rules in an ignore file of a tree; undefined when it is gone, too large, or no file of the tree: then it ignores nothing. */
export const readRuleFile = (root: string, path: string): string | undefined =>
  readInsideOrNothing(root, path, { mostBytes: MOST_RULE_FILE_BYTES })?.toString("utf8");

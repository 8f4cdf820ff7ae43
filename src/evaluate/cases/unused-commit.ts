/** Reasons why a commit is not used as a case. */
export const unusedCommitReasons = [
  "merge",
  "no-parent",
  "no-source-file",
  "only-new-files",
  "too-many-files",
  "white-space",
  "revert",
  "version-bump",
  "dependencies",
  "formatting",
  "too-few-words",
] as const;
export type UnusedCommitReason = (typeof unusedCommitReasons)[number];

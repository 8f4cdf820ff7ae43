import type { UnindexedText } from "../../context/repository/unindexed.js";
import { printable } from "../../shared/printable.js";

/** One sentence: `2 files that are not indexed contain "left-pad": package-lock.json (lock file), a.ipynb (notebook output)`. */
export function unindexedNote({ text, files, complete }: UnindexedText): string {
  const named = files.map(({ path, what }) => `${printable(path)} (${what})`).join(", ");
  const count =
    files.length === 1
      ? "1 file that is not indexed contains"
      : `${files.length} files that are not indexed contain`;
  return `${count} "${printable(text)}": ${named}${complete ? "" : ", maybe more"}`;
}

/** The field `unindexed` of a report, when there is something to say. */
export const unindexedField = (found: UnindexedText | undefined) =>
  found === undefined ? {} : { unindexed: { ...found, files: found.files.map((file) => ({ ...file })) } };

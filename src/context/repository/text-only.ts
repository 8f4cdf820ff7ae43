import { depthOf } from "../languages/index.js";
import type { FileRow } from "../store/contract.js";

/** Files of which only the words are known, by extension. */
export interface TextOnly {
  readonly files: number;
  /** Number of them by extension, most first: `{ ".cob": 280 }`. */
  readonly extensions: Readonly<Record<string, number>>;
}

/** Extensions of prose, tables and data, which have no definitions that could be missed. */
const WITHOUT_DEFINITIONS: ReadonlySet<string> = new Set(
  "txt text log json jsonl json5 ndjson geojson csv tsv psv xml xhtml svg plist dat data lock map lst list diff patch tex bib po pot out err expected golden snap dot gv srt vtt md5 sha256 sum mod in".split(
    " ",
  ),
);

/** Counts the files that look like source code, by their extension, but that no grammar and no rule reads. */
export function textOnlyOf(files: readonly FileRow[]): TextOnly {
  const counts = new Map<string, number>();
  for (const { path, language, role } of files) {
    if (depthOf(language) !== "text" || role.documentation) continue;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const dot = name.lastIndexOf(".");
    const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
    if (!/^[a-z][\w+-]{0,15}$/.test(extension) || WITHOUT_DEFINITIONS.has(extension)) continue;
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    files: sorted.reduce((sum, [, count]) => sum + count, 0),
    extensions: Object.fromEntries(sorted.map(([extension, count]) => [`.${extension}`, count])),
  };
}

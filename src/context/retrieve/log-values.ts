/**
 * Values that a log or a report shows, which name nothing in a repository: addresses, hashes, identifiers, times,
 * versions, sizes and plain numbers. A number that is joined to letters is a name: `E0382`, `utf8`, `TS2345`.
 */
const VALUE = new RegExp(
  [
    "0x[0-9a-f]+",
    "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}",
    // A hash in hexadecimal digits has both digits and letters.
    "(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,64}",
    "\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?",
    "\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?",
    "v?\\d+(?:\\.\\d+)+(?:[-+.]?(?:rc|alpha|beta|dev|post)\\.?\\d*)?",
    "\\d+(?:[.,]\\d+)*\\s?(?:%|[kmgt]i?b|bytes?|[nmuµ]?s(?:ec)?|ms|px|[mk]?hz)?",
  ].join("|"),
  "gi",
);
const ALONE = new RegExp(
  String.raw`(?<![\p{L}\p{M}\p{N}_$])(?:${VALUE.source})(?![\p{L}\p{M}\p{N}_$]|-?\p{L})`,
  "giu",
);
/** A status of HTTP says what the code is about. */
const STATUS =
  /\b(?:https?|status|code|error|response|returns?|returned|gives?|with an?|got)(?:\s+(?:code|status|error))?[\s:=]*[1-5]\d\d\b|\b[1-5]\d\d (?:error|response|status|page)s?\b/gi;

/** Most characters of a line that is searched; a longer line is data. */
const LONGEST_LINE = 1000;

/** A line of a report without the values in it. */
export function withoutValues(line: string): string {
  if (line.length > LONGEST_LINE || !/\d/.test(line)) return line;
  const kept = new Set<number>();
  for (const { 0: text, index } of line.matchAll(STATUS)) kept.add(index + text.search(/[1-5]\d\d/));
  return line.replace(ALONE, (value, at: number) => (kept.has(at) ? value : " "));
}

/** Words before the colon of a title that say what kind of change it is, not where. */
const KINDS = new Set(
  (
    "feat feature fix fixes fixed bug bugfix hotfix chore refactor perf style build ci revert release docs doc " +
    "documentation test tests question help proposal request discussion support regression enhancement improvement " +
    "error errors exception warning warn panic fatal failed failure crash security note todo wip rfc epic task issue " +
    "breaking deps deprecated major minor patch expected actual example"
  ).split(" "),
);
const NAME = String.raw`[\p{L}_@.][\p{L}\p{N}_@.-]*(?:\/[\p{L}\p{N}_@.*-]+)*`;
const BRACKETS = new RegExp(String.raw`^\s*(?:\[${NAME}(?:[,|\s]\s*${NAME})*\]\s*)+`, "u");
const BEFORE_COLON = new RegExp(
  String.raw`^\s*(?:\p{L}+\()?(?<areas>${NAME}(?:\s*[,+]\s*${NAME})*)\)?!?:(?=\s)`,
  "u",
);
const AT_THE_END = new RegExp(String.raw`\((?<area>${NAME})\)[.?!]?\s*$`, "u");
const IN_FOLDER = new RegExp(
  String.raw`\b(?:in|inside|within|under)\s+(?:the\s+)?[\x60"']?(?<path>${NAME}\/${NAME})[\x60"']?`,
  "gu",
);
const FOLDER_WORD = "(?:folder|directory|package|module|crate|chart|subproject|workspace)";
const NAMED_FOLDER = new RegExp(
  String.raw`\b${FOLDER_WORD}\s+[\x60"']?(?<after>${NAME})|[\x60"']?(?<before>[\p{L}\p{N}_@./-]+)[\x60"']?\s+${FOLDER_WORD}\b`,
  "gu",
);
const JOINED =
  /(?<![\p{L}\p{N}_@./-])\p{L}[\p{L}\p{N}]*(?:[-_][\p{L}\p{N}]+)+(?![\p{L}\p{N}_/(=-]|\.\p{L})/gu;

/** Characters of a subject line that are read: a task may be one line of a megabyte. */
const LONGEST_SUBJECT = 500;

/** The part of a subject line before the subject, with the areas in it: `[charts/foo] `, `feat(router): `. */
export function areasBefore(line: string): { readonly head: string; readonly areas: readonly string[] } {
  const subject = line.slice(0, LONGEST_SUBJECT);
  const bracketed = BRACKETS.exec(subject)?.[0] ?? "";
  const colon = BEFORE_COLON.exec(subject.slice(bracketed.length));
  const found = [...bracketed.split(/[[\],|\s]+/), ...(colon?.groups?.areas?.split(/\s*[,+]\s*/) ?? [])];
  return { head: bracketed + (colon?.[0] ?? ""), areas: cleaned(found) };
}

const cleaned = (found: readonly string[]): string[] =>
  found
    .map((area) => area.replace(/^[./]+|[./*]+$/g, ""))
    .filter((area) => area.length > 1 && !KINDS.has(area.toLowerCase()));

/**
 * The parts of the project that a subject line names: `[charts/foo]`, `parser: …`, `feat(router): …`, `… (core)`, "in
 * packages/server", "the http-client package". They may name no folder: who uses them compares them with real paths.
 */
export function areasOf(line: string): ReadonlySet<string> {
  const subject = line.slice(0, LONGEST_SUBJECT);
  const { head, areas } = areasBefore(line);
  const found: string[] = [];
  const rest = subject.slice(head.length);
  found.push(AT_THE_END.exec(rest)?.groups?.area ?? "");
  for (const { groups } of rest.matchAll(IN_FOLDER)) found.push(groups!.path!);
  for (const { groups } of rest.matchAll(NAMED_FOLDER)) found.push(groups!.after ?? groups!.before!);
  // A name of several words is a folder's more often than a plain word is.
  found.push(...(rest.match(JOINED) ?? []));
  return new Set([...areas, ...cleaned(found)]);
}

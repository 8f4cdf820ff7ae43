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

export interface Apart {
  /** What stands before the subject: `[charts/foo] `, `feat(router): `. */
  readonly head: string;
  readonly subject: string;
  /** What stands after it: ` (core)`. */
  readonly tail: string;
  readonly areas: readonly string[];
}

/** Takes a subject line apart: the subject, and the areas before and after it. */
export function areasApart(line: string): Apart {
  const start = line.slice(0, LONGEST_SUBJECT);
  const bracketed = BRACKETS.exec(start)?.[0] ?? "";
  const colon = BEFORE_COLON.exec(start.slice(bracketed.length));
  const found = [...bracketed.split(/[[\],|\s]+/), ...(colon?.groups?.areas?.split(/\s*[,+]\s*/) ?? [])];
  const before = cleaned(found);
  const head = before.length === 0 ? "" : bracketed + (colon?.[0] ?? "");
  const end = line.length > LONGEST_SUBJECT ? null : AT_THE_END.exec(line.slice(head.length));
  const after = cleaned([end?.groups?.area ?? ""]);
  const tail = after.length === 0 ? "" : end![0];
  const subject = line.slice(head.length, line.length - tail.length);
  return { head, subject, tail, areas: [...before, ...after] };
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
  const { subject, areas } = areasApart(line);
  const found: string[] = [];
  const rest = subject.slice(0, LONGEST_SUBJECT);
  for (const { groups } of rest.matchAll(IN_FOLDER)) found.push(groups!.path!);
  for (const { groups } of rest.matchAll(NAMED_FOLDER)) found.push(groups!.after ?? groups!.before!);
  // A name of several words is a folder's more often than a plain word is.
  found.push(...(rest.match(JOINED) ?? []));
  return new Set([...areas, ...cleaned(found)]);
}

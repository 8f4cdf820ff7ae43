import { wordTerms } from "../text/terms.js";
import type { ReportLine } from "./report.js";
import { signedNames } from "./signed-names.js";

/**
 * A text that a task quotes from the repository or from what it prints:
 * - `quoted`: in quotation marks or backticks;
 * - `signed`: a word with signs around it, such as `:has` or `--flag`;
 * - `named`: a name of several words such as `node-agent.labels` or `parse()`, which counts as it is written only when
 *   nothing of that name is defined: else the definition is meant, and not the places that use it;
 * - `message`: an error or a line of a log. Code has its constant parts, and placeholders between them.
 */
export interface Literal {
  readonly kind: "quoted" | "signed" | "named" | "message";
  readonly text: string;
}

/** Most literals of a task that are looked for. */
const MOST = 6;
/** Shorter texts stand nearly everywhere. */
const SHORTEST = 3;
const LONGEST = 300;
/** Words that a message has at least: fewer say nothing about its place. */
const MESSAGE_WORDS = 3;

const QUOTED = /`([^`\n]+)`|"([^"\n]+)"|“([^”\n]+)”|«([^»\n]+)»|„([^“”\n]+)[“”]|(?<!\w)'([^'\n]+)'(?!\w)/g;
const NAME = String.raw`[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}_][\p{L}\p{N}_]*)*`;
/** Names joined by dots, and calls. */
const QUALIFIED = String.raw`${NAME}(?:(?:\.|::|->|#)${NAME})+(?:\(\))?|${NAME}\(\)`;
const IS_QUALIFIED = new RegExp(`^(?:${QUALIFIED})$`, "u");
/**
 * Keys of settings: names joined by dots, of three parts or with a hyphen. `Node.js` or `shelf.move` is a name alone. It
 * looks no further ahead than a literal is long, or a task without spaces would take its length squared.
 */
const KEY = new RegExp(
  String.raw`(?<![\p{L}\p{N}_$@/\\.:=-])(?=[\p{L}_$])(?=[^\s.]{0,${LONGEST}}(?:-|\.[^\s.]{0,${LONGEST}}[-.]))${NAME}(?:\.${NAME})+(?![\p{L}\p{N}_/\\(@:]|[.-][\p{L}\p{N}])`,
  "gu",
);
const ASKS =
  /\b(?:how|where|why|which)\b|^\s*(?:what|when|who|whose|is|are|does|do|can|could|should|find|show|list|explain)\b|\?\s*$/i;
/** Words of messages about a failure. */
const FAILS =
  /\b(?:errors?|exception|fatal|fail(?:ed|s|ure)?|panic(?:ked)?|can ?not|can't|could not|couldn't|unable|invalid|unexpected|unknown|undefined|missing|must|expected|required|denied|refused|not (?:found|supported|allowed|a|an)|warning|deprecated)\b/i;
/** A message is a sentence, or says what is wrong with something. What is looked for is named by nouns. */
const SAYS =
  /^\W*(?:invalid|unexpected|expected|unknown|undefined|missing|refusing|failed|unable)\b|\b(?:is|are|was|were|isn't|aren't|has|have|hasn't|had|must|can ?not|can't|could|couldn't|does|doesn't|did|didn't|do not|don't|not|no|failed to|unable to|too)\b/i;
/** Signs of code: such a line is what was run, not what was printed. */
const CODE = /[;{}]\s*$|^\s*[$>%#]\s|^\s*(?:\w+\s*=\s|@\w)|=>|\w\(\)|^\s*["']?[\w-]+["']?\s*:\s*["'[{\d]/;

/** A call without other signs. */
const USED = /^[\p{L}_].*\(\)$/u;

const words = (text: string): number => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
const isSaying = (text: string): boolean =>
  text.length >= SHORTEST && text.length <= LONGEST && /\p{L}/u.test(text);

/** A word that the index has as it is written needs no reading of files: `parseConfig`, `router`. */
const isIndexed = (text: string): boolean => /^[\p{L}\p{N}_]+$/u.test(text) && wordTerms(text).length > 0;

/** What stands before a message: `error: `, `[tool] `, `java.io.IOException: `, `tool: error: argument --all: `. */
const HEAD = /^\s*(?:\[[^\]\n]{1,40}\]:?\s+|[^:\n]{1,80}:\s+)/;
const HEAD_WORDS = 3;

/** A message without what a program or a runtime printed before it, while enough of it is left. */
function withoutHead(line: string): string {
  const head = HEAD.exec(line)?.[0];
  if (head === undefined || words(head) > HEAD_WORDS) return line;
  const rest = line.slice(head.length);
  return words(rest) > MESSAGE_WORDS ? withoutHead(rest) : line;
}

/** The literals of a task's lines, those that say most first. */
export function literalsIn(lines: readonly ReportLine[]): readonly Literal[] {
  const found: Literal[] = [];
  const add = (kind: Literal["kind"], text: string): void => {
    const trimmed = text.trim();
    if (isSaying(trimmed) && !found.some((one) => one.text === trimmed)) found.push({ kind, text: trimmed });
  };
  const addMessage = (line: string): void => {
    const text = withoutHead(line).slice(0, LONGEST);
    if (words(text) >= MESSAGE_WORDS) add("message", text);
  };
  const addQuoted = (line: string): void => {
    for (const groups of line.matchAll(QUOTED)) {
      const text = groups.slice(1).find((group) => group !== undefined)!;
      if (IS_QUALIFIED.test(text)) add("named", text);
      else if (!isIndexed(text)) add("quoted", text);
    }
  };
  const addSigned = (line: string): void => {
    for (const { written } of signedNames(line)) add(USED.test(written) ? "named" : "signed", written);
  };
  const [title] = lines;
  if (title) {
    addSigned(title.text);
    addQuoted(title.text);
    for (const [text] of title.text.matchAll(KEY)) add("named", text);
    const rest = withoutHead(title.text);
    const isMessage = SAYS.test(rest) || FAILS.test(title.text.slice(0, title.text.length - rest.length));
    if (isMessage && !ASKS.test(title.text)) addMessage(title.text);
  }
  const below = lines.slice(1);
  // The last error of a report is the one that ended the program.
  for (const { kind, text } of below.toReversed())
    if (
      kind === "error" ||
      (kind !== "frame" && kind !== "environment" && FAILS.test(text) && !CODE.test(text))
    )
      addMessage(text);
  for (const { kind, text } of below) {
    if (kind !== "prose") continue;
    addSigned(text);
    addQuoted(text);
  }
  return found.slice(0, MOST);
}

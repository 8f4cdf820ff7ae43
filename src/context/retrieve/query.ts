import { anyOf, collected } from "../languages/index.js";
import { stopWords } from "../text/stop-words.js";
import { splitIdentifier, stem, wholeIdentifier, wordTerms } from "../text/terms.js";
import { type Frame, framesIn, frameWords, type LineKind, reportLines } from "./report.js";

/** What a task in plain words says, taken apart. */
export interface Query {
  readonly text: string;
  /** Weighted index terms; a weight of 1 is one plain word of a short query. */
  readonly terms: ReadonlyMap<string, number>;
  /** The terms of a report's first line; none for a task that is only one line. */
  readonly titleTerms: ReadonlyMap<string, number>;
  /** The frames of traces, innermost last. */
  readonly frames: readonly Frame[];
  /** The terms among them that join two neighbouring words: `connection pool` finds ConnectionPool. */
  readonly compounds: ReadonlySet<string>;
  /** Names written as code: camelCase, snake_case, `in backticks`, called(), Dotted.names. As written. */
  readonly names: ReadonlyMap<string, number>;
  /** The name that the whole task is, where it is one: `Router`, `Parser.parse()`, `class Router`. */
  readonly symbol: string | undefined;
  /** Paths or file names that stand in the text, `/` separated, but for those of frames. */
  readonly paths: ReadonlySet<string>;
  /** Stemmed words the task says to leave out. */
  readonly excluded: ReadonlySet<string>;
  /** What kinds of file the task is about, so that ranking does not demote them. */
  readonly about: { readonly tests: boolean; readonly documentation: boolean; readonly examples: boolean };
  /** Whether it is long enough to be a report of something that happened, and not a question or a command. */
  readonly isReport: boolean;
  /** Words that are not code, for judging whether the task is a symbol, a phrase or a report. */
  readonly words: number;
}

/** Documents, data and pages, beside programming languages. */
const OTHER_EXTENSIONS = ["md", "rst", "json", "yaml", "yml", "toml", "css", "html", "sql"];
// A match starts where a word does: tried at every letter of a long one, these would take its length squared.
const PATH = new RegExp(
  String.raw`(?<![\w.@-])(?:[\w.@-]+\/)+[\w.@-]+|(?<![\w-])[\w-]+\.${anyOf([...collected(({ extensions }) => extensions), ...OTHER_EXTENSIONS])}\b`,
  "g",
);
const FENCED = /(?<!`)```[^\n`]*\n([\s\S]*?)(?:```|$)/g;
const INLINE_CODE = /`([^`\n]{1,200})`/g;
const CODE_NAME = /[A-Za-z_$][\w$]*(?:(?:\.|::|->|#)[A-Za-z_$][\w$]*)*/g;
const DEFINERS = anyOf(["method", "macro", ...collected(({ reports }) => reports?.definers)]);
const SYMBOL = new RegExp(`^\`?(?:${DEFINERS}\\s+)?(${CODE_NAME.source})(?:\\(\\))?\`?$`);
const URL = /\bhttps?:\/\/\S+/g;
const EXCLUSION =
  /\b(?:excluding|except(?: for)?|other than|but not|ignoring|leaving out)\s+([\w-]+)|(?:^|\s)-([a-z][\w-]+)/gi;

/** What issue forms print around the answers. */
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const FORM_HEADING =
  /^[^\S\n\r\u2028\u2029]*(?:#+|\*\*)\s*(?:describe|description|expected|actual|current|steps|how to|to reproduce|reproduc|minimal|environment|versions?|system|screenshots?|additional|what happened|checklist|possible|proposed|motivation|summary|issue|bug report)\b.{0,60}$/gim;
const IMPORT_LINE = new RegExp(
  `^\\s*(?:${collected(({ reports }) => reports?.importLine && [reports.importLine.source]).join("|")})\\b`,
);
const IMPORT_WEIGHT = 0.3;
/** Longer than this a task is a report, of which only the first line says what it is about. */
const REPORT_WORDS = 24;
const REPORT_LINES = 4;

/** Two neighbouring words that are written as one identifier somewhere: `connection pool` finds ConnectionPool. */
const COMPOUND_WEIGHT = 0.8;

/**
 * What a word is worth by the kind of line it stands in. Lines about the machine are left out. Against 2, 1, 0.4, 0.4, 1,
 * and 1 for the machine, the logarithm of the likelihood of the right files rose by 0.03 ± 0.01 over 251 reports; a title
 * of 3 lost 0.01.
 */
const LINE_WEIGHT: Readonly<Record<Exclude<LineKind, "environment">, number>> = {
  title: 1.5,
  prose: 1,
  code: 0.7,
  frame: 0.2,
  error: 1.5,
};

export function understandQuery(text: string): Query {
  const terms = new Map<string, number>();
  const names = new Map<string, number>();
  const compounds = new Map<string, number>();
  const said = text.replace(HTML_COMMENT, " ").replace(FORM_HEADING, " ").replace(URL, " ");
  const lines = reportLines(said);
  const prose = said.replace(FENCED, "\n");
  const titled = lines.length > 1;
  let words = 0;
  const titleTerms = new Map<string, number>();
  if (titled) addProse(lines[0]!.text, 1, titleTerms, new Map(), new Map());
  for (const { kind, text } of lines) {
    if (kind === "environment") continue;
    const line = kind === "frame" ? frameWords(text) : text;
    const weight = kind === "title" && !titled ? 1 : LINE_WEIGHT[kind];
    const counted = addProse(line, weight, terms, names, compounds);
    if (kind !== "code" && kind !== "frame") words += counted;
  }
  for (const match of prose.matchAll(INLINE_CODE))
    for (const name of match[1]!.match(CODE_NAME) ?? []) addName(name, 1, names);
  for (const [term, weight] of compounds) {
    if (terms.has(term)) compounds.delete(term);
    else terms.set(term, weight);
  }
  const isLong = words > REPORT_WORDS;
  const paths = pathsIn(
    lines
      .filter(({ kind }) => kind !== "frame")
      .map(({ text: line }) => line)
      .join("\n"),
  );
  const excluded = isLong ? new Set<string>() : excludedTerms(prose);
  for (const term of excluded) terms.delete(term);
  return {
    text,
    terms: new Map([...terms].map(([term, weight]) => [term, saturate(weight)])),
    titleTerms,
    frames: framesIn(lines),
    compounds: new Set(compounds.keys()),
    names,
    symbol: paths.size === 0 ? SYMBOL.exec(text.trim())?.[1] : undefined,
    paths,
    excluded,
    isReport: isLong || lines.length > REPORT_LINES,
    about: aboutOf(isLong ? (lines[0]?.text ?? "") : prose),
    words,
  };
}

function excludedTerms(prose: string): Set<string> {
  const excluded = new Set<string>();
  for (const match of prose.matchAll(EXCLUSION))
    for (const part of splitIdentifier(match[1] ?? match[2] ?? "")) excluded.add(stem(part));
  return excluded;
}

function pathsIn(text: string): Set<string> {
  return new Set(
    (text.replaceAll("\\", "/").match(PATH) ?? []).map((path) => path.replace(/^(?:\.\.?\/)+|^[ab]\//, "")),
  );
}

const aboutOf = (subject: string): Query["about"] => ({
  tests: /\b(?:tests?|testing|specs?|fixtures?|mock(?:s|ing)?)\b/i.test(subject),
  documentation: /\b(?:docs?|documentation|readme|changelog|tutorial|guide)\b/i.test(subject),
  examples: /\b(?:examples?|samples?|demos?|playground|benchmarks?)\b/i.test(subject),
});

/** A word said five times matters more than one said once, but not five times as much. */
const saturate = (weight: number): number => (weight <= 1 ? weight : 1 + Math.log2(weight) * 0.5);

function addProse(
  line: string,
  weight: number,
  terms: Map<string, number>,
  names: Map<string, number>,
  compounds: Map<string, number>,
): number {
  let previous = "";
  let words = 0;
  const nameWeight = IMPORT_LINE.test(line) ? weight * IMPORT_WEIGHT : weight;
  for (const match of line.matchAll(CODE_NAME_OR_NUMBER)) {
    const token = match[0];
    const pieces = token.split(/\.|::|->|#|-/).filter((piece) => piece !== "");
    if (pieces.length > 1) addName(token, 0.8 * nameWeight, names);
    for (const piece of pieces) {
      const called = line[match.index + token.length] === "(";
      if (isCodeLike(piece) || called) addName(piece, nameWeight, names);
      for (const term of wordTerms(piece)) add(terms, term, weight);
      const lower = wholeIdentifier(piece);
      if (previous !== "" && !stopWords.has(lower) && lower.length > 1)
        add(compounds, previous + lower, COMPOUND_WEIGHT * weight);
      previous = stopWords.has(lower) || lower.length < 2 ? "" : lower;
      words++;
    }
  }
  return words;
}

const CODE_NAME_OR_NUMBER =
  /[A-Za-z_$0-9\u0080-\uffff][\w$\u0080-\uffff]*(?:(?:\.|::|->|#|-)[A-Za-z_$][\w$]*)*/g;

/** Not how prose writes a word: an inner capital, an underscore, or a digit between letters. */
const isCodeLike = (word: string): boolean =>
  /[a-z][A-Z]|[^_]_+[^_]|^_*[A-Z]{2,}[a-z]|[A-Za-z]\d/.test(word) || word.startsWith("_");

function addName(name: string, weight: number, names: Map<string, number>): void {
  names.set(name, Math.max(weight, names.get(name) ?? 0));
}

const add = (terms: Map<string, number>, term: string, weight: number): void => {
  terms.set(term, (terms.get(term) ?? 0) + weight);
};

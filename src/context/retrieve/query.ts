import { anyOf, collected, ruledDefiners, ruledExtensions } from "../languages/index.js";
import { documentExtensions } from "../parse/documents/extensions.js";
import { askedIn, formsOf } from "../text/asked-in.js";
import { isAscii } from "../text/fold.js";
import { type Run, spansOf } from "../text/runs.js";
import { stopWords } from "../text/stop-words.js";
import { partTerms, pieces, wholeIdentifier, wordTerms } from "../text/terms.js";
import { LETTER, SYLLABLE, UNSPACED_LETTER } from "../text/unit-kinds.js";
import { areasApart, areasOf } from "./areas.js";
import { askingWords, type Wanted, wantedIn } from "./asks-for.js";
import { asksForChangeLog } from "./change-log.js";
import { describesChange } from "./describes-change.js";
import { linkedFiles } from "./file-links.js";
import { type Literal, literalsIn } from "./literals.js";
import { withoutValues } from "./log-values.js";
import {
  type Frame,
  framesIn,
  frameWords,
  type LineKind,
  reportLines,
  withoutRuntimeErrors,
} from "./report.js";
import { signedNames, spellingsOf } from "./signed-names.js";

/** A task, parsed into search terms, names, paths and trace frames. */
export interface Query {
  readonly text: string;
  /** The text without the names of errors that a runtime raised; any other word may name a definition. */
  readonly mayName: string;
  /** Index terms with weights; 1 is the weight of one plain word in a short query. */
  readonly terms: ReadonlyMap<string, number>;
  /** Terms of a report's first line; empty for a task of one line. */
  readonly titleTerms: ReadonlyMap<string, number>;
  /** Frames of the stack traces in the text, innermost last. */
  readonly frames: readonly Frame[];
  /**
   * Those of `terms` that are no words of the task: two neighbouring words joined (`connection pool` finds
   * ConnectionPool), or another form of a word.
   */
  readonly compounds: ReadonlySet<string>;
  /**
   * Names written as code (camelCase, snake_case, `in backticks`, called(), Dotted.names), unchanged, with
   * weights.
   */
  readonly names: ReadonlyMap<string, number>;
  /** Words of `names` that had signs around them and are no terms, since they are in nearly every text: `:has`, `<for>`. */
  readonly signedStopWords: ReadonlySet<string>;
  /** Parts of the project that the subject line names, as written: `charts/foo`, `parser`. They may be no folders. */
  readonly areas: ReadonlySet<string>;
  /** Those of `areas` that stand before the subject, with the terms that the task has only there. */
  readonly areaTerms: ReadonlyMap<string, ReadonlySet<string>>;
  /** Texts that the task quotes from the repository or from what it prints, those that say most first. */
  readonly literals: readonly Literal[];
  /** The kind of files that a question asks for; undefined when any file may hold the answer. */
  readonly wanted: Wanted | undefined;
  /** The name, when the whole task is a name: `Router`, `Parser.parse()`, `class Router`. */
  readonly symbol: string | undefined;
  /** Paths or file names in the text, with `/` as separator, except those in trace frames. */
  readonly paths: ReadonlySet<string>;
  /** Files that links in the text lead to, as `version/path`; see `linkedFiles`. */
  readonly links: ReadonlySet<string>;
  /** Stemmed words that the task excludes. */
  readonly excluded: ReadonlySet<string>;
  /**
   * Plain words, which may have typing errors: not names written as code, quoted text, paths or excluded words. Empty
   * for a report, which has words that no file contains.
   */
  readonly plain: ReadonlySet<string>;
  /** Kinds of files that the task is about, which ranking then does not demote. */
  readonly about: { readonly tests: boolean; readonly documentation: boolean; readonly examples: boolean };
  readonly asksForChangeLog: boolean;
  /** Whether the task is long enough to be a bug report rather than a question or a command. */
  readonly isReport: boolean;
  /** Whether it says what is wrong or what to change, in few words or in many, rather than asks for a place. */
  readonly describesChange: boolean;
  /** Number of words outside code and traces. */
  readonly words: number;
}

/** Extensions that are more often names in code: `server.fs`, `sort.asc`, `props.rest`. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["asc", "rest"]);
/** Endings of file names in a task: of parsed languages, other languages, documents, and web pages and data. */
const FILE_EXTENSIONS = [
  ...collected(({ extensions }) => extensions),
  ...ruledExtensions,
  ...Object.values(documentExtensions)
    .flat()
    .filter((extension) => !AMBIGUOUS.has(extension)),
];
// A match must start at the start of a word: trying every letter of a long word would take quadratic time.
const PATH = new RegExp(
  String.raw`(?<![\w.@-])(?:[\w.@-]+\/)+[\w.@-]+|(?<![\w-])[\w-]+\.${anyOf(FILE_EXTENSIONS)}\b`,
  "g",
);
const FENCED = /(?<!`)```[^\n`]*\n([\s\S]*?)(?:```|$)/g;
const INLINE_CODE = /`([^`\n]{1,200})`/g;
const NAME = String.raw`[\p{ID_Start}_$][\p{ID_Continue}$]*`;
const CODE_NAME = new RegExp(String.raw`${NAME}(?:(?:\.|::|->|#)${NAME})*`, "gu");
const DEFINERS = anyOf([
  "method",
  "macro",
  ...collected(({ reports }) => reports?.definers),
  ...ruledDefiners,
]);
const SYMBOL = new RegExp(`^\`?(?:${DEFINERS}\\s+)?(${CODE_NAME.source})(?:\\(\\))?\`?$`, "u");
const URL = /\bhttps?:\/\/\S+/g;
const EXCLUSION =
  /\b(?:excluding|except(?: for)?|other than|but not|ignoring|leaving out)\s+([\p{L}\p{N}\p{M}_-]+)|(?:^|\s)-(\p{L}[\p{L}\p{N}\p{M}_-]+)/giu;

// Text that issue forms add around the answers.
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const FORM_HEADING =
  /^[^\S\n\r\u2028\u2029]*(?:#+|\*\*)\s*(?:describe|description|expected|actual|current|steps|how to|to reproduce|reproduc|minimal|environment|versions?|system|screenshots?|additional|what happened|checklist|possible|proposed|motivation|summary|issue|bug report)\b.{0,60}$/gim;
const IMPORT_LINE = new RegExp(
  `^\\s*(?:${collected(({ reports }) => reports?.importLine && [reports.importLine.source]).join("|")})\\b`,
);
const IMPORT_WEIGHT = 0.3;
/** A task of more words is a report, and only its first line says what it is about. */
const REPORT_WORDS = 24;
const REPORT_LINES = 4;

/** Weight of a word that stands in nearly every sentence of the task's language. */
const FUNCTION_WORD_WEIGHT = 0.1;
/** Weight of a word with signs in the text below a report's first line. */
const PROSE_SIGNED = 0.5;
/** Weight of another form of a word, in a language whose forms the index does not join. */
const FORM_WEIGHT = 0.5;
/** Weight of two neighbouring words joined into one term: `connection pool` finds ConnectionPool. */
const COMPOUND_WEIGHT = 0.8;

/**
 * Weight of a word by the kind of its line. Environment lines are ignored. Compared with weights 2, 1, 0.4,
 * 0.4, 1 and 1 for environment lines, the log likelihood of the right files rose by 0.03 ± 0.01 over 251
 * reports; a title weight of 3 lost 0.01.
 */
const LINE_WEIGHT: Readonly<Record<Exclude<LineKind, "environment">, number>> = {
  title: 1.5,
  prose: 1,
  code: 0.7,
  frame: 0.2,
  error: 1.5,
};

/** Parses a task, a question or a bug report in plain words. */
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
  if (titled) addProse(withoutRuntimeErrors(lines[0]!.text, true), 1, titleTerms, new Map(), new Map());
  const signedStopWords = new Set<string>();
  const head = { terms: new Map<string, number>(), compounds: new Map<string, number>() };
  const areaTerms = new Map<string, ReadonlySet<string>>();
  for (const { kind, text } of lines) {
    if (kind === "environment") continue;
    const line = meantIn(kind, text, titled);
    if (kind === "title" || kind === "prose")
      for (const { name } of signedNames(line))
        addSigned(name, kind === "title" ? 1 : PROSE_SIGNED, terms, names, signedStopWords);
    const weight = kind === "title" && !titled ? 1 : LINE_WEIGHT[kind];
    const apart = kind === "title" ? areasApart(line) : undefined;
    for (const part of [apart?.head ?? "", apart?.tail ?? ""])
      if (part !== "") words += addProse(part, weight, head.terms, names, head.compounds);
    for (const area of apart?.areas ?? []) areaTerms.set(area, new Set());
    const subject = apart?.subject ?? line;
    const counted = addProse(subject, weight, terms, names, compounds);
    if (kind !== "code" && kind !== "frame") words += counted;
  }
  for (const area of areaTerms.keys()) areaTerms.set(area, termsOnlyIn(area, terms, compounds));
  for (const [term, weight] of head.terms) add(terms, term, weight);
  for (const [term, weight] of head.compounds) add(compounds, term, weight);
  for (const match of prose.matchAll(INLINE_CODE))
    for (const name of match[1]!.match(CODE_NAME) ?? []) addName(name, 1, names);
  const language = askedIn(prose);
  for (const term of [...(language?.functionWords ?? [])].flatMap(wordTerms))
    for (const weights of [terms, titleTerms]) scale(weights, term, FUNCTION_WORD_WEIGHT);
  if (language && words <= REPORT_WORDS)
    for (const [word] of prose.matchAll(/[\p{L}\p{M}]+/gu))
      for (const term of formsOf(wholeIdentifier(word), language).flatMap(wordTerms))
        compounds.set(term, FORM_WEIGHT);
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
  const isReport = isLong || lines.length > REPORT_LINES;
  const wanted = isReport ? undefined : wantedIn(prose.trim());
  const symbol = paths.size === 0 ? SYMBOL.exec(text.trim())?.[1]?.normalize() : undefined;
  const asking = askingWords(prose, wanted);
  for (const term of asking.flatMap(wordTerms)) terms.delete(term);
  return {
    text,
    mayName: titled ? text : withoutRuntimeErrors(text, false),
    terms: new Map([...terms].map(([term, weight]) => [term, saturate(weight)])),
    titleTerms,
    frames: framesIn(lines),
    compounds: new Set(compounds.keys()),
    names,
    signedStopWords,
    areas: areasOf(lines[0]?.text ?? ""),
    areaTerms,
    literals: literalsIn(lines),
    wanted,
    symbol,
    paths,
    links: linkedFiles(text),
    excluded,
    plain: isReport ? new Set() : plainWords(prose, new Set([...names.keys(), ...asking]), excluded),
    isReport,
    describesChange:
      isReport ||
      (wanted === undefined && symbol === undefined && describesChange(lines.map(({ text }) => text))),
    asksForChangeLog: asksForChangeLog(isLong ? (lines[0]?.text ?? "") : prose),
    about: aboutOf(
      isLong ? (lines[0]?.text ?? "") : prose,
      wanted === "documentation" || language !== undefined || isForeign(prose),
    ),
    words,
  };
}

/** The terms of an area, joined neighbours with them, that are not among others. */
function termsOnlyIn(area: string, ...others: readonly ReadonlyMap<string, number>[]): ReadonlySet<string> {
  const own = new Map<string, number>();
  addProse(area, 1, own, new Map(), own);
  return new Set([...own.keys()].filter((term) => !others.some((other) => other.has(term))));
}

/** The part of a line that may name something of the repository. */
function meantIn(kind: LineKind, text: string, titled: boolean): string {
  if (kind === "frame") return frameWords(text);
  const line = withoutRuntimeErrors(text, titled);
  return titled && kind !== "title" ? withoutValues(line) : line;
}

/** Adds a word with signs around it as a name in each spelling, and as one term when it has several words. */
function addSigned(
  name: string,
  weight: number,
  terms: Map<string, number>,
  names: Map<string, number>,
  stopped: Set<string>,
): void {
  for (const spelling of spellingsOf(name)) addName(spelling, weight, names);
  if (name.includes("-")) terms.set(wholeIdentifier(name.replaceAll("-", "_")), weight);
  if (stopWords.has(name.toLowerCase())) stopped.add(name.toLowerCase());
}

function excludedTerms(prose: string): Set<string> {
  const excluded = new Set<string>();
  for (const match of prose.matchAll(EXCLUSION))
    for (const term of partTerms(match[1] ?? match[2] ?? "")) excluded.add(term);
  return excluded;
}

// Text in quotation marks, in backticks, and words with signs of names, paths, options and addresses around them.
const QUOTED = /`[^`\n]*`|"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|„[^“”\n]*[“”]|(?<!\w)'[^'\n]*'(?!\w)/g;
const PLAIN =
  /(?<![\p{L}\p{M}\p{N}_$@/\\.:#-])(?=\p{L}{5})\p{Lu}?\p{Ll}{4,23}(?![\p{L}\p{M}\p{N}_$@/\\(]|[.:#-][\p{L}\p{N}])/gu;

function plainWords(prose: string, others: ReadonlySet<string>, excluded: ReadonlySet<string>): Set<string> {
  const words = (prose.replace(QUOTED, " ").match(PLAIN) ?? []).filter((word) => !others.has(word));
  return new Set(words.filter((word) => !partTerms(word).some((term) => excluded.has(term))));
}

function pathsIn(text: string): Set<string> {
  return new Set(
    (text.replaceAll("\\", "/").match(PATH) ?? []).map((path) => path.replace(/^(?:\.\.?\/)+|^[ab]\//, "")),
  );
}

/** Whether most letters of a text are not Latin. */
export const isForeign = (text: string): boolean =>
  !isAscii(text) &&
  (text.match(/(?![A-Za-z])\p{L}/gu)?.length ?? 0) * 2 > (text.match(/\p{L}/gu)?.length ?? 0);

/**
 * Code is named in English, so what is asked in another language is in documents more often than in code.
 */
const aboutOf = (subject: string, isInDocuments: boolean): Query["about"] => ({
  tests: /\b(?:tests?|testing|specs?|fixtures?|mock(?:s|ing)?)\b/i.test(subject),
  documentation:
    isInDocuments || /\b(?:docs?|documentation|readme|changelog|tutorial|guide)\b/i.test(subject),
  examples: /\b(?:examples?|samples?|demos?|playground|benchmarks?)\b/i.test(subject),
});

/** Dampens the weight of repeated words: five occurrences count more than one, but not five times as much. */
const saturate = (weight: number): number => (weight <= 1 ? weight : 1 + Math.log2(weight) * 0.5);

function addProse(
  line: string,
  weight: number,
  terms: Map<string, number>,
  names: Map<string, number>,
  compounds: Map<string, number>,
): number {
  let words = 0;
  const nameWeight = IMPORT_LINE.test(line) ? weight * IMPORT_WEIGHT : weight;
  for (const { kind, text } of spansOf(line))
    words +=
      kind === LETTER
        ? addWords(text, weight, nameWeight, terms, names, compounds)
        : addPieces({ kind, text }, weight, terms);
  return words;
}

/** Words: letters, digits and underscores, joined by signs that join names. */
const WORD = /[\w$\p{L}\p{N}\p{M}]+(?:(?:\.|::|->|#|-)(?!\d)[\w$\p{L}\p{N}\p{M}]+)*/gu;

function addWords(
  span: string,
  weight: number,
  nameWeight: number,
  terms: Map<string, number>,
  names: Map<string, number>,
  compounds: Map<string, number>,
): number {
  let previous = "";
  let words = 0;
  for (const match of span.matchAll(WORD)) {
    const token = match[0];
    const pieces = token.split(/\.|::|->|#|-/).filter((piece) => piece !== "");
    if (pieces.length > 1) addName(token, 0.8 * nameWeight, names);
    for (const piece of pieces) {
      const called = span[match.index + token.length] === "(";
      if (isCodeLike(piece) || called) addName(piece, nameWeight, names);
      // The index has no signs: `$HOME` is the word HOME.
      for (const term of piece.split("$").flatMap(wordTerms)) add(terms, term, weight);
      const lower = wholeIdentifier(piece.replaceAll("$", ""));
      if (previous !== "" && !stopWords.has(lower) && lower.length > 1)
        add(compounds, previous + lower, COMPOUND_WEIGHT * weight);
      previous = stopWords.has(lower) || lower.length < 2 ? "" : lower;
      words++;
    }
  }
  return words;
}

/** Characters in a word of a script without spaces, on average. */
const WORD_LENGTH: Readonly<Record<number, number>> = { [SYLLABLE]: 2, [UNSPACED_LETTER]: 5 };

/** Adds a run of a script without spaces. Its pieces overlap, so together they count for less than as many words. */
function addPieces(run: Run, weight: number, terms: Map<string, number>): number {
  const found = pieces(run);
  for (const term of found) add(terms, term, weight / Math.sqrt(found.length));
  return Math.max(1, Math.round(run.text.length / (WORD_LENGTH[run.kind] ?? run.text.length)));
}

/** Whether a word looks like an identifier: an inner capital, an underscore, or a digit after a letter. */
const isCodeLike = (word: string): boolean =>
  /[a-z][A-Z]|[^_]_+[^_]|^_*[A-Z]{2,}[a-z]|[A-Za-z]\d/.test(word) ||
  word.startsWith("_") ||
  (!isAscii(word) && /\p{Ll}\p{Lu}/u.test(word));

function addName(written: string, weight: number, names: Map<string, number>): void {
  const name = written.normalize();
  names.set(name, Math.max(weight, names.get(name) ?? 0));
}

const scale = (terms: Map<string, number>, term: string, factor: number): void => {
  const weight = terms.get(term);
  if (weight !== undefined) terms.set(term, weight * factor);
};

const add = (terms: Map<string, number>, term: string, weight: number): void => {
  terms.set(term, (terms.get(term) ?? 0) + weight);
};

import { type FileLanguage, languageIn } from "./language-names.js";

/**
 * How two paths differ that are otherwise the same: by `de` and `fr` in `locales/de.json` and `locales/fr.json`, by
 * `v1.2` and nothing in `docs/v1.2/use.md` and `docs/use.md`.
 */
export interface Slot {
  /** The words, in lower case, that only the first path has; with the names of its language. */
  readonly first: ReadonlySet<string>;
  /** The words that only the second path has. */
  readonly second: ReadonlySet<string>;
  /** Whether the words are two languages, so that one file is the translation of the other. */
  readonly translated: boolean;
  /** Whether the files have one name, in different folders. */
  readonly sameName: boolean;
}

/** Most folders that one path has in the place of another's: `versioned_docs/version-1.2` in the place of `docs`. */
const MOST_FOLDERS = 2;

/** A word of a path or a question; a version with its dots is one. */
const WORD = /[\p{L}\p{N}]+(?:\.\d[\p{L}\p{N}]*)*/gu;
const WORD_OR_SIGNS = /[\p{L}\p{N}]+(?:\.\d[\p{L}\p{N}]*)*|[^\p{L}\p{N}]+/gu;

/** The words by which paths are told apart, in lower case. */
export const pathWords = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** A path taken apart for comparison with many others. */
export class PathParts {
  readonly segments: readonly string[];
  readonly extension: string;
  private words: (readonly string[])[] | undefined;
  private own: FileLanguage | undefined | null = null;

  constructor(path: string) {
    this.segments = path.split("/");
    this.extension = /\.[^./]*$/.exec(path)?.[0] ?? "";
  }

  get name(): string {
    return this.segments.at(-1)!;
  }

  /** The words and signs of each segment. */
  get segmentWords(): readonly (readonly string[])[] {
    this.words ??= this.segments.map((segment) => segment.match(WORD_OR_SIGNS) ?? []);
    return this.words;
  }

  /** The human language that the file is written for. */
  get language(): FileLanguage | undefined {
    if (this.own === null)
      this.own = this.segments
        .map((segment, at) =>
          languageIn(at === this.segments.length - 1 ? stemOf(segment, this.extension) : segment),
        )
        .findLast((language) => language !== undefined);
    return this.own;
  }
}

const stemOf = (segment: string, extension: string): string =>
  extension !== "" && segment.endsWith(extension) ? segment.slice(0, -extension.length) : segment;

/** Whether two paths can have a slot, to leave out at little cost most of those that have none. */
export function mayHaveSlot(a: PathParts, b: PathParts): boolean {
  if (a.extension !== b.extension) return false;
  const more = Math.abs(a.segments.length - b.segments.length);
  return more === 0 || (more <= MOST_FOLDERS && a.name === b.name);
}

/**
 * The slot in which two paths differ; undefined unless one is the other with a single substitution: of words in the
 * name of a file or folder, perhaps repeated (`charts/a/a.yaml`), or of folders.
 */
export function slotBetween(a: PathParts, b: PathParts): Slot | undefined {
  if (!mayHaveSlot(a, b)) return undefined;
  const substitution =
    a.segments.length === b.segments.length ? replaced(a, b) : inserted(a.segments, b.segments);
  if (!substitution) return undefined;
  const { own, other, segments } = substitution;
  const languages = segments.map((segment) => languageIn(stemOf(segment, a.extension)));
  const translated =
    languages.every((language, at) => language !== undefined || [own, other][at] === "") &&
    languages.some((language) => language !== undefined);
  const firstWords = [...pathWords(own), ...(translated ? pathWords(languages[0]?.name ?? "") : [])];
  const secondWords = [...pathWords(other), ...(translated ? pathWords(languages[1]?.name ?? "") : [])];
  return {
    first: new Set(firstWords.filter((word) => !secondWords.includes(word))),
    second: new Set(secondWords.filter((word) => !firstWords.includes(word))),
    translated,
    sameName: a.name === b.name,
  };
}

interface Substitution {
  readonly own: string;
  readonly other: string;
  /** The names of files or folders that hold them. */
  readonly segments: readonly [own: string, other: string];
}

/** The words by which segments differ, when all that differ do so by the same ones; undefined for equal paths. */
function replaced(a: PathParts, b: PathParts): Substitution | undefined {
  let widest: Substitution | undefined;
  const all: Substitution[] = [];
  for (const [index, segment] of a.segments.entries()) {
    const against = b.segments[index]!;
    if (segment === against) continue;
    const [own, other] = withoutCommonEnds(a.segmentWords[index]!, b.segmentWords[index]!);
    const found: Substitution = { own, other, segments: [segment, against] };
    all.push(found);
    if (!widest || own.length + other.length > widest.own.length + widest.other.length) widest = found;
  }
  if (!widest) return undefined;
  const { own, other } = widest;
  return all.every((each) => own.includes(each.own) && other.includes(each.other)) ? widest : undefined;
}

/** The folders that one path has in the place of the other's. */
function inserted(a: readonly string[], b: readonly string[]): Substitution | undefined {
  const most = Math.min(a.length, b.length);
  let from = 0;
  while (from < most - 1 && a[from] === b[from]) from++;
  let end = 0;
  while (end < most - from && a.at(-1 - end) === b.at(-1 - end)) end++;
  const own = a.slice(from, a.length - end);
  const other = b.slice(from, b.length - end);
  if (end === 0 || own.length > MOST_FOLDERS || other.length > MOST_FOLDERS) return undefined;
  return { own: own.join("/"), other: other.join("/"), segments: [own.at(-1) ?? "", other.at(-1) ?? ""] };
}

/** Two names, by their words, without those with which both begin or end. */
function withoutCommonEnds(a: readonly string[], b: readonly string[]): [string, string] {
  const most = Math.min(a.length, b.length);
  let from = 0;
  while (from < most && a[from] === b[from]) from++;
  let end = 0;
  while (end < most - from && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a.slice(from, a.length - end).join(""), b.slice(from, b.length - end).join("")];
}

/** One path for several that are alike, `*` for what differs in a segment and `**` for folders: `locales/*.json`. */
export function commonPattern(paths: readonly string[]): string {
  const all = paths.map((path) => path.split("/"));
  const [first = []] = all;
  if (all.every(({ length }) => length === first.length))
    return first.map((_, index) => segmentPattern(all.map((path) => path[index]!))).join("/");
  const least = Math.min(...all.map(({ length }) => length));
  let from = 0;
  while (from < least - 1 && all.every((path) => path[from] === first[from])) from++;
  let end = 0;
  while (end < least - from && all.every((path) => path.at(-1 - end) === first.at(-1 - end))) end++;
  return [...first.slice(0, from), "**", ...first.slice(first.length - end)].join("/");
}

function segmentPattern(segments: readonly string[]): string {
  const all = segments.map((segment) => segment.match(WORD_OR_SIGNS) ?? []);
  const [first = []] = all;
  if (segments.every((segment) => segment === segments[0])) return segments[0]!;
  const least = Math.min(...all.map(({ length }) => length));
  let from = 0;
  while (from < least && all.every((words) => words[from] === first[from])) from++;
  let end = 0;
  while (end < least - from && all.every((words) => words.at(-1 - end) === first.at(-1 - end))) end++;
  return `${first.slice(0, from).join("")}*${first.slice(first.length - end).join("")}`;
}

/**
 * A text in lower case without the words of a slot, which may be parts of its words: `GatewayV1Client` without `v1` is
 * `gatewayclient`.
 */
export function withoutWords(text: string, words: ReadonlySet<string>): string {
  let rest = text.toLowerCase();
  for (const word of words) if (word.length > 1 && rest.includes(word)) rest = rest.replaceAll(word, "");
  return rest;
}

/** First and last line, 1-based, inclusive. */
export type Lines = readonly [from: number, to: number];

/** Most lines of one statement; of a longer one only the first line counts as one. */
const LONGEST_STATEMENT = 12;

/** A line that goes on with what the line before began. */
const CONTINUES = /^\s*(?:[)\]]|\.\w|\?\.|&&|\|\||[?:]\s|then\b|and\b|or\b)/;
/** A line that the next one goes on with. */
const GOES_ON = /(?:[([,\\]|[^=!<>]=|=>|->|&&|\|\||[^+]\+|\b(?:and|or|return)) *$/;

/**
 * Cuts lines into statements, without knowing the language: a line, with those that its round and square brackets
 * or its operators leave open. A block is not one statement, its first line is. Blank lines belong to none.
 * @param from 1-based, inclusive, like `to`.
 */
export function statementsOf(lines: readonly string[], from: number, to: number): Lines[] {
  const statements: Lines[] = [];
  for (let line = from; line <= to; ) {
    if (isBlank(lines[line - 1])) {
      line++;
      continue;
    }
    const end = Math.min(to, endOf(lines, line));
    statements.push([line, end]);
    line = end + 1;
  }
  return statements;
}

/** Cuts prose into paragraphs, the longest at the same length as statements. Blank lines belong to none. */
export function paragraphsOf(lines: readonly string[], from: number, to: number): Lines[] {
  const paragraphs: Lines[] = [];
  for (let line = from; line <= to; line++) {
    if (isBlank(lines[line - 1])) continue;
    const last = paragraphs.at(-1);
    if (last && last[1] === line - 1 && line - last[0] < LONGEST_STATEMENT)
      paragraphs[paragraphs.length - 1] = [last[0], line];
    else paragraphs.push([line, line]);
  }
  return paragraphs;
}

function endOf(lines: readonly string[], first: number): number {
  let open = 0;
  for (let line = first; line < first + LONGEST_STATEMENT && line <= lines.length; line++) {
    const text = lines[line - 1]!;
    for (const mark of text.match(/[([\])]/g) ?? []) open += "([".includes(mark) ? 1 : -1;
    const next = lines[line] ?? "";
    if (open <= 0 && !GOES_ON.test(text) && !CONTINUES.test(next)) return line;
  }
  return first;
}

/**
 * The last line of an import that may open brackets of any kind on its first line; `first` when it is too long.
 * 1-based.
 */
export function importEnd(lines: readonly string[], first: number): number {
  let open = 0;
  for (let line = first; line < first + LONGEST_STATEMENT && line <= lines.length; line++) {
    for (const mark of lines[line - 1]!.match(/[({[\])}]/g) ?? []) open += "({[".includes(mark) ? 1 : -1;
    if (open <= 0) return line;
  }
  return first;
}

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/** Whether a line says something: it has letters or digits, beyond a brace, a rule or an `else`. */
export const isSubstantial = (line: string | undefined): boolean =>
  line !== undefined && (line.match(/[\p{L}\p{N}_]/gu)?.length ?? 0) > 4;

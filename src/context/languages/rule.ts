import type { SymbolKind } from "../parse/parsed.js";
import type { Found, PlainLanguage } from "./language.js";

/**
 * Where a definition ends, seen from the line on which it begins:
 *
 * - `block`: at the `}` of its first `{`. Without one, at the end of the statement: at a `;`, or at the end of
 *   the line, unless the next line is indented deeper or begins with `{`.
 * - `statement`: the same, but a line's end does not end it (C, SQL types, Protocol Buffers).
 * - `value`: at the first `;` outside brackets (Nix, SCSS variables).
 * - `line`: at the end of its line, or of the line on which its brackets close.
 * - `list`: at the bracket that closes the one with which it begins (Lisp).
 * - `indent`: before the next line that is not indented deeper. Closing brackets still belong to it.
 * - `next`: before the next definition by the same rule or an earlier one of the table; a file's last, at its end.
 * - `{ end }`: at the first line that matches and is not indented deeper: `/^end\b/`; on its own line, when the
 *   rest of it matches `sameLine`.
 * - `{ closes }`: at the line that matches, where each such line closes the innermost open definition.
 * - `{ until }`: after the next match, which may be on the same line: `/\.(?=\s)/`. Matches between `blocks.open` and
 *   `blocks.close` do not count. A match of the same name before it is another clause.
 */
export type Body =
  | "block"
  | "statement"
  | "value"
  | "line"
  | "list"
  | "indent"
  | "next"
  | { readonly end: RegExp; readonly sameLine?: RegExp }
  | { readonly closes: RegExp }
  | { readonly until: RegExp; readonly blocks?: { readonly open: RegExp; readonly close: RegExp } };

/**
 * One kind of definition. The pattern is tried on each line, without comments, from its start. Its groups that
 * matched are the parts of the name: `resource "(\w+)" "(\w+)"` gives `aws_vpc.main`. It must take linear time,
 * so no two repetitions in it may match the same text side by side. `inside` are the kinds of definitions directly
 * in which it counts, with "" for none: a field only in a class.
 */
export type DefinitionRule = readonly [
  kind: SymbolKind,
  pattern: RegExp,
  body?: Body,
  inside?: readonly (SymbolKind | "")[] | undefined,
];

/** Text in which no definition begins and no bracket counts: a comment or a string. */
export interface Opaque {
  /** Matches where it begins. The source of a regular expression. */
  readonly open: string;
  /**
   * Matches where it ends, from the end of `open`; or makes that pattern from the text of `open`. Without it,
   * `open` matches all of it.
   */
  readonly close?: string | ((open: string) => string);
  /** Set for a comment. Strings on one line stay visible to rules, since names may be in quotes. */
  readonly comment?: true;
  /** Set when it may contain line ends. Otherwise it counts only when it ends on its line. */
  readonly multiline?: true;
}

/**
 * A language that is read by rules: definitions only, without uses and imports. For a language without a packaged,
 * maintained grammar, and for formats in which a name at the start of a line is all that there is to know.
 */
export interface RuleLanguage extends PlainLanguage {
  /** Matches whole file names beside the extensions: `/^Dockerfile/`. */
  readonly fileName?: RegExp;
  /** Program names in a `#!` line, without a version. */
  readonly interpreters?: readonly string[];
  /** Extensions of another language, and whether a text with one of them is in this language. */
  readonly shares?: { readonly extensions: readonly string[]; readonly when: (text: string) => boolean };
  readonly definitions: readonly DefinitionRule[];
  /** How definitions end whose rule does not say. */
  readonly body: Body;
  /** Comments and strings. The first that matches at a place counts. */
  readonly opaque: readonly Opaque[];
  /** Matches a trimmed line above a definition that belongs to it, as in `Language`. */
  readonly attached: RegExp;
  /** As in `Language`: marks of a block comment that documents what follows. */
  readonly blockComment?: readonly [open: string, close: string];
  readonly lineComment?: string;
  readonly docstring?: boolean;
  /** As in `Language`: clauses in a row are one definition. */
  readonly clauses?: boolean;
  /** Set when dots in a name do not separate an owner from it: `.btn:hover`, `server.port`. */
  readonly wholeNames?: true;
  /** Set for settings, styles and build files: they rank as data, and definitions of under 4 lines are not cited alone. */
  readonly data?: true;
  /** Reads definitions that no rule can describe, beside those of the rules. Must take linear time. */
  readonly read?: (text: MaskedText) => readonly Found[];
}

/** A file's text in two copies of the same length: `code` without comments, `structure` also without strings. */
export interface MaskedText {
  readonly text: string;
  readonly code: string;
  readonly structure: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A comment from a mark, given as the source of a pattern, to the end of the line. */
export const toLineEnd = (mark: string): Opaque => ({ open: `${mark}[^\\n]*`, comment: true });

/** A comment between two marks. */
export const between = (open: string, close: string): Opaque => ({
  open: escaped(open),
  close: escaped(close),
  comment: true,
  multiline: true,
});

/** A string on one line. A doubled quote is part of it; so is an escaped one, unless `raw`. */
export const quoted = (quote: string, raw = false): Opaque => ({
  open: raw
    ? `${quote}(?:[^${quote}\\n]|${quote}${quote})*${quote}`
    : `${quote}(?:[^${quote}\\\\\\n]|\\\\.)*${quote}`,
});

/** A string between two marks that may span lines. A backslash escapes, unless `raw`. */
export const longQuoted = (open: string, close = open, raw = false): Opaque => ({
  open: escaped(open),
  close: raw ? escaped(close) : `(?<=(?<!\\\\)(?:\\\\\\\\)*)${escaped(close)}`,
  multiline: true,
});

/** `<<EOT` to the line that holds only `EOT`. */
export const heredoc: Opaque = {
  open: "<<[-~]?[\"']?[A-Za-z_]\\w*[\"']?",
  close: (open) => `^[ \\t]*${/[A-Za-z_]\w*/.exec(open)![0]}\\b`,
  multiline: true,
};

export const slashComments = [toLineEnd("//"), between("/*", "*/")] as const;
export const hashComment = toLineEnd("(?<![^\\s;(){}])#");
/** A character between single quotes: `'{'`. */
export const character: Opaque = { open: "'(?:\\\\[^\\n']{1,8}|[^\\\\'\\n])'" };
export const doubleQuotes = quoted('"');
export const singleQuotes = quoted("'");

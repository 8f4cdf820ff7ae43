/** What the parser says of one file. Everything after it (index, graph, ranking, packing) reads only this. */

/** The kinds of thing a file can define. `section` is a headed part of a document. */
export const symbolKinds = [
  "namespace",
  "class",
  "interface",
  "trait",
  "struct",
  "enum",
  "type",
  "function",
  "method",
  "constructor",
  "property",
  "constant",
  "variable",
  "macro",
  "test",
  "section",
] as const;
export type SymbolKind = (typeof symbolKinds)[number];

/** A definition, or a headed section. Offsets are UTF-16 code units into the file's text, end exclusive. */
export interface ParsedSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The type it belongs to, when it does not stand inside it: a Go method, a C++ member defined outside. */
  readonly owner?: string;
  /** Index of the enclosing symbol in the same list, always smaller than this one's own; -1 at the top. */
  readonly parent: number;
  /** Start of the definition with its attached comment, decorators and attributes. */
  readonly start: number;
  readonly end: number;
  /** Where the body begins (after the signature): text[start, bodyStart) is the head. Equals `end` if there is none. */
  readonly bodyStart: number;
  /** 1-based, inclusive lines of [start, end). */
  readonly startLine: number;
  readonly endLine: number;
  /** Declaration on one line, whitespace collapsed, without comment, decorators and body; at most 300 characters. */
  readonly signature: string;
  /** Attached comment or docstring without its markers; at most 2,000 characters; empty when none. */
  readonly doc: string;
  /** Names after `extends`, `implements`, `:` or in a base list, as written without type arguments. */
  readonly bases: readonly Base[];
}

export interface Base {
  readonly name: string;
  readonly relation: "inherits" | "implements";
}

/** A use of a name that some file may define. */
export interface Reference {
  /** The bare name: `parse` of `json.parse(x)`. */
  readonly name: string;
  /** What stands before the last dot, arrow or `::`, when it is a plain name: `json`, `self`, `this`. */
  readonly receiver?: string;
  readonly kind: "call" | "type";
  /** 1-based. */
  readonly line: number;
  /** Index of the innermost enclosing symbol; -1 at the top of the file. */
  readonly symbol: number;
}

export interface Import {
  /** The module as written: `./foo.js`, `os.path`, `crate::a::b`, `github.com/x/y`, `stdio.h`. */
  readonly module: string;
  /** Names it brings in, with the local alias when it differs; empty for a whole-module import. */
  readonly names: readonly { readonly name: string; readonly alias?: string }[];
  readonly line: number;
}

export interface ParsedFile {
  /** Id of the language (`python`, `tsx`, `markdown`, …); `text` when nothing better is known. */
  readonly language: string;
  /** In order of `start`; a parent stands before its children. */
  readonly symbols: readonly ParsedSymbol[];
  readonly references: readonly Reference[];
  readonly imports: readonly Import[];
  /** True when the grammar met syntax it could not read; what it could read is still here. */
  readonly damaged: boolean;
  /**
   * Text to index in place of the file's own, for formats that are not text (PDF) or whose text is not what a
   * reader sees (notebooks). Offsets and lines refer to this text when it is set.
   */
  readonly text?: string;
}

/** A parser that is ready: grammars load on first use, so `parse` is asynchronous only the first time per language. */
export interface Parser {
  /**
   * Starts the parser, and loads the grammars that files of these names need before the first of them, about 5 ms each.
   * One that is loaded after another has begun to parse waits 0.2 to 1 s behind V8's optimising compilation of the first.
   */
  prepare(paths: Iterable<string>): Promise<void>;
  /**
   * Never throws for bad content: a file that cannot be parsed comes back as `text` without symbols. `step` is called
   * as parts of a long document are done.
   */
  parse(path: string, content: string | Uint8Array, step?: () => void): Promise<ParsedFile>;
}

import type { SkipReason } from "../scan/source.js";

/** The result of parsing one file. All later stages (index, graph, ranking, packing) read only this. */

/** Kinds of symbols. `section` is a part of a document under a heading. */
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

/**
 * A definition, or a section of a document. Offsets are UTF-16 code units in the file's text, end exclusive.
 */
export interface ParsedSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The type it belongs to, when it is defined outside of that type: a Go method, a C++ member. */
  readonly owner?: string;
  /** Index of the enclosing symbol in the same list, always before this symbol; -1 at top level. */
  readonly parent: number;
  /** Start of the definition, including its attached comment, decorators and attributes. */
  readonly start: number;
  readonly end: number;
  /**
   * Start of the body, after the signature: text[start, bodyStart) is the head. Equals `end` without a body.
   */
  readonly bodyStart: number;
  /** 1-based, inclusive lines of [start, end). */
  readonly startLine: number;
  readonly endLine: number;
  /** The declaration on one line, without comment, decorators and body; at most 300 characters. */
  readonly signature: string;
  /**
   * The attached comment or docstring without comment marks; at most 2,000 characters; "" when there is none.
   */
  readonly doc: string;
  /** Names after `extends`, `implements`, `:` or in a base list, as written without type arguments. */
  readonly bases: readonly Base[];
}

export interface Base {
  readonly name: string;
  readonly relation: "inherits" | "implements";
}

/** A use of a name that is possibly defined in some file. */
export interface Reference {
  /** The bare name: `parse` of `json.parse(x)`. */
  readonly name: string;
  /**
   * What is before the last dot, arrow or `::`: a plain name (`json`, `self`), or an expression such as `open()`,
   * `new Map` or `?`; see `Callee.receiver` in languages/language.ts. Absent for a bare name.
   */
  readonly receiver?: string;
  /** `component`: markup names a component, a directive or a pipe, which frameworks find by a registered name. */
  readonly kind: "call" | "type" | "component";
  /** 1-based. */
  readonly line: number;
  /** Index of the innermost enclosing symbol; -1 at top level. */
  readonly symbol: number;
}

export interface Import {
  /** The module as written: `./foo.js`, `os.path`, `crate::a::b`, `github.com/x/y`, `stdio.h`. */
  readonly module: string;
  /** Imported names, with the local alias when it differs; empty when the whole module is imported. */
  readonly names: readonly { readonly name: string; readonly alias?: string }[];
  readonly line: number;
  /**
   * True when the statement also exports what it imports: `export { a as b } from "./c"`, `pub use a::b`. Its names
   * are then the exported ones and need not be visible in the file itself.
   */
  readonly reexports?: boolean;
}

/** A name that other files import, when it is not the name of the definition itself. */
export interface Export {
  /** The name that importers write; `default` for the value that an import without braces gets. */
  readonly name: string;
  /** The local name that it stands for, which may be that of an import. */
  readonly local: string;
}

/** A name by which markup uses a definition, beside the definition's own: `app-nav` for a class `NavComponent`. */
export interface RegisteredName {
  readonly name: string;
  /** 1-based line in the definition; 0 when the file itself is meant, such as a component's file. */
  readonly line: number;
}

export interface ParsedFile {
  /** Id of the language (`python`, `tsx`, `markdown`, …); `text` when it is unknown. */
  readonly language: string;
  /** Sorted by `start`; a parent comes before its children. */
  readonly symbols: readonly ParsedSymbol[];
  readonly references: readonly Reference[];
  readonly imports: readonly Import[];
  /** Absent when there are none. */
  readonly registered?: readonly RegisteredName[];
  /** Exported names that differ from those of definitions: `export { a as b }`, `export default a`. */
  readonly exports?: readonly Export[];
  /** True when a part of the file could not be parsed or was cut; the rest is still included. */
  readonly damaged: boolean;
  /**
   * Text to index instead of the file's content, for formats that are not text (PDF) or whose source is not
   * what a reader sees (notebooks). When it is set, offsets and lines refer to it.
   */
  readonly text?: string;
  /** The start of the file as it is written, when `text` lacks what it says about itself (a page's comments). */
  readonly head?: string;
  /** Why nothing of the file can be read; it is then skipped. */
  readonly unread?: SkipReason;
}

/** Parses files. Grammars load on first use. */
export interface Parser {
  /**
   * Starts the parser and loads the grammars for files with these names, about 5 ms each. A grammar that is
   * loaded after another has begun to parse waits 0.2 to 1 s for V8's optimising compilation of the first.
   */
  prepare(paths: Iterable<string>): Promise<void>;
  /**
   * Does not throw for bad content: a file that cannot be parsed is returned as `text` without symbols. Calls
   * `step` after each part of a long document.
   * @param format id of the document's format, "" for code; found from the content when absent. A caller that redacts the
   *   content first decides before, since the format may depend on the bytes.
   */
  parse(path: string, content: string | Uint8Array, step?: () => void, format?: string): Promise<ParsedFile>;
}

import type { Node } from "web-tree-sitter";
import type { Base, Import, SymbolKind } from "../parse/parsed.js";

/** A definition as a language reads it from a node. Offsets are UTF-16 code units into the file's text. */
export interface Found {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The type it belongs to when it does not stand inside it. */
  readonly owner?: string;
  readonly start: number;
  readonly end: number;
  readonly bodyStart?: number;
  readonly bases?: readonly Base[];
}

/** A called name and what stands before its last dot. */
export interface Callee {
  readonly name: string;
  readonly receiver?: string;
  /** Where the name stands. */
  readonly offset: number;
}

/** A language that is known by its files' names alone: no grammar reads it, and it is indexed as text. */
export interface PlainLanguage {
  readonly id: string;
  /** Without the dot, lower-case. */
  readonly extensions: readonly string[];
  readonly conventions?: FileConventions;
}

/**
 * All that Fovea knows of one programming language. A new language is one file with this value, one line in `list.ts`,
 * a fixture and its expected symbols.
 *
 * The query names what it finds:
 * - `@class` `@function` `@method` … (any symbol kind): the whole node of a definition. Its fields `name` and `body`
 *   are read when the same pattern does not capture `@name` and `@body`; `read` takes over for a node type that
 *   says them in another way;
 * - `@outer`: a node around a definition that ends where it ends (`export …`, decorators): it begins the definition;
 * - `@tail`: a body that follows its definition in the tree in place of standing inside it;
 * - `@arguments`: the arguments of a call, whose callee is the text before them: the quickest way, no node is asked;
 * - `@invocation`: a call, read by `invocation`; `@call`: the name that is called; `@mention`: the name of a type;
 * - `@import`: a whole import statement, read by `importOf`.
 *
 * Patterns stay flat, since `new Query` works out every way in which nested nodes can follow one another in the
 * grammar, once in each thread: a nested pattern for Swift's functions took 690 ms, a flat one less than 1 ms.
 */
export interface Language extends PlainLanguage {
  /** Lower-case, stable: stored in the index. Also the name of the language's file. */
  readonly id: string;
  /** Extensions that another language has too, and the text that makes such a file one of this language. */
  readonly shares?: { readonly extensions: readonly string[]; readonly when: (text: string) => boolean };
  /** Whole file names, as `Rakefile`. */
  readonly fileNames?: readonly string[];
  /** Program names in a `#!` line. */
  readonly interpreters?: readonly string[];
  /** Files of one family import each other and may use each other's names. By default the language's own id. */
  readonly family?: string;
  readonly modules?: ModuleRules;
  readonly scopes?: ScopeRules;
  readonly reports?: ReportSigns;
  /** Grammar file without `tree-sitter-` and `.wasm`. */
  readonly grammar: string;
  /** The npm package that holds the grammar file, where that is not `tree-sitter-wasms`. Read by `scripts/build.mjs`. */
  readonly grammarPackage?: string;
  readonly query: string;
  /** Blanks what the grammar cannot read, such as macros. The result is as long as the text, so offsets stay. */
  readonly prepare?: (text: string) => string;
  /** By node type: the definitions that a captured node makes; none when it makes none. */
  readonly read?: Readonly<Record<string, (node: Node, kind: SymbolKind) => readonly Found[]>>;
  /** Types of a definition's children that list what it extends or implements. */
  readonly heritage?: readonly string[];
  /** Reads the text of the heritage, its parts joined by commas; by default comma-separated names, all inherited. */
  readonly basesOf?: (text: string) => readonly Base[];
  /** Reads an `@invocation` in the file's text; by default the text of its field `function`. */
  readonly invocation?: (node: Node, text: string) => Callee | undefined;
  /** A line directly above a definition that belongs to it: comment or decorator. Block comments need not match. */
  readonly attached: RegExp;
  /** How a decorator, annotation or attribute begins that the grammar counts as part of a definition; sticky. */
  readonly decorator?: RegExp;
  /** Opens a comment that runs to the end of the line, as it may stand behind a signature. */
  readonly lineComment?: string;
  /** Whether block comments are written between these; their opening and closing mark. */
  readonly blockComment?: readonly [open: string, close: string];
  /** The string that documents a body stands first inside it, as in Python. */
  readonly docstring?: boolean;
  /** A function is written as several clauses one after another: they are one definition. */
  readonly clauses?: boolean;
  /** Reads one import statement; a statement may bring in several modules. */
  readonly importOf?: (statement: string) => readonly Omit<Import, "line">[];
  /** There is no import statement: a module is imported by naming it, and its first mention counts. */
  readonly importsAreUses?: boolean;
  /** Whether a definition is a test, by its name and the comments and decorators attached to it. */
  readonly isTest?: (name: string, attached: string) => boolean;
}

/** How the names of a language's files tell what they are for. Each pattern is tried on the name, without folders. */
export interface FileConventions {
  /** Files of tests, beside what `scan/role.ts` knows of any language (`test_a`, `a_test`, `a.spec`). */
  readonly test?: RegExp;
  /** A line near the top that says that the whole file is tests. */
  readonly testMark?: RegExp;
  /** Files of examples and benchmarks, beside what `scan/role.ts` knows of any language. */
  readonly example?: RegExp;
  /** Files that code generators write. */
  readonly generated?: RegExp;
  /** Libraries that are copied into repositories. */
  readonly vendored?: RegExp;
  /** Minified or bundled files; tried on the name in lower case. They are not indexed. */
  readonly minified?: RegExp;
  /** Tools write files of this language on one line: long lines are looked for. */
  readonly minifiable?: boolean;
  /** Names, in lower case, of what its package managers write. They are not indexed. */
  readonly lockFiles?: readonly string[];
}

/** The file that an import stands in. Paths are relative to the indexed root, `/` separated. */
export interface ImportingFile {
  readonly folder: string;
  /** Its path without the extension. */
  readonly path: string;
  /** Whether it stands for its folder, as `index` or `mod` do. */
  readonly isIndex: boolean;
}

/** A file that gives the package in its folder a name, by which code elsewhere imports it. */
export interface Manifest {
  readonly fileName: string;
  readonly packageName: (text: string) => string | undefined;
}

/** How an import names files of the repository. By default a module is any file whose path ends with it. */
export interface ModuleRules {
  /** Those of `extensions` that no import leaves out. */
  readonly namedWhole?: readonly string[];
  /** Endings of several parts that an import leaves out, as `d.ts`. */
  readonly longEndings?: readonly string[];
  /** File names, without extension, that stand for their folder. */
  readonly indexFiles?: readonly string[];
  /** The same for files that no import names, as a program's `main`. */
  readonly mainFiles?: readonly string[];
  /** Names of folders below which modules are looked for. */
  readonly sourceRoots?: readonly string[];
  /** First segments that stand for the root of the sources: `@/a`, `~/a`. They do not count as segments. */
  readonly rootAliases?: readonly string[];
  /** A first segment that names no folder: `crate`, or a scope such as `@acme`. */
  readonly rootSegment?: RegExp;
  readonly manifests?: readonly Manifest[];
  /** A module as a path that begins with the name of its package. By default as it is written. */
  readonly packagePath?: (module: string) => string;
  /** An import is a path with its extension, from the importing file's folder or of any file that it is the end of. */
  readonly importsArePaths?: boolean;
  /** The one path that a module means; undefined where that is not known from the importing file alone. */
  readonly exactPath?: (module: string, from: ImportingFile) => string | undefined;
  /**
   * Whether a module that names no file surely lies outside of the repository. By default it does.
   * @param manifest whether the repository has a manifest of this family.
   */
  readonly isExternal?: (module: string, manifest: boolean) => boolean;
  /** The files of a folder see each other's names without an import. */
  readonly folderIsScope?: boolean;
  /** The part of a folder's path that names its package, where one package may lie in several folders. */
  readonly packageFolder?: (folder: string) => string;
  /** An import of a module brings in all its names, unless some are listed. */
  readonly opensAll?: boolean;
  /** Modules that are imported for their names, and have no name of their own in the file. */
  readonly nameless?: RegExp;
  /** A module without the end that is no part of its name in a file. */
  readonly localModule?: (module: string) => string;
  /** What an imported file imports is seen as well. */
  readonly reexports?: boolean;
  /**
   * Headers declare what sources define, which are importable through them; by their paths. A source that alone defines a
   * name defines what any header declares by it, others only what the header of the same name does.
   */
  readonly headers?: { readonly header: RegExp; readonly source: RegExp };
  /** Files of the family with the same name before the extension declare and define the same. */
  readonly interfacesBeside?: boolean;
}

/** What a name means where it is used. */
export interface ScopeRules {
  /** Built-in names for the object or class around a method. */
  readonly ownReceivers?: readonly string[];
  /** Built-in names for what that extends. */
  readonly parentReceivers?: readonly string[];
  /** A bare call may mean a method of the class around it. */
  readonly implicitReceiver?: boolean;
  /** `a::b()` or `a.b()` may name a function in a namespace or module that no import brings in. */
  readonly namespaces?: boolean;
  /** A type is seen by every file of a module or program, whatever the file imports. */
  readonly typesNeedNoImport?: boolean;
  /** Whether a definition is one of several parts that one type is written in. */
  readonly isPart?: (definition: { readonly kind: string; readonly signature: string }) => boolean;
  /** Types implement an interface by having its methods: how its text opens, and how a line in it names a method. */
  readonly structural?: { readonly opens: RegExp; readonly method: RegExp };
}

/** How an interpreter or a runtime prints one call of a trace. */
export interface TraceFormat {
  /** A line above the frames that says nothing itself. */
  readonly head?: RegExp;
  /** A frame, with the groups `path` and, where the format has it, `name`: the function. */
  readonly frame?: RegExp;
  /** Where the innermost call stands. */
  readonly innermost?: "first" | "last";
  /** Indented lines of source stand below a frame, and of its path only the file's name is of any use. */
  readonly showsSource?: boolean;
  /** A better path than the one that is printed, by the function's name. */
  readonly pathOf?: (path: string, name: string) => string;
}

/** By what a task or a report in plain words shows that it speaks of this language. */
export interface ReportSigns {
  /** How a line begins that imports. Its flags do not count. */
  readonly importLine?: RegExp;
  /** Keywords before the name of a definition. */
  readonly definers?: readonly string[];
  /** Programs and packages whose versions a report states. */
  readonly tools?: readonly string[];
  readonly traces?: readonly TraceFormat[];
}

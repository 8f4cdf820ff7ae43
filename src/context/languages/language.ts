import type { Node } from "web-tree-sitter";
import type { Base, Export, Import, SymbolKind } from "../parse/parsed.js";
import type { Markup } from "./markup/markup.js";
import type { PackageFacts } from "./reading/package-facts.js";
import type { TypeRules } from "./reading/type-rules.js";

/**
 * A definition that a language found in a syntax node. Offsets are UTF-16 code units in the file's text.
 * Build it with `found` or `shared` of `reading/nodes.ts`.
 */
export interface Found {
  readonly kind: SymbolKind;
  /**
   * As written: `add`, `Shelf::add`, `"finds a book"`. The parser later removes quotes and splits off an
   * owner.
   */
  readonly name: string;
  /**
   * The type of a method that is written outside of its body: `Shelf` for Go's `func (s *Shelf) Add()`. With "", the
   * name has no owner in it, whatever it looks like: `.btn:hover`. Without it, `a::b` and `a.b` are split.
   */
  readonly owner?: string;
  readonly start: number;
  readonly end: number;
  /** Where the body begins, such as its `{`. The signature ends there; without it, at the end of the first line. */
  readonly bodyStart?: number;
  /** The types that the definition extends or implements. */
  readonly bases?: readonly Base[];
}

/** The callee of one call. */
export interface Callee {
  /** The called name: `get` in `this.client.get(url)`. */
  readonly name: string;
  /**
   * What is before the last dot. A plain name (`client` in `this.client.get(url)`), or an expression in a form
   * that no name has: `open()` and `Shelf.open()` for the result of a call (`?.open()` when that call has a
   * receiver without a name), `new Shelf`, `Shelf{}` for a composite literal or a trailing block, `items[]` for
   * an element, `""`, `[]`, `{}` and `0` for literals, `?` for anything else. Absent in `get(url)` only.
   */
  readonly receiver?: string;
  /** Offset of the name in the file's text, in UTF-16 code units. */
  readonly offset: number;
}

/** What is known of every language, whether a grammar or rules read it (`rule.ts`). */
export interface PlainLanguage {
  /** Lower-case: `julia`. */
  readonly id: string;
  /** File extensions, lower-case, without the dot: `["jl"]`. */
  readonly extensions: readonly string[];
  /** Those of `extensions` that are more often names in code: `move` in `x.move`. Those of one or two letters are always. */
  readonly uncertain?: readonly string[];
  /** Keywords before the name of a definition, as in `ReportSigns`. */
  readonly definers?: readonly string[];
  /** File names that show a file's role. Without it, only the patterns for all languages apply (`scan/role.ts`). */
  readonly conventions?: FileConventions;
}

/**
 * Everything that Fovea knows about one programming language. To add a language, write one file with this
 * value, and add a line in `list.ts`, a fixture and its expected symbols.
 *
 * `query` is a tree-sitter query. Its capture names say what a node is:
 * - `@class`, `@function`, `@method` … (any symbol kind): the whole node of a definition. Its name and body
 *   are the captures `@name` and `@body` of the same pattern, or else the node's fields `name` and `body`.
 *   When neither fits a node type, read it with `read`.
 * - `@outer`: a node that wraps a definition and ends where it ends (`export …`, decorators). The definition
 *   then starts where this node starts.
 * - `@tail`: a body that follows its definition in the tree instead of being inside it (Dart).
 * - `@arguments`: the argument list of a call. The callee is read from the text before it. This is the
 *   fastest way, since it asks no other node. Fits languages that write `receiver.name(arguments)`.
 * - `@invocation`: the whole node of a call. The callee is read by `invocation`.
 * - `@call`: the called name itself. `@mention`: the name of a type that is used.
 * - `@value`: a name that is used as a value, as in `router.use(handler)`. It counts as a use when the file
 *   defines or imports that name.
 * - `@import`: a whole import statement. It is read by `importOf`.
 * - Names that begin with `_`, such as `@_require`, serve predicates and are otherwise ignored.
 *
 * Keep patterns flat. `new Query` analyses all ways in which nested nodes can follow one another in the
 * grammar, in each thread: a nested pattern for Swift's functions took 690 ms, a flat one less than 1 ms.
 */
export interface Language extends PlainLanguage {
  /**
   * Lower-case and stable, since the index stores it: `objective-c`. Also the name of the language's file.
   */
  readonly id: string;
  /**
   * Extensions that another language lists in its `extensions`. `when` gets the file's text and returns
   * whether it is in this language: a `.h` file with `@interface` is Objective-C. Otherwise the other
   * language gets the file. For a language with `markup`, the extension may be that of documents (`html`), and `when`
   * gets the first 16,384 characters.
   */
  readonly shares?: {
    readonly extensions: readonly string[];
    readonly when: (text: string, path: string) => boolean;
  };
  /** Whole file names, case-sensitive: `["Rakefile", "Gemfile"]`. Without it, files are known by extension only. */
  readonly fileNames?: readonly string[];
  /**
   * Program names in a `#!` line, without a version: `["python"]`. Used when the file name does not show the language.
   * Without it, such scripts are indexed as text.
   */
  readonly interpreters?: readonly string[];
  /**
   * Languages with the same family can import each other's files and use each other's names: `ecmascript` for
   * JavaScript and TypeScript. Without it, the language is a family of its own.
   */
  readonly family?: string;
  /** How imports name files. Without it, the defaults of ModuleRules apply. */
  readonly modules?: ModuleRules;
  /** What a used name may mean. Without it, the defaults of ScopeRules apply. */
  readonly scopes?: ScopeRules;
  /**
   * How names occur in the text of a file. The graph then also finds uses that the query does not capture:
   * constants, variables, macros and their bodies. Without it, only captured uses count.
   */
  readonly occurrences?: OccurrenceRules;
  /**
   * How bug reports and tasks show this language. Without it, its stack traces and snippets are read as plain
   * text.
   */
  readonly reports?: ReportSigns;
  /** Name of the grammar file without `tree-sitter-` and `.wasm`: `c_sharp`. */
  readonly grammar: string;
  /**
   * The npm package that contains the grammar file. Default: `tree-sitter-wasms`. Read by
   * `scripts/build.mjs`.
   */
  readonly grammarPackage?: string;
  /** The tree-sitter query; see above for its capture names. */
  readonly query: string;
  /**
   * Replaces text that the grammar cannot parse, such as macros, with spaces. The result must have the same
   * length, so that offsets stay valid. Without it, the grammar gets the text as it is.
   */
  readonly prepare?: (text: string) => string;
  /**
   * Reads the markup of a template or a component: which of its text is code, and which components, functions and
   * names it uses. Undefined when the file has no markup. `prepare` gets the code. Without it, a file is all code.
   */
  readonly markup?: (text: string) => Markup | undefined;
  /**
   * A query like `query` for the expressions of the markup only. `@value` there is any name: it counts when the file
   * defines or imports it. Without it, `query` alone finds uses.
   */
  readonly markupQuery?: string;
  /**
   * The names by which markup of other files uses this file, from its path: `NavBar` for `nav-bar.vue`. Without it,
   * the file is no component.
   */
  readonly componentNames?: (path: string) => readonly string[];
  /**
   * Reads definitions from captured nodes, by node type: `{ var_spec: (node, kind) => … }`. May return
   * several (`int a, b;`) or none. Not used for patterns that capture `@name`. Without an entry, the node's
   * fields are read.
   */
  readonly read?: Readonly<Record<string, (node: Node, kind: SymbolKind) => readonly Found[]>>;
  /**
   * Types of the child nodes of a definition that list its base types: `["superclass", "super_interfaces"]`. Not used
   * for functions. Without it, only `read` finds bases.
   */
  readonly heritage?: readonly string[];
  /**
   * Reads base types from the text of the heritage nodes, joined by `, `. Default: comma-separated names, all
   * of them inherited.
   */
  readonly basesOf?: (text: string) => readonly Base[];
  /**
   * Reads the callee of an `@invocation` node. `text` is the file's text. Default: the last name in the
   * node's field `function`, or in its first child.
   */
  readonly invocation?: (node: Node, text: string) => Callee | undefined;
  /**
   * Matches a trimmed line directly above a definition that belongs to it, such as a line comment or a
   * decorator: `/^(?:#|@)/`. Lines of a `blockComment` are found without it.
   */
  readonly attached: RegExp;
  /**
   * Matches the start of a decorator, annotation or attribute that the grammar puts inside the definition's
   * node: `/@[\w.]+/y`. Must be sticky (`y`). Its arguments are skipped too. Without it, decorators stay in
   * the signature.
   */
  readonly decorator?: RegExp;
  /** Starts a comment that ends with the line: `//`. Without it, line comments stay in signatures. */
  readonly lineComment?: string;
  /**
   * The marks around a block comment: `["/*", "*\/"]`. Without it, block comments are not attached to
   * definitions and stay in signatures.
   */
  readonly blockComment?: readonly [open: string, close: string];
  /**
   * Set when a string at the start of a body documents the definition, as in Python. Without it, such a string is
   * ordinary body text.
   */
  readonly docstring?: boolean;
  /**
   * Set when a function may be written as several clauses in a row, as in Haskell. They become one definition. Without
   * it, each clause is a definition.
   */
  readonly clauses?: boolean;
  /**
   * Reads the text of an `@import` node, which may import several modules. `from a import b as c` gives one with
   * `{ module: "a", names: [{ name: "b", alias: "c" }] }`. `names` is empty for the whole module. The name `*` means
   * all names, or with an alias the module itself. Without it, the language has no imports.
   */
  readonly importOf?: (statement: string) => readonly Omit<Import, "line">[];
  /**
   * Reads the names that an `@outer` node, or a definition that `read` reads, exports. Those that equal the local
   * name count only when the file imports that name. Without it, definitions are exported by their own names.
   */
  readonly exportsOf?: (node: Node, text: string) => readonly Export[];
  /**
   * Functions whose call loads a module, as JavaScript's `require`, captured as `@arguments`. `read` gets the node of
   * the call. `definition` is where a variable's definition starts that is nothing but a name for the module.
   */
  readonly loads?: {
    readonly names: readonly string[];
    readonly read: (
      call: Node,
    ) => { readonly item: Omit<Import, "line">; readonly definition?: number } | undefined;
  };
  /**
   * Set when code imports a module by naming it, without a statement (OCaml). The first mention in a file then counts as
   * the import. Without it, each `@import` node counts.
   */
  readonly importsAreUses?: boolean;
  /**
   * Whether a definition is a test. `attached` is the text of its comments and decorators:
   * `/@Test\b/.test(attached)`. Without it, only definitions that the query captures as `@test` are tests.
   */
  readonly isTest?: (name: string, attached: string) => boolean;
}

/**
 * File names of a language that show what a file is for. Each pattern is matched against the file name
 * without folders. They add to the patterns for all languages in `scan/role.ts` (`test_a`, `a_test`,
 * `a.spec`) and `scan/skip-by-name.ts`.
 */
export interface FileConventions {
  /** Test files: `FooTest.java`, `conftest.py`. */
  readonly test?: RegExp;
  /** Matches a line near the top of a file that consists of tests: `#![cfg(test)]`. */
  readonly testMark?: RegExp;
  /** Examples and benchmarks: `FooBenchmark.cs`. */
  readonly example?: RegExp;
  /** Files that a code generator writes: `a_pb2.py`. */
  readonly generated?: RegExp;
  /** Libraries that are copied into repositories: `jquery.js`. */
  readonly vendored?: RegExp;
  /** Minified or bundled files: `a.min.js`. Matched against the lower-case name. They are not indexed. */
  readonly minified?: RegExp;
  /** Set when tools minify this language. A file with very long lines is then not indexed. */
  readonly minifiable?: boolean;
  /** Lower-case names of files that package managers write: `["poetry.lock"]`. They are not indexed. */
  readonly lockFiles?: readonly string[];
}

/** The file that contains an import. Paths are relative to the indexed root and separated by `/`. */
export interface ImportingFile {
  readonly folder: string;
  /** The file's path without the extension. */
  readonly path: string;
  /** Whether the file stands for its folder, as `index.ts` and `mod.rs` do. */
  readonly isIndex: boolean;
}

/** A file that describes the package in its folder. */
export interface Manifest {
  /** Exact name, or a pattern for it: `package.json`. */
  readonly fileName: string | RegExp;
  /** Reads the file's text; undefined when it says nothing about modules. Does not throw. */
  readonly read: (text: string) => PackageFacts | undefined;
}

/**
 * How an import names files of the repository. Default: a relative path (`./a`, `..a`) is resolved from the
 * importing file; any other module matches the files whose path, without extension, ends with it. A flag that is
 * not set means that the language does not work so.
 */
export interface ModuleRules {
  /** Extensions of the language that an import never leaves out: `["sol"]`. Default: none. */
  readonly namedWhole?: readonly string[];
  /** Endings of several parts that an import leaves out: `["d.ts"]`. */
  readonly longEndings?: readonly string[];
  /** Names, without extension, of files that stand for their folder: `["index"]`, so `./a` can mean `a/index.ts`. */
  readonly indexFiles?: readonly string[];
  /** The same for files that no import names, such as Rust's `["main"]`. */
  readonly mainFiles?: readonly string[];
  /** Folders in which absolute module paths may begin, beside `src`, `lib`, `app` and `source`: `["include"]`. */
  readonly sourceRoots?: readonly string[];
  /** First segments that mean the root of the sources: `["@", "~"]` for `@/a` and `~/a`. They are dropped. */
  readonly rootAliases?: readonly string[];
  /** Matches a first segment that names no folder: `crate`, or the scope in `@acme/a`. It is dropped. */
  readonly rootSegment?: RegExp;
  /** Files that name packages. Without it, an import finds packages of the repository by their paths only. */
  readonly manifests?: readonly Manifest[];
  /**
   * Turns a module into a path that begins with its package's name: `a::b` into `a/b`. Default: the module as
   * written.
   */
  readonly packagePath?: (module: string) => string;
  /**
   * Set when an import is a path with its extension, as `#include "a/b.h"`. It is resolved from the importing
   * file's folder, or else matches the end of any file's path.
   */
  readonly importsArePaths?: boolean;
  /**
   * The one path, with or without extension, that a module names: `super::a` seen from `src/b/c.rs`.
   * Undefined when the importing file alone does not decide it; then the other rules apply.
   */
  readonly exactPath?: (module: string, from: ImportingFile) => string | undefined;
  /**
   * Whether a module that matches no file is outside of the repository, such as the standard library.
   * Default: it is. A module that is not counts as unresolved.
   * @param manifest whether the repository has a manifest of this family.
   * @param isFolder whether a folder of the repository has the name of the module's first segment.
   */
  readonly isExternal?: (module: string, manifest: boolean, isFolder: boolean) => boolean;
  /** Whether a module is part of the language's runtime, so that no file of the repository is meant. */
  readonly isBuiltIn?: (module: string) => boolean;
  /**
   * How many first segments tell the repository's own modules from those of others: 1 in Python, 3 in Java
   * (`org.acme.shop`). A module that begins so and matches no file is unresolved and not external.
   */
  readonly ownSegments?: number;
  /** Set when files of a folder see each other's names without an import, as in Go. */
  readonly folderIsScope?: boolean;
  /**
   * The part of a folder's path that names its package, when one package can be in several folders:
   * `org/acme` for `src/main/java/org/acme`. Default: the whole path. Used with `folderIsScope`.
   */
  readonly packageFolder?: (folder: string) => string;
  /** Set when an import without a list of names makes all names of the module visible, as `#include` does. */
  readonly opensAll?: boolean;
  /** Matches modules whose import creates no local name for the module itself: `a.h`. */
  readonly nameless?: RegExp;
  /**
   * Removes the end of a module that is not part of its local name: Go's `example.org/a/v2` is `a` in code.
   */
  readonly localModule?: (module: string) => string;
  /**
   * What a framework imports by itself: `config` matches the path of the file that configures it; `folders` matches the
   * paths of the files whose functions it imports, seen from the folder of that file.
   */
  readonly autoImports?: { readonly config: RegExp; readonly folders: RegExp };
  /** Set when an import's names never are modules themselves, as in JavaScript. */
  readonly namesAreDefinitions?: boolean;
  /** Set when other files can import from a file what it imports itself, as in Python. */
  readonly importsAreExports?: boolean;
  /** Set when importing a file also makes the names of that file's imports visible, as in Dart. */
  readonly reexports?: boolean;
  /**
   * Matches the paths of headers and sources, when headers declare what sources define. An import of a header
   * makes the source of the same name visible. If exactly one source defines a name, it defines every
   * header's declaration of that name; otherwise only that of the header with its own name.
   */
  readonly headers?: { readonly header: RegExp; readonly source: RegExp };
  /**
   * Set when `a.mli` declares what `a.ml` defines: files of the family that differ only in the extension. Without it,
   * the two are separate symbols.
   */
  readonly interfacesBeside?: boolean;
}

/**
 * What a name can mean at the place where it is used. Default for each rule: it does not hold in the
 * language.
 */
export interface ScopeRules {
  /** Built-in names of the object or class that a method belongs to: `["self", "cls"]`. */
  readonly ownReceivers?: readonly string[];
  /** Built-in names of its base class: `["super"]`. */
  readonly parentReceivers?: readonly string[];
  /** Set when a call without receiver can mean a method of the enclosing class, as in Java. */
  readonly implicitReceiver?: boolean;
  /**
   * Set when `a::b()` or `a.b()` can name a function in a namespace or module that the file does not import.
   */
  readonly namespaces?: boolean;
  /**
   * Set when a file sees names of the code that renders it, as a template does. A name that is defined once in the
   * repository then means that definition.
   */
  readonly rendered?: boolean;
  /** Set when a file sees the types of its module or program without an import, as in C# and Swift. */
  readonly typesNeedNoImport?: boolean;
  /**
   * Whether a definition may be one of several parts of one type, such as a C# `partial class` or a Swift
   * `extension`. The parts then count as one definition.
   */
  readonly isPart?: (definition: { readonly kind: string; readonly signature: string }) => boolean;
  /**
   * Set when a type implements an interface by having its methods (Go). `opens` matches the line where the
   * interface's body opens; `method` matches a line in it that declares a method, whose name is group 1. `stated` is set
   * where types usually say which interfaces they implement (TypeScript): having the methods then counts only for an
   * interface that no type says to implement. `fits` tells from the text behind the name of two methods whether the
   * second can implement the first; without it, the name alone counts.
   */
  readonly structural?: {
    readonly opens: RegExp;
    readonly method: RegExp;
    readonly stated?: boolean;
    readonly fits?: (declared: string, defined: string) => boolean;
  };
  /** How code declares variables and results, to find the type of a receiver. Without it, types are unknown. */
  readonly types?: TypeRules;
  /**
   * How a function declares names that hide outer ones, where `occurrences` does not say it. Without both, only the
   * definitions that the parser finds hide others.
   */
  readonly locals?: DeclarationRules;
  /**
   * Names that the language defines: functions, objects and types, such as `Array`, `len` and `System`. A use means
   * one of these unless the file declares or imports the name.
   */
  readonly globals?: ReadonlySet<string>;
  /**
   * Names of methods that the language's own types have, such as `push` and `get`. Where the type of a receiver is
   * not known, a call of such a name is no evidence for a definition of the repository.
   */
  readonly builtInMembers?: ReadonlySet<string>;
}

/** How names are written in a language, as far as the text shows it. */
export interface OccurrenceRules {
  /** Marks around strings that may hold line ends, the longest first: `['"""']`. Default: none. */
  readonly longStrings?: readonly string[];
  /** Marks around strings of one line. Default: `"`. A `'` around one character needs no mark. */
  readonly shortStrings?: readonly string[];
  /**
   * Matches the part of a string before a name, with the letters before its mark, when the name is code:
   * `/\$\{[^}]*$/`. Without it, no string holds code.
   */
  readonly interpolation?: RegExp;
  /** How local variables, parameters and fields are declared: they hide an outer name. */
  readonly declarations: DeclarationRules;
  /**
   * Matches the text before a name when a function of this name is meant without a call: `/::\s*$/` for Java. Default:
   * the name alone means the function.
   */
  readonly functionValue?: RegExp;
  /** Matches the link before a name that can only be a member: `/(?:\.|->)$/` for C. Default: none, as in Python. */
  readonly memberLink?: RegExp;
  /** Matches the text after a name that is the key of an argument or field: `/^\s*=(?!=)/`. Default: none. */
  readonly key?: RegExp;
  /** Matches the text before the name of an enumerator whose type the place decides: `/\bcase\s+$/`. Default: none. */
  readonly label?: RegExp;
  /** Matches the head of a method that is used without a call, as a field is: `@property`. */
  readonly property?: RegExp;
}

/** Sources of patterns in which `NAME` stands for the name. */
export interface DeclarationRules {
  /** Set when a local name is seen to the end of its block in braces only, and not in the whole function. */
  readonly blocks?: boolean;
  /** Each is tried on one line. */
  readonly local: readonly string[];
  /** Each is tried on the head of a function. */
  readonly parameter: readonly string[];
  /** Each is a line that says that the name is not local. Default: none. */
  readonly outer?: readonly string[];
  /** Each is a line that only declares the name, and neither defines nor uses it: `class Shelf;`. Default: none. */
  readonly forward?: readonly string[];
}

/** How an interpreter or a runtime prints a stack trace. */
export interface TraceFormat {
  /** Matches a line above the frames that carries no information: `Traceback (most recent call last)`. */
  readonly head?: RegExp;
  /** Matches a frame. Group `path` is the file; group `name`, if the format prints it, is the function. */
  readonly frame?: RegExp;
  /** Which frame is the innermost call. */
  readonly innermost?: "first" | "last";
  /**
   * Set when indented source lines follow each frame, as in Python. Then only the file name of the path is
   * used.
   */
  readonly showsSource?: boolean;
  /** A better path than the printed one: `A.java` and `org.acme.A.put` give `org/acme/A.java`. */
  readonly pathOf?: (path: string, name: string) => string;
}

/**
 * How tasks and bug reports in plain text show code of this language. The language of a report is not known,
 * so the signs of all languages apply to each report.
 */
export interface ReportSigns {
  /** Matches the start of an import line in a report's code: `/#include/`. Its flags are ignored. */
  readonly importLine?: RegExp;
  /** Keywords before the name of a definition: `["class", "def"]`. */
  readonly definers?: readonly string[];
  /** Programs and packages whose versions reports list: `["python", "numpy"]`. */
  readonly tools?: readonly string[];
  /**
   * Names of errors that the runtime itself raises, such as `TypeError`. At the head of an error line they say what
   * went wrong, and mention no definition of the repository.
   */
  readonly errors?: ReadonlySet<string>;
  /** The first segments of qualified names of these errors: `["java"]`. Without it, they are printed unqualified. */
  readonly errorPackages?: readonly string[];
  /**
   * Formats of stack traces. Without it, trace lines count as prose, unless another language's format fits.
   */
  readonly traces?: readonly TraceFormat[];
}

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

/**
 * What Fovea knows of one programming language. A new language is one file with this value, one line in the list, a
 * fixture and its expected symbols.
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
export interface Language {
  /** Lower-case, stable: stored in the index. */
  readonly id: string;
  /** Without the dot, lower-case. */
  readonly extensions: readonly string[];
  /** Extensions that another language has too, and the text that makes such a file one of this language. */
  readonly shares?: { readonly extensions: readonly string[]; readonly when: (text: string) => boolean };
  /** Whole file names, as `Rakefile`. */
  readonly fileNames?: readonly string[];
  /** Program names in a `#!` line. */
  readonly interpreters?: readonly string[];
  /** Grammar file without `tree-sitter-` and `.wasm`. */
  readonly grammar: string;
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

const NAME = /[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*/;

/** The last segment of a qualified name: `a.b.C` → `C`. */
export const lastSegment = (name: string): string => name.split(/\.|::|\\|->|:/).pop() ?? name;

/** Splits at commas that stand outside brackets. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if ("([{<".includes(character)) depth++;
    else if (")]}>".includes(character)) depth--;
    else if (character === "," && depth <= 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Names of a base list such as `: public A, B<C>` or `(A, metaclass=M)`, each without arguments. */
export function baseNames(text: string): string[] {
  const inside = text.replace(/^\s*[(:]/, "").replace(/\)\s*$/, "");
  return splitTopLevel(inside)
    .filter((part) => !/^\s*\w+\s*=[^>]/.test(part))
    .map(
      (part) =>
        NAME.exec(
          part
            .replace(/^\s*(?:public|protected|private|virtual|extends|implements|with|new)\b\s*/g, "")
            .replace(/^\s*(?:virtual|public)\s+/, ""),
        )?.[0],
    )
    .filter((name) => name !== undefined)
    .map(lastSegment);
}

export const inherited = (names: readonly string[]): Base[] =>
  names.map((name) => ({ name, relation: "inherits" }));
export const implemented = (names: readonly string[]): Base[] =>
  names.map((name) => ({ name, relation: "implements" }));

/** `extends A implements B, C` as Java, PHP and TypeScript write it. */
export function extendsAndImplements(text: string): Base[] {
  const [extending = "", implementing = ""] = text.split(/\bimplements\b/);
  return [
    ...inherited(baseNames(extending.replace(/^\s*extends\b/, ""))),
    ...(implementing ? implemented(baseNames(implementing)) : []),
  ];
}

/** `a as b` and plain names of an import list. */
export function importedNames(list: string): { name: string; alias?: string }[] {
  return list
    .split(",")
    .map((part) => /^\s*(?:type\s+)?([\w$*.]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part))
    .filter((match) => match !== null)
    .map(([, name = "", alias]) => (alias && alias !== name ? { name, alias } : { name }));
}

import type { Base, Import } from "../parsed.js";

/**
 * What Fovea knows of one programming language. A new language is one file with this value, one line in the list, a
 * fixture and its expected symbols.
 *
 * The query names what it finds:
 * - `@class` `@function` `@method` … (any symbol kind): the whole node of a definition; in the same pattern `@name`,
 *   and if there are any `@body`, `@owner` (the type a method belongs to when it does not stand inside it) and
 *   `@bases` (the node that lists what it extends);
 * - `@call` or `@type`: a used name, with `@receiver` in the same pattern when something stands before the dot;
 * - `@import`: a whole import statement, read by `importOf`.
 */
export interface Language {
  /** Lower-case, stable: stored in the index. */
  readonly id: string;
  /** Without the dot, lower-case. */
  readonly extensions: readonly string[];
  /** Whole file names, as `Rakefile`. */
  readonly fileNames?: readonly string[];
  /** Program names in a `#!` line. */
  readonly interpreters?: readonly string[];
  /** Grammar file without `tree-sitter-` and `.wasm`. */
  readonly grammar: string;
  readonly query: string;
  /** A line directly above a definition that belongs to it: comment or decorator. Block comments need not match. */
  readonly attached: RegExp;
  /** Whether block comments are written between these; their opening and closing mark. */
  readonly blockComment?: readonly [open: string, close: string];
  /** The string that documents a body stands first inside it, as in Python. */
  readonly docstring?: boolean;
  /** A function is written as several clauses one after another: they are one definition. */
  readonly clauses?: boolean;
  /** Reads one import statement; a statement may bring in several modules. */
  readonly importOf?: (statement: string) => readonly Omit<Import, "line">[];
  /** Reads the text of `@bases`; by default the comma-separated names, all inherited. */
  readonly basesOf?: (text: string) => readonly Base[];
  /** Whether a definition is a test, by its name and the lines attached to it. */
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

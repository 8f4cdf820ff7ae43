/**
 * How code declares a variable, a parameter or a field: patterns that the graph runs on single lines to find the type
 * of a receiver. `NAME` in a pattern's source stands for the name. Groups: `type` is the written type and what
 * follows it, `value` the expression that the name gets, `each` the list whose elements it gets. A match without any
 * group is a declaration whose type is not known.
 */
export interface TypeRules {
  /** Patterns for variables and parameters, and for fields in the body of a type. */
  readonly variables: readonly string[];
  /** Patterns for fields that are set or declared inside of a method: `this.NAME = …`. Default: none. */
  readonly fields?: readonly string[];
  /**
   * Where a signature states the type of the result: before the name, or after the parameters and this mark; an
   * empty mark means directly after them.
   */
  readonly result: "before" | { readonly mark: ":" | "->" | "" };
  /**
   * Set when a function without a stated result has the type of what it returns (`return new Shelf()`). Without it,
   * such a function returns nothing.
   */
  readonly inferred?: boolean;
  /** Generic types and functions that stand for their last type argument: `Arc<Shelf>`, `make_unique<Shelf>()`. */
  readonly wrappers?: readonly string[];
}

const BEFORE = "(?<![.\\w$@])";
const KEYWORDS =
  "(?!(?:return|new|throw|else|in|of|case|await|delete|goto|package|import|using|yield|not|and|or|is|as|assert|raise|from|if|while|typeof|instanceof|export|operator|sizeof|break|continue|do|try|default)\\b)";

/** `Shelf<Book> NAME = …`, as in Java, C#, C, C++ and Dart; `var NAME = …` has the type of its value. */
export const typeBefore: readonly string[] = [
  `(?:^|[\\s(,<;{])(?:(?:var|auto|val|let|final)\\s*[&*]*\\s+|${KEYWORDS}(?<type>[\\p{L}_][\\w.:]*(?:<[^;=(){}]*>)?(?:\\[\\])*\\??(?:\\.\\.\\.)?)[\\s*&]+(?:const\\s+)?)NAME\\s*(?:=\\s*(?<value>[^=].*)|:\\s*(?<each>[^:].*)|[;,)({[]|$)`,
];

/** `NAME: Shelf`, as in TypeScript, Kotlin, Rust, Swift, Scala and Python. */
export const typeAfterColon: readonly string[] = [`${BEFORE}NAME[?!]?\\s*:(?![:=])\\s*(?<type>.+)`];

/** `NAME = value`, `NAME := value`. */
export const assignment: readonly string[] = [`${BEFORE}NAME\\s*:?=\\s*(?<value>[^=~>].*)`];

/** `for NAME in list`, `for (const NAME of list)`. */
export const loop: readonly string[] = [`\\bfor\\b.*\\bNAME\\)?\\s+(?:in|of)\\s+(?<each>.+)`];

/** Parameters without a type: `NAME => …`, `(a, NAME) -> …`, and destructured names. */
export const untyped: readonly string[] = [
  `${BEFORE}NAME\\s*(?:,[\\w\\s,]*)?\\)?\\s*(?:=>|->)`,
  `\\b(?:const|let|var|val)\\s*[([{][^=]*${BEFORE}NAME\\b[^=]*[)\\]}]\\s*=`,
  `[{[(,]\\s*NAME\\s*(?:=[^=>]*)?[,}][^()]*[}\\]][^()]*\\)?\\s*(?:=>|:)`,
];

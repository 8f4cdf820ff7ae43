import type { Found, Language } from "../../languages/language.js";
import { lineAt } from "../../text/lines.js";
import type { ParsedSymbol, SymbolKind } from "../parsed.js";
import { attachedStart, docstringAt, signatureOf, skipDecorators, stripComment } from "./text.js";

const LONGEST_SIGNATURE = 300;
const LONGEST_DOC = 2000;
const LONGEST_NAME = 120;
const TYPE_LIKE: ReadonlySet<SymbolKind> = new Set(["class", "interface", "trait", "struct", "enum"]);
const HOLDS_METHODS: ReadonlySet<SymbolKind> = new Set([...TYPE_LIKE, "type"]);

/** What nesting needs to know of a language: how its comments and decorators look. */
export type Dialect = Pick<
  Language,
  "attached" | "blockComment" | "lineComment" | "decorator" | "docstring" | "clauses" | "isTest"
>;

/** A definition, and the index in the query of the pattern that matched it. */
export interface Placed extends Found {
  readonly order: number;
}

/** Sorts definitions, drops duplicates that a broader pattern matched, and finds the parent of each. */
export function nest(
  language: Dialect,
  definitions: Placed[],
  outers: ReadonlyMap<number, number>,
  text: string,
  lines: Int32Array,
): ParsedSymbol[] {
  // Drop definitions without a name: those that the grammar inserted to recover from an error, and `module
  // ""`.
  const named = definitions.filter(
    (found) => found.start < found.end && nameAndOwner(found).name.trim() !== "",
  );
  named.sort((a, b) => a.start - b.start || b.end - a.end || a.order - b.order);
  const symbols: ParsedSymbol[] = [];
  /** Index of the last symbol under each parent so far. */
  const lastChild = new Map<number, number>();
  const open: number[] = [];
  const wrapped = new Set<number>();
  let previous: Placed | undefined;
  for (const definition of named) {
    // Two patterns may match one definition; queries list the more exact pattern first.
    if (previous?.start === definition.start && previous.end === definition.end) continue;
    previous = definition;
    while (open.length > 0 && symbols[open[open.length - 1]!]!.end < definition.end) open.pop();
    const parent = open[open.length - 1] ?? -1;
    const sibling = lastChild.get(parent);
    const before = sibling === undefined ? undefined : symbols[sibling]!;
    const outer = outers.get(definition.end);
    const wraps =
      outer !== undefined &&
      outer < definition.start &&
      !wrapped.has(definition.end) &&
      (before === undefined || before.end <= outer);
    if (wraps) wrapped.add(definition.end);
    const symbol = describe(
      language,
      wraps ? { ...definition, start: outer } : definition,
      parent < 0 ? undefined : symbols[parent]!,
      parent,
      before && before.end <= definition.start ? before.end : 0,
      text,
      lines,
    );
    if (language.clauses && before && sibling !== undefined && continues(before, symbol, text)) {
      symbols[sibling] = {
        ...before,
        end: symbol.end,
        endLine: symbol.endLine,
        doc: before.doc || symbol.doc,
        // A separate type signature has no body: take the body of the first clause.
        bodyStart:
          before.bodyStart < before.end && before.signature !== "" ? before.bodyStart : symbol.bodyStart,
      };
      open.push(sibling);
      continue;
    }
    lastChild.set(parent, symbols.length);
    open.push(symbols.length);
    symbols.push(symbol);
  }
  return symbols;
}

/**
 * Whether `next` is another clause of the function `before`: same name and kind, only white space between.
 */
const continues = (before: ParsedSymbol, next: ParsedSymbol, text: string): boolean =>
  before.name === next.name &&
  before.end <= next.start &&
  before.kind === next.kind &&
  (before.kind === "function" || before.kind === "method") &&
  text.slice(before.end, next.start).trim() === "";

function describe(
  language: Dialect,
  found: Found,
  enclosing: ParsedSymbol | undefined,
  parent: number,
  /** Where the previous definition ends: attached comments start after it. */
  siblingEnd: number,
  text: string,
  lines: Int32Array,
): ParsedSymbol {
  const floor = Math.max(
    enclosing && enclosing.bodyStart < enclosing.end ? enclosing.bodyStart : 0,
    siblingEnd,
  );
  const start = attachedStart(language, text, found.start, floor);
  const end = trimmedEnd(text, found.start, found.end);
  const bodyStart = Math.max(found.start, Math.min(found.bodyStart ?? end, end));
  const declared = skipDecorators(language, text, found.start, bodyStart);
  const comments = text.slice(start, found.start);
  const attached = text.slice(start, declared);
  const doc = [
    stripComment(comments.slice(0, comments.lastIndexOf("\n") + 1)),
    language.docstring ? docstringAt(text, bodyStart, end) : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
  const { name, owner } = nameAndOwner(found);
  const insideType =
    enclosing !== undefined &&
    (HOLDS_METHODS.has(enclosing.kind) ||
      (enclosing.kind === "test" && /^(?:\w+\s+)*class\b/.test(enclosing.signature)));
  const kind = language.isTest?.(name, attached)
    ? "test"
    : found.kind === "function" && (insideType || owner)
      ? "method"
      : found.kind;
  const headEnd = bodyStart < end ? bodyStart : Math.min(end, endOfLine(text, declared, end));
  // A modifier on the same line before the node (`local`, `extern "C"`) belongs to the signature.
  const modifiers = comments.slice(comments.lastIndexOf("\n") + 1);
  const from = modifiers.trim() === "" ? declared : found.start - modifiers.trimStart().length;
  return {
    kind,
    name: name.replace(/\s+/g, " ").slice(0, LONGEST_NAME),
    ...(owner ? { owner: owner.replace(/\s+/g, "").slice(0, LONGEST_NAME) } : {}),
    parent,
    start,
    end,
    bodyStart: headEnd,
    startLine: lineAt(lines, start),
    endLine: lineAt(lines, Math.max(start, end - 1)),
    signature: signatureOf(language, text.slice(from, Math.min(headEnd, from + 3 * LONGEST_SIGNATURE))).slice(
      0,
      LONGEST_SIGNATURE,
    ),
    doc: doc.slice(0, LONGEST_DOC),
    bases: found.bases ?? [],
  };
}

/** Splits a qualified name such as `acme::Shelf<T>::add`, `Shelf.new` or `Shelf:find` into name and owner. */
function nameAndOwner(found: Found): { name: string; owner: string } {
  const unquoted = found.name.replace(/^["'`](.*)["'`]$/s, "$1");
  // A quoted name is a sentence or a path, such as a test's title: it has no owner in it.
  if (found.owner !== undefined || unquoted !== found.name || found.kind === "test")
    return { name: unquoted, owner: found.owner ?? "" };
  // Drop type arguments: `impl<T> Trait for Box<T>` is named Box.
  const plain = TYPE_LIKE.has(found.kind) ? found.name.replace(/(?<=\w)\s*<[\s\S]*$/, "") : found.name;
  const operator = plain.search(/\boperator\b/);
  const head = operator < 0 ? plain : plain.slice(0, operator);
  const separator = /^(.*[\w>\])])\s*(?:::|[.:])\s*(?=[\w~$]|$)/s.exec(head);
  if (!separator) return { name: plain, owner: "" };
  return {
    name: plain.slice(separator[0].length),
    owner: separator[1]!.replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, ""),
  };
}

/** The end without the white space and the comma that a grammar may include in a definition. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1]!)) at--;
  return at > start && text[at - 1] === "," ? at - 1 : at;
}

function endOfLine(text: string, from: number, limit: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 || at > limit ? limit : at;
}

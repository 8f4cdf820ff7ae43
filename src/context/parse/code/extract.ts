import type { Node, Query } from "web-tree-sitter";
import type { Base, Import, ParsedFile, ParsedSymbol, Reference, SymbolKind } from "../parsed.js";
import { symbolKinds } from "../parsed.js";
import { baseNames, inherited, type Language } from "./language.js";
import { attachedStart, collapse, docstringAt, stripComment } from "./text.js";

const LONGEST_SIGNATURE = 300;
const LONGEST_DOC = 2000;
/** A file with more uses than this is data: its first ones are enough to know what it uses. */
const MOST_REFERENCES = 20_000;
const KINDS: ReadonlySet<string> = new Set(symbolKinds);
const TYPE_LIKE: ReadonlySet<SymbolKind> = new Set(["class", "interface", "trait", "struct", "enum"]);

interface Definition {
  kind: SymbolKind;
  name: string;
  owner: string;
  start: number;
  end: number;
  bodyStart: number;
  bases: readonly Base[];
}

interface Use {
  name: string;
  receiver: string;
  kind: "call" | "type";
  offset: number;
}

/** Turns what a language's query finds in a tree into symbols, references and imports. */
export function extract(
  language: Language,
  query: Pick<Query, "matches">,
  root: Node,
  text: string,
): Omit<ParsedFile, "damaged"> {
  const definitions: Definition[] = [];
  const uses: Use[] = [];
  const imports: Import[] = [];
  const lines = lineOffsets(text);
  for (const { captures } of query.matches(root)) {
    let whole: Node | undefined;
    let kind = "";
    let name = "";
    let owner = "";
    let receiver = "";
    let used: Node | undefined;
    let bodyStart = -1;
    const bases: Base[] = [];
    for (const { name: role, node } of captures) {
      if (role === "name") name = text.slice(node.startIndex, node.endIndex);
      else if (role === "body") bodyStart = node.startIndex;
      else if (role === "owner") owner = text.slice(node.startIndex, node.endIndex);
      else if (role === "receiver") receiver = text.slice(node.startIndex, node.endIndex);
      else if (role === "bases") {
        const list = text.slice(node.startIndex, node.endIndex);
        bases.push(...(language.basesOf?.(list) ?? inherited(baseNames(list))));
      } else if (role === "call" || role === "type") {
        used = node;
        kind = role;
      } else if (role === "import") {
        const statement = text.slice(node.startIndex, node.endIndex);
        const line = lineAt(lines, node.startIndex);
        for (const item of language.importOf?.(statement) ?? []) imports.push({ ...item, line });
      } else if (KINDS.has(role)) {
        whole = node;
        kind = role;
      }
    }
    if (whole && name) {
      const start = whole.startIndex;
      const end = whole.endIndex;
      definitions.push({
        kind: kind as SymbolKind,
        name,
        owner,
        start,
        end,
        bodyStart: bodyStart < 0 ? end : bodyStart,
        bases,
      });
    } else if (used && uses.length < MOST_REFERENCES)
      uses.push({
        name: text.slice(used.startIndex, used.endIndex),
        receiver,
        kind: kind as "call" | "type",
        offset: used.startIndex,
      });
  }
  const symbols = nest(language, definitions, text, lines);
  return { language: language.id, symbols, references: references(uses, symbols, lines), imports };
}

/** Orders definitions, drops what a broader pattern matched again, and finds each one's parent. */
function nest(
  language: Language,
  definitions: Definition[],
  text: string,
  lines: Int32Array,
): ParsedSymbol[] {
  definitions.sort((a, b) => a.start - b.start || b.end - a.end);
  const symbols: ParsedSymbol[] = [];
  const open: number[] = [];
  let previous: Definition | undefined;
  for (const definition of definitions) {
    // Two patterns may find one definition; the first in the query's order is the more exact one.
    if (previous && previous.start === definition.start && previous.end === definition.end) continue;
    previous = definition;
    while (open.length > 0 && symbols[open[open.length - 1]!]!.end < definition.end) open.pop();
    const parent = open[open.length - 1] ?? -1;
    const symbol = describe(language, definition, parent, symbols, text, lines);
    const before = symbols[symbols.length - 1];
    if (language.clauses && before && continues(before, symbol, text)) {
      symbols[symbols.length - 1] = {
        ...before,
        end: symbol.end,
        endLine: symbol.endLine,
        doc: before.doc || symbol.doc,
      };
      open.push(symbols.length - 1);
      continue;
    }
    open.push(symbols.length);
    symbols.push(symbol);
  }
  return symbols;
}

/** The next clause of the function before it: same name and parent, nothing but space between. */
const continues = (before: ParsedSymbol, next: ParsedSymbol, text: string): boolean =>
  before.name === next.name &&
  before.parent === next.parent &&
  before.end <= next.start &&
  (before.kind === "function" || before.kind === "method") &&
  before.kind === next.kind &&
  text.slice(before.end, next.start).trim() === "";

function describe(
  language: Language,
  found: Definition,
  parent: number,
  symbols: readonly ParsedSymbol[],
  text: string,
  lines: Int32Array,
): ParsedSymbol {
  // What is attached above may not reach into the definition before.
  const floor = Math.max(
    parent >= 0 ? symbols[parent]!.bodyStart : 0,
    lastEndBefore(symbols, parent, found.start),
  );
  const start = attachedStart(language, text, found.start, floor);
  const attached = text.slice(start, found.start);
  const bodyStart = Math.max(found.start, Math.min(found.bodyStart, found.end));
  const docs = [
    stripComment(attached.slice(0, attached.lastIndexOf("\n") + 1)),
    language.docstring ? docstringAt(text, bodyStart, found.end) : "",
  ];
  const separator = Math.max(
    found.name.lastIndexOf("::"),
    found.name.lastIndexOf("."),
    found.name.lastIndexOf(":") - 1,
  );
  const qualified = separator > 0 && !/^operator|["']/.test(found.name);
  // Type arguments are no part of a type's name: `impl<T> Trait for Box<T>`.
  const plain = TYPE_LIKE.has(found.kind)
    ? found.name.replace(/(?<=\w)\s*<[\s\S]*$/, "")
    : found.name.replace(/^["'`](.*)["'`]$/s, "$1");
  const name = qualified ? plain.slice(separator).replace(/^[:.]+/, "") || plain : plain;
  const owner = found.owner || (qualified ? found.name.slice(0, separator) : "");
  const insideType =
    parent >= 0 &&
    (TYPE_LIKE.has(symbols[parent]!.kind) ||
      (symbols[parent]!.kind === "namespace" && found.kind === "method"));
  const kind = language.isTest?.(name, attached)
    ? "test"
    : found.kind === "function" && (insideType || owner)
      ? "method"
      : found.kind;
  const headEnd =
    bodyStart < found.end ? bodyStart : Math.min(found.end, endOfLine(text, found.start, found.end));
  return {
    kind,
    name: name.replace(/\s+/g, " ").slice(0, 120),
    ...(owner ? { owner: owner.replace(/\s+/g, "").slice(0, 120) } : {}),
    parent,
    start,
    end: found.end,
    bodyStart: headEnd,
    startLine: lineAt(lines, start),
    endLine: lineAt(lines, Math.max(start, found.end - 1)),
    signature: collapse(
      text.slice(found.start, Math.min(headEnd, found.start + 3 * LONGEST_SIGNATURE)),
    ).slice(0, LONGEST_SIGNATURE),
    doc: docs
      .filter((doc) => doc !== "")
      .join("\n")
      .slice(0, LONGEST_DOC),
    bases: found.bases,
  };
}

function lastEndBefore(symbols: readonly ParsedSymbol[], parent: number, start: number): number {
  for (let i = symbols.length - 1; i > parent; i--) {
    const symbol = symbols[i]!;
    if (symbol.parent === parent) return symbol.end <= start ? symbol.end : 0;
  }
  return 0;
}

function endOfLine(text: string, from: number, limit: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 || at > limit ? limit : at;
}

function references(uses: Use[], symbols: readonly ParsedSymbol[], lines: Int32Array): Reference[] {
  uses.sort((a, b) => a.offset - b.offset);
  const result: Reference[] = [];
  let next = 0;
  const open: number[] = [];
  let last = -1;
  for (const use of uses) {
    if (use.offset === last) continue;
    last = use.offset;
    while (next < symbols.length && symbols[next]!.start <= use.offset) open.push(next++);
    while (open.length > 0 && symbols[open[open.length - 1]!]!.end <= use.offset) open.pop();
    if (use.name.length > 100 || use.name.length < 2) continue;
    const receiver = /^[\w$]+$/.test(use.receiver)
      ? use.receiver
      : /[\w$]+$/.exec(use.receiver.slice(-60))?.[0];
    result.push({
      name: use.name,
      ...(receiver ? { receiver } : {}),
      kind: use.kind,
      line: lineAt(lines, use.offset),
      symbol: open[open.length - 1] ?? -1,
    });
  }
  return result;
}

function lineOffsets(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}

/** 1-based line of an offset. */
function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

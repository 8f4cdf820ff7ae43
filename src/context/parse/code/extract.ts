import type { Node, QueryMatch } from "web-tree-sitter";
import type { Callee, Found, Language } from "../../languages/language.js";
import { baseNames, inherited } from "../../languages/reading/names.js";
import { calleeAt, calleeIn, children } from "../../languages/reading/nodes.js";
import { lineAt, lineOffsets } from "../../text/lines.js";
import type { Import, ParsedFile, Reference, SymbolKind } from "../parsed.js";
import { symbolKinds } from "../parsed.js";
import { nest, type Placed } from "./nest.js";

/** A file with more uses than this is data: its first ones are enough to know what it uses. */
const MOST_REFERENCES = 20_000;
const LONGEST_USED_NAME = 100;
/** A statement that is longer holds data: its first part is enough. */
const LONGEST_IMPORT = 20_000;
/** `Acme` of `Acme::Shelf.`, which stands before a called name. */
const QUALIFIER = /(\p{Lu}[\p{L}\p{N}_]+)\s*(?:\.|::|\\)\s*[\p{L}\p{N}_]+\s*(?:\?\.|!\.|\.|::|->)\s*$/u;
/** The name that begins here. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const CALLABLE: ReadonlySet<SymbolKind> = new Set(["function", "method", "constructor"]);
const KINDS: ReadonlySet<string> = new Set(symbolKinds);

interface Use {
  readonly callee: Callee;
  readonly kind: "call" | "type";
}

/** Turns what a language's query finds in a tree into symbols, references and imports. */
export function extract(
  language: Language,
  matches: readonly QueryMatch[],
  text: string,
): Omit<ParsedFile, "damaged"> {
  const definitions: Placed[] = [];
  const uses: Use[] = [];
  /** Where a bare name stands for a value: handed on, listed or assigned. */
  const values: number[] = [];
  const imports: Import[] = [];
  const modules = new Set<string>();
  const importedAt = new Set<number>();
  /** By where it ends: where a node that wraps a definition begins. */
  const outers = new Map<number, number>();
  const tails: Node[] = [];
  const lines = lineOffsets(text);
  const invocation = language.invocation ?? calleeIn("function");
  for (const { captures, patternIndex } of matches) {
    let whole: Node | undefined;
    let kind: SymbolKind | undefined;
    let name: Node | undefined;
    let body: Node | undefined;
    for (const { name: role, node } of captures) {
      if (role === "name") name = node;
      else if (role === "body") body = node;
      else if (role === "outer")
        outers.set(node.endIndex, Math.min(node.startIndex, outers.get(node.endIndex) ?? node.startIndex));
      else if (role === "tail") tails.push(node);
      else if (role === "import") {
        const found =
          language.importOf?.(
            text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + LONGEST_IMPORT)),
          ) ?? [];
        const line = lineAt(lines, node.startIndex);
        for (const item of found)
          if (!language.importsAreUses || !modules.has(item.module)) {
            modules.add(item.module);
            imports.push({ ...item, line });
          }
        if (found.length > 0) importedAt.add(node.startIndex);
      } else if (KINDS.has(role)) {
        whole = node;
        kind = role as SymbolKind;
      } else if (uses.length >= MOST_REFERENCES) continue;
      else if (role === "value") values.push(node.startIndex);
      else if (role === "arguments") {
        const callee = calleeAt(text, node.startIndex);
        if (callee) uses.push({ callee, kind: "call" });
      } else if (role === "invocation") {
        const callee = invocation(node, text);
        if (callee) uses.push({ callee, kind: "call" });
      } else if (role === "call" || role === "mention")
        uses.push({
          callee: { name: text.slice(node.startIndex, node.endIndex), offset: node.startIndex },
          kind: role === "call" ? "call" : "type",
        });
    }
    if (!whole || !kind) continue;
    const read = language.read?.[whole.type];
    for (const found of read && !name ? read(whole, kind) : plain(whole, kind, name, body, language, text))
      definitions.push({ ...found, order: patternIndex });
  }
  // `const fs = require("fs")` is an import and no definition of its own.
  const own = definitions.filter(
    ({ kind, start }) => !importedAt.has(start) || (kind !== "variable" && kind !== "constant"),
  );
  const symbols = nest(language, withTails(own, tails, text), outers, text, lines);
  uses.push(...handedOn(values, symbols, imports, text));
  return { language: language.id, symbols, references: references(uses, symbols, text, lines), imports };
}

/**
 * Uses of functions and classes as values, `router.use(handler)`: of those that the file defines or imports by name. Any
 * other name may be that of a local variable.
 */
function handedOn(
  values: readonly number[],
  symbols: ParsedFile["symbols"],
  imports: readonly Import[],
  text: string,
): Use[] {
  if (values.length === 0) return [];
  const known = new Set(imports.flatMap(({ names }) => names.map(({ name, alias }) => alias ?? name)));
  for (const { name, kind, parent } of symbols)
    if (parent < 0 && (CALLABLE.has(kind) || kind === "class")) known.add(name);
  const found: Use[] = [];
  for (const offset of values) {
    NAME.lastIndex = offset;
    const name = NAME.exec(text)?.[0];
    if (name !== undefined && known.has(name)) found.push({ callee: { name, offset }, kind: "type" });
  }
  return found;
}

/** Gives each definition the body that follows it. */
function withTails(definitions: Placed[], tails: readonly Node[], text: string): Placed[] {
  if (tails.length === 0) return definitions;
  const byEnd = new Map<number, Node>();
  for (const tail of tails) {
    let end = tail.startIndex;
    while (end > 0 && /\s/.test(text[end - 1]!)) end--;
    byEnd.set(end, tail);
  }
  return definitions.map((definition) => {
    const tail = byEnd.get(definition.end);
    return tail ? { ...definition, end: tail.endIndex, bodyStart: tail.startIndex } : definition;
  });
}

/** What the fields of a definition's node say of it. */
function plain(
  whole: Node,
  kind: SymbolKind,
  name: Node | undefined,
  body: Node | undefined,
  language: Language,
  text: string,
): Found[] {
  const named = name ?? whole.childForFieldName("name");
  if (!named) return [];
  const bodyStart = (body ?? whole.childForFieldName("body"))?.startIndex;
  // Functions are many and extend nothing: their children are not asked.
  const heritage =
    language.heritage && !CALLABLE.has(kind)
      ? children(whole)
          .filter((child) => language.heritage?.includes(child.type))
          .map((child) => text.slice(child.startIndex, child.endIndex))
          .join(", ")
      : "";
  const bases = heritage === "" ? [] : (language.basesOf?.(heritage) ?? inherited(baseNames(heritage)));
  return [
    {
      kind,
      name: named.text,
      start: whole.startIndex,
      end: whole.endIndex,
      ...(bodyStart === undefined ? {} : { bodyStart }),
      bases,
    },
  ];
}

/** Uses in order, each with its line and the innermost symbol around it: one pass beside lines and symbols. */
function references(
  uses: Use[],
  symbols: ParsedFile["symbols"],
  text: string,
  lines: Int32Array,
): Reference[] {
  uses.sort((a, b) => a.callee.offset - b.callee.offset);
  const result: Reference[] = [];
  const open: number[] = [];
  let next = 0;
  let last = -1;
  let line = 1;
  for (const { callee, kind } of uses) {
    const { name, receiver, offset } = callee;
    if (offset === last) continue;
    last = offset;
    while (next < symbols.length && symbols[next]!.start <= offset) {
      // A symbol that has ended is no parent of the next one.
      while (open.length > 0 && symbols[open[open.length - 1]!]!.end <= symbols[next]!.start) open.pop();
      open.push(next++);
    }
    while (open.length > 0 && symbols[open[open.length - 1]!]!.end <= offset) open.pop();
    if (name.length > LONGEST_USED_NAME || name.length < 2) continue;
    while (line < lines.length && lines[line]! <= offset) line++;
    const symbol = open[open.length - 1] ?? -1;
    result.push(receiver ? { name, receiver, kind, line, symbol } : { name, kind, line, symbol });
    // `Shelf.open()` uses Shelf too, though no grammar calls that a type.
    if (receiver && /^\p{Lu}./u.test(receiver)) {
      const before = QUALIFIER.exec(text.slice(Math.max(0, offset - LONGEST_USED_NAME), offset))?.[1];
      result.push({ name: receiver, ...(before ? { receiver: before } : {}), kind: "type", line, symbol });
      if (before) result.push({ name: before, kind: "type", line, symbol });
    }
  }
  return result;
}

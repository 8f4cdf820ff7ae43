import type { Node, QueryCapture, QueryMatch } from "web-tree-sitter";
import type { Callee, Found, Language } from "../../languages/language.js";
import type { Markup } from "../../languages/markup/markup.js";
import { baseNames, inherited } from "../../languages/reading/names.js";
import { calleeAt, calleeIn, children, receiverAt } from "../../languages/reading/nodes.js";
import { lineAt, lineOffsets } from "../../text/lines.js";
import type { Export, Import, ParsedFile, Reference, SymbolKind } from "../parsed.js";
import { symbolKinds } from "../parsed.js";
import { isInside, type Use, withMarkup } from "./markup-uses.js";
import { nest, type Placed } from "./nest.js";

/** Uses read from one file. A file with more is data, and the first ones show what it uses. */
const MOST_REFERENCES = 20_000;
const LONGEST_USED_NAME = 100;
/** Characters of an import statement that are read. A longer one holds data. */
const LONGEST_IMPORT = 20_000;
/** `Acme` in `Acme::Shelf.`, where that text precedes a called name. */
const QUALIFIER = /(\p{Lu}[\p{L}\p{N}_]+)\s*(?:\.|::|\\)\s*[\p{L}\p{N}_]+\s*(?:\?\.|!\.|\.|::|->)\s*$/u;
/** A name of one character: `f`, `$`, `λ`. Others are no names of definitions: `_` and Bash's `.`. */
const LETTER = /[\p{L}$]/u;
const TYPE_NAME = /^\p{Lu}[\p{L}\p{N}_]*$/u;
/** A name that begins at `lastIndex`. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const CALLABLE: ReadonlySet<SymbolKind> = new Set(["function", "method", "constructor"]);
const KINDS: ReadonlySet<string> = new Set(symbolKinds);

/** The markup of a file, and what the language's `markupQuery` found in it. */
export interface ReadMarkup {
  readonly markup: Markup;
  readonly captured: readonly QueryCapture[];
}

/** Turns the matches of a language's query in a syntax tree into symbols, references and imports. */
export function extract(
  language: Language,
  matches: readonly QueryMatch[],
  text: string,
  marked?: ReadMarkup,
): Omit<ParsedFile, "damaged"> {
  const definitions: Placed[] = [];
  const uses: Use[] = [];
  /** Offsets of names used as values: passed as an argument, listed or assigned. */
  const values: number[] = [];
  const imports: Import[] = [];
  const exports: Export[] = [];
  const { loads, exportsOf } = language;
  const modules = new Set<string>();
  const importedAt = new Set<number>();
  /** Nodes captured as `@outer`, which wrap a definition: start offset by end offset. */
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
      else if (role === "outer") {
        outers.set(node.endIndex, Math.min(node.startIndex, outers.get(node.endIndex) ?? node.startIndex));
        if (exportsOf) exports.push(...exportsOf(node, text));
      } else if (role === "tail") tails.push(node);
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
        if (!callee) continue;
        const call = !callee.receiver && loads?.names.includes(callee.name) ? node.parent : null;
        const loaded = call && loads?.read(call);
        if (!loaded) uses.push({ callee, kind: "call" });
        else {
          imports.push({ ...loaded.item, line: lineAt(lines, node.startIndex) });
          if (loaded.definition !== undefined) importedAt.add(loaded.definition);
        }
      } else if (role === "invocation") {
        const callee = invocation(node, text);
        if (callee) uses.push({ callee, kind: "call" });
      } else if (role === "call" || role === "mention")
        uses.push({ callee: named(node, text), kind: role === "call" ? "call" : "type" });
    }
    if (!whole || !kind) continue;
    const read = language.read?.[whole.type];
    if (read && exportsOf) exports.push(...exportsOf(whole, text));
    for (const found of read && !name ? read(whole, kind) : plain(whole, kind, name, body, language, text))
      definitions.push({ ...found, order: patternIndex });
  }
  for (const { offset, ...item } of marked?.markup.imports ?? []) {
    imports.push({ ...item, line: lineAt(lines, offset) });
    importedAt.add(offset);
  }
  // `const fs = require("fs")` counts as an import, not as a definition.
  const own = definitions.filter(
    ({ kind, start }) => !importedAt.has(start) || (kind !== "variable" && kind !== "constant"),
  );
  const made = marked
    ? [
        // An expression of the markup defines nothing, even when it contains a function.
        ...own.filter(({ start }) => !isInside(marked.markup.ranges, start)),
        ...(marked.markup.definitions ?? []).map((found) => ({ ...found, order: 0 })),
      ]
    : own;
  const symbols = nest(language, withTails(made, tails, text), outers, text, lines);
  uses.push(...usesAsValue(values, symbols, imports, text));
  const all = marked ? withMarkup(uses, marked.markup, marked.captured, symbols, imports) : uses;
  const imported = new Set(imports.flatMap(({ names }) => names.map(({ name, alias = name }) => alias)));
  return {
    language: language.id,
    symbols,
    references: references(all.slice(0, MOST_REFERENCES), symbols, text, lines),
    imports,
    exports: exports.filter(({ name, local }) => name !== local || imported.has(local)),
    ...(marked?.markup.registered
      ? {
          registered: marked.markup.registered.map(({ name, offset }) => ({
            name,
            line: offset === undefined ? 0 : lineAt(lines, offset),
          })),
        }
      : {}),
  };
}

/** A captured name, with the package or type before it: `Client` in `http.Client`. */
function named(node: Node, text: string): Callee {
  const offset = node.startIndex;
  const name = text.slice(offset, node.endIndex);
  const before = text[offset - 1];
  if (before !== "." && before !== ":") return { name, offset };
  const link = before === "." ? "." : text[offset - 2] === ":" ? "::" : "";
  const receiver = link && receiverAt(text, offset - link.length, link);
  return receiver ? { name, receiver, offset } : { name, offset };
}

/**
 * Uses of functions and classes as values, as in `router.use(handler)`. Counts only names that the file
 * defines at its top level or imports, since any other name may be a local variable.
 */
function usesAsValue(
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

/** Extends each definition to the `@tail` node that follows it, which is its body. */
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

/** Reads a definition from the captures and the fields of its node. */
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
  // Functions have no bases, and reading the children of so many nodes is slow.
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

/**
 * Sorts uses by offset and gives each its line and its innermost enclosing symbol, in one pass over all
 * three.
 */
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
      // Close the symbols that end before the next one begins.
      while (open.length > 0 && symbols[open[open.length - 1]!]!.end <= symbols[next]!.start) open.pop();
      open.push(next++);
    }
    while (open.length > 0 && symbols[open[open.length - 1]!]!.end <= offset) open.pop();
    if (name.length > LONGEST_USED_NAME || (name.length === 1 && !LETTER.test(name))) continue;
    while (line < lines.length && lines[line]! <= offset) line++;
    const symbol = open[open.length - 1] ?? -1;
    result.push(receiver ? { name, receiver, kind, line, symbol } : { name, kind, line, symbol });
    // `Shelf.open()` uses the type Shelf too, but grammars read it as an ordinary name.
    if (receiver && TYPE_NAME.test(receiver)) {
      const before = QUALIFIER.exec(text.slice(Math.max(0, offset - LONGEST_USED_NAME), offset))?.[1];
      result.push({ name: receiver, ...(before ? { receiver: before } : {}), kind: "type", line, symbol });
      if (before) result.push({ name: before, kind: "type", line, symbol });
    }
  }
  return result;
}

import { setFlagsFromString } from "node:v8";
import {
  Language as Grammar,
  Parser as GrammarParser,
  type Node,
  Query,
  type QueryCapture,
} from "web-tree-sitter";
import { assetPath } from "../../shared/assets.js";
import { languageOf, ruleLanguageOf } from "../languages/index.js";
import type { Language } from "../languages/language.js";
import type { Markup } from "../languages/markup/markup.js";
import { decodeText } from "../text/decode.js";
import { extract } from "./code/extract.js";
import { documentParserFor, documentParsers } from "./documents/index.js";
import type { ParsedFile, Parser } from "./parsed.js";
import { readByRules } from "./rules/read.js";
import { WorkTime } from "./work-time.js";

/**
 * A file that takes longer to parse is indexed as plain text. Of 34,000 files none took 0.4 s. The limit is
 * less than half of a thread's time limit for a file, since the thread does the rest of the file's work after
 * parsing.
 */
const PARSE_LIMIT_MILLISECONDS = 2000;

interface Ready {
  readonly parser: GrammarParser;
  readonly query: Query;
  /** Of the language's `markupQuery`. */
  readonly markupQuery?: Query;
}

// Kept for the life of the thread. tree-sitter never frees a grammar's memory, and compiling a query takes 40
// ms: a server that loaded them again for each edit grew by 2 MB with each.
const grammars = new Map<string, Promise<Grammar>>();
const ready = new Map<string, Promise<Ready>>();

/** Returns the value stored under `id`, making it on the first call. */
function once<T>(made: Map<string, Promise<T>>, id: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(id);
  if (known) return known;
  const making = make();
  made.set(id, making);
  // Forget a failure, so that the next call tries again: it may come from too many open files.
  making.catch(() => made.delete(id));
  return making;
}

const grammarOf = ({ grammar }: Language) => once(grammars, grammar, () => loadGrammar(grammar));

/** Languages with the same grammar and queries share one parser. */
const load = (language: Language) =>
  once(ready, `${language.grammar} ${language.query} ${language.markupQuery ?? ""}`, async () => {
    const grammar = await grammarOf(language);
    const parser = new GrammarParser();
    parser.setLanguage(grammar);
    const query = new Query(grammar, language.query);
    return language.markupQuery
      ? { parser, query, markupQuery: new Query(grammar, language.markupQuery) }
      : { parser, query };
  });

/** Parses every kind of file. Loads each grammar when it is first needed, once per thread. */
export const parser: Parser = {
  prepare: async (paths) => {
    await startOnce();
    const expected = new Set<Language>();
    for (const path of paths) {
      const language = languageOf(path, "");
      if (language) expected.add(language);
    }
    await Promise.all([...expected].map(grammarOf));
  },
  parse: async (path, content, step, format) => {
    const document =
      format === undefined
        ? documentParserFor(path, content)
        : documentParsers.find(({ id }) => id === format);
    if (document) return document.parse(path, content, step);
    const text = decodeText(content);
    const language = languageOf(path, text);
    if (!language) {
      const ruled = ruleLanguageOf(path, text);
      if (!ruled) return plain("text", false);
      return hasDataLine(text) ? plain(ruled.id, true) : readByRules(ruled, text);
    }
    const grammar = await load(language);
    const parsed = parseCode(language, grammar, text) ?? plain(language.id, true);
    const names = language.componentNames?.(path) ?? [];
    if (names.length === 0) return parsed;
    const own = (parsed.registered ?? []).filter(({ name }) => !names.includes(name));
    return { ...parsed, registered: [...names.map((name) => ({ name, line: 0 })), ...own] };
  },
};

const plain = (language: string, damaged: boolean): ParsedFile => ({
  language,
  symbols: [],
  references: [],
  imports: [],
  damaged,
});

/**
 * Resolves when all loads so far have ended. Two loads at once break each other's linking ("bad export
 * type").
 */
let loaded: Promise<unknown> | undefined;

/**
 * Keeps grammars at V8's baseline WebAssembly compiler. Optimising a generated lexer, one function of about
 * 100 kB, took a third of the time of indexing 2,600 files, and 60 MB, and made parsing no faster. The parser
 * itself loads before the flags and is still optimised. V8 compiles lazily, so the flags must stay set: other
 * WebAssembly modules that this process loads later stay at the baseline too, unless they reset the flags
 * first.
 */
async function startParser(): Promise<void> {
  await GrammarParser.init();
  for (const flag of ["--no-wasm-dynamic-tiering", "--no-wasm-tier-up"]) setFlagsFromString(flag);
}

function startOnce(): Promise<unknown> {
  loaded ??= startParser();
  return loaded;
}

function loadGrammar(name: string): Promise<Grammar> {
  const load = () => Grammar.load(assetPath(`grammars/tree-sitter-${name}.wasm`));
  const loading = startOnce().then(load, load);
  loaded = loading;
  return loading;
}

/**
 * A longer line is data, not code, and its file is not parsed. Swift's grammar cannot be interrupted while it
 * recovers from errors: it did not finish one line of 96 kB of plain words within 20 s.
 */
const LONGEST_LINE = 20_000;

/** A long string literal, such as an image or a key in base64. The code around it is still parsed. */
const LONG_LITERAL = /(["'`])[^"'`\\\n]{1000,}\1/g;
const emptied = (literal: string): string => `${literal[0]}${" ".repeat(literal.length - 2)}${literal[0]}`;

function hasDataLine(text: string): boolean {
  let from = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
    if (at - from > LONGEST_LINE) return true;
    from = at + 1;
  }
  return text.length - from > LONGEST_LINE;
}

/** Each range is searched from the root of the tree, so many of them are searched as one. */
const MOST_RANGES = 20;
/** The library takes bytes of UTF-16 here, unlike elsewhere (0.25). */
const BYTES = 2;

/** What a query captures inside of some ranges. */
function inRanges(
  query: Query,
  root: Node,
  ranges: Markup["ranges"],
  expired: () => boolean,
): QueryCapture[] {
  const searched: Markup["ranges"] =
    ranges.length > MOST_RANGES ? [[ranges[0]![0], ranges[ranges.length - 1]![1]]] : ranges;
  return searched.flatMap(([start, end]) =>
    query
      .captures(root, { startIndex: BYTES * start, endIndex: BYTES * end, progressCallback: expired })
      .filter(({ node }) => node.startIndex >= start && node.endIndex <= end),
  );
}

/** Returns undefined when the file holds data, parsing takes too long, or the grammar's scanner fails. */
function parseCode(
  language: Language,
  { parser, query, markupQuery }: Ready,
  text: string,
): ParsedFile | undefined {
  let code = text;
  if (hasDataLine(text)) {
    if (hasDataLine(text.replace(LONG_LITERAL, ""))) return undefined;
    code = text.replace(LONG_LITERAL, emptied);
  }
  const time = new WorkTime();
  const expired = () => time.exceeds(PARSE_LIMIT_MILLISECONDS);
  try {
    const markup = language.markup?.(code);
    const source = markup?.code ?? code;
    const tree = parser.parse(language.prepare?.(source) ?? source, undefined, {
      progressCallback: expired,
    });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    try {
      // Deep nesting makes matching quadratic, so it has the time limit too. Matches found by then are kept.
      const matches = query.matches(tree.rootNode, { progressCallback: expired });
      const captured =
        markup && markupQuery ? inRanges(markupQuery, tree.rootNode, markup.ranges, expired) : [];
      const found = extract(language, matches, text, markup && { markup, captured });
      return { ...found, damaged: tree.rootNode.hasError || expired() };
    } finally {
      tree.delete();
    }
  } catch {
    parser.reset();
    return undefined;
  }
}

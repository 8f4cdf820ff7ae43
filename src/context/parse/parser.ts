import { setFlagsFromString } from "node:v8";
import { Language as Grammar, Parser as GrammarParser, Query } from "web-tree-sitter";
import { assetPath } from "../../shared/assets.js";
import { languageOf } from "../languages/index.js";
import type { Language } from "../languages/language.js";
import { decodeText } from "../text/decode.js";
import { extract } from "./code/extract.js";
import { documentParserFor } from "./documents/index.js";
import type { ParsedFile, Parser } from "./parsed.js";
import { WorkTime } from "./work-time.js";

/**
 * A file that takes longer to parse than this is indexed as plain text: of 34,000 files none took 0.4 s. Less than half
 * of what a thread is given for a file, since the rest of the work comes after it.
 */
const PARSE_LIMIT_MILLISECONDS = 2000;

interface Ready {
  readonly parser: GrammarParser;
  readonly query: Query;
}

// Kept for as long as the thread lives: tree-sitter never gives back what a grammar takes, and working out a query takes
// 40 ms, so that a server that made them anew for each edit grew by 2 MB with each.
const grammars = new Map<string, Promise<Grammar>>();
const ready = new Map<string, Promise<Ready>>();

function once<T>(made: Map<string, Promise<T>>, id: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(id);
  if (known) return known;
  const making = make();
  made.set(id, making);
  // What failed once, for want of file handles say, may work the next time.
  making.catch(() => made.delete(id));
  return making;
}

const grammarOf = ({ grammar }: Language) => once(grammars, grammar, () => loadGrammar(grammar));

/** Languages that are read alike share what was made for the first of them. */
const load = (language: Language) =>
  once(ready, `${language.grammar} ${language.query}`, async () => {
    const grammar = await grammarOf(language);
    const parser = new GrammarParser();
    parser.setLanguage(grammar);
    return { parser, query: new Query(grammar, language.query) };
  });

/** Reads every kind of file; grammars are loaded when first needed, once per thread. */
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
  parse: async (path, content, step) => {
    const document = documentParserFor(path, content);
    if (document) return document.parse(path, content, step);
    const text = decodeText(content);
    const language = languageOf(path, text);
    if (!language) return plain("text", false);
    const grammar = await load(language);
    return parseCode(language, grammar, text) ?? plain(language.id, true);
  },
};

const plain = (language: string, damaged: boolean): ParsedFile => ({
  language,
  symbols: [],
  references: [],
  imports: [],
  damaged,
});

/** Ends when every load begun so far has: two at once disturb each other's linking ("bad export type"). */
let loaded: Promise<unknown> | undefined;

/**
 * Grammars stay with V8's baseline WebAssembly compiler: optimising a generated lexer, one function of some 100 kB,
 * took a third of the time of indexing 2,600 files and 60 MB, and made parsing no faster. The parser itself, loaded
 * before, is still optimised. V8 compiles lazily, so the flags must stay set: a WebAssembly module that the same
 * process loads later stays at the baseline too, unless it sets them back first.
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
 * A line this long is data, not code. Swift's grammar cannot be interrupted while it recovers from errors: one line
 * of 96 kB of plain words did not end within 20 s.
 */
const LONGEST_LINE = 20_000;

/** A picture or a key in base64, as a string: it makes a long line, but no data of the code around it. */
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

/** Undefined when the grammar gives up: its scanner may fail on input it was not made for. */
function parseCode(language: Language, { parser, query }: Ready, text: string): ParsedFile | undefined {
  let code = text;
  if (hasDataLine(text)) {
    if (hasDataLine(text.replace(LONG_LITERAL, ""))) return undefined;
    code = text.replace(LONG_LITERAL, emptied);
  }
  const time = new WorkTime();
  const expired = () => time.exceeds(PARSE_LIMIT_MILLISECONDS);
  try {
    const tree = parser.parse(language.prepare?.(code) ?? code, undefined, { progressCallback: expired });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    try {
      // Deep nesting makes matching quadratic: it too must end, with what it has found by then.
      const matches = query.matches(tree.rootNode, { progressCallback: expired });
      const found = extract(language, matches, text);
      return { ...found, damaged: tree.rootNode.hasError || expired() };
    } finally {
      tree.delete();
    }
  } catch {
    parser.reset();
    return undefined;
  }
}

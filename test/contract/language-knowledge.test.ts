import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Language as Grammar, type Node, Parser, Query } from "web-tree-sitter";
import { languages } from "../../src/context/languages/index.js";
import { ruleLanguages } from "../../src/context/languages/rules/index.js";
import { assetPath } from "../../src/shared/assets.js";

// Knowledge about a language belongs in its own file: other files may not compare with a language's id or
// list extensions of programming languages. `modulesOf(id)`, `scopesOf(id)`, `conventionsOf(path)`,
// `isCode(path)` and `collected(…)` of languages/index.ts replace such code.

const source = join(import.meta.dirname, "../../src");
const ROOM = "context/languages/";

/** Exceptions: in a file, a finding whose words mean something else there. */
const EXCEPTIONS: Readonly<Record<string, { readonly finding: string; readonly means: string }>> = {
  "interfaces/cli/article-python.ts": {
    finding: 'the language "python"',
    means: "the name of the interpreter that it runs",
  },
  "cost/symbols.ts": { finding: 'the language "c"', means: "the letter of cached tokens in formulas" },
  "interfaces/web/server/page-files.ts": {
    finding: "the extension .js",
    means: "the scripts of the page, which browsers must get as such",
  },
  "context/text/asked-in.ts": { finding: "the extensions s t", means: "endings of German words" },
};

const ids = new Set(languages.map(({ id }) => id));
const extensions = [...languages, ...ruleLanguages.filter(({ data }) => !data)].flatMap(
  (language) => language.extensions,
);
const isExtension = new Set(extensions);

/** The alternatives of a group, split outside its inner groups and character classes. */
function alternatives(group: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const piece of group.match(/\\.|[\s\S]/g) ?? []) {
    if (piece === "(" || piece === "[") depth++;
    if (piece === ")" || piece === "]") depth--;
    if (piece === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** The content of the group that opens at this offset of a pattern. */
function groupAt(pattern: string, open: number): string {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "(") depth++;
    else if (pattern[at] === ")" && --depth === 0)
      return pattern.slice(open + 1, at).replace(/^\?(?:[:=!]|<[=!]|<\w+>)/, "");
  }
  return "";
}

/** Whether a piece of a pattern matches extensions of programming languages, but not any word. */
function fitsExtension(piece: string): boolean {
  try {
    const pattern = new RegExp(`^(?:${piece})$`, "i");
    return !pattern.test("zzqq") && !pattern.test("zz") && extensions.some((one) => pattern.test(one));
  } catch {
    return false;
  }
}

/** The extensions that a pattern matches after a dot. */
function extensionsInPattern(pattern: string): string[] {
  const found: string[] = [];
  for (const { index } of pattern.matchAll(/\\\.(?=\()/g))
    found.push(...alternatives(groupAt(pattern, index + 2)).filter(fitsExtension));
  for (const [, piece = ""] of pattern.matchAll(/\\\.((?:\w|\[\w+\]\??|\w\?)+)(?=\$|\\b|\||\)|$)/g))
    if (fitsExtension(piece)) found.push(piece);
  return found;
}

/** The texts of a list: an array, or one string separated by spaces. */
const extensionsInList = (texts: readonly string[]): string[] =>
  texts.map((text) => text.replace(/^\*?\./, "")).filter((text) => isExtension.has(text));

await Parser.init();
const reader = new Parser();
const grammar = await Grammar.load(assetPath("grammars/tree-sitter-typescript.wasm"));
reader.setLanguage(grammar);

const named = (node: Node): Node[] => node.namedChildren.filter((child) => child !== null);
const isText = ({ type }: Node): boolean => type === "string" || type === "template_string";
/** The text between the quotes. */
const inside = (node: Node): string => node.text.slice(1, -1);

/**
 * Nodes that can name languages. Found with a query, because visiting every node of the tree takes a minute.
 */
const places = new Query(grammar, "[(string) (template_string) (regex_pattern) (array) (object)] @place");

/** The knowledge about languages in a source text, as `line: what`. */
function languageKnowledge(text: string): string[] {
  const tree = reader.parse(text);
  if (!tree) throw new Error("not parsed");
  const found = places
    .captures(tree.rootNode)
    .flatMap(({ node }) => saidBy(node).map((what) => `${node.startPosition.row + 1}: ${what}`));
  tree.delete();
  return found;
}

function saidBy(node: Node): string[] {
  if (node.type === "regex_pattern") return inPattern(node.text);
  if (node.type === "array") return inList(extensionsInList(named(node).filter(isText).map(inside)));
  if (node.type === "object") {
    const keys = named(node).map((pair) => pair.childForFieldName("key")?.text.replace(/["']/g, "") ?? "");
    const listed = keys.filter((key) => ids.has(key));
    return listed.length > 1 ? [`a table by languages: ${listed.join(" ")}`] : [];
  }
  const written = inside(node);
  const words = written.trim().split(/[\s,|]+/);
  const listed = extensionsInList(words);
  return [
    ...(ids.has(written) ? [`the language "${written}"`] : []),
    ...(written.startsWith(".") && isExtension.has(written.slice(1)) ? [`the extension ${written}`] : []),
    ...inPattern(written.replaceAll("\\\\", "\\")),
    ...(listed.length * 2 > words.length ? inList(listed) : []),
  ];
}

const inPattern = (pattern: string): string[] =>
  extensionsInPattern(pattern).map((piece) => `the extension ${piece} in a pattern`);
const inList = (listed: readonly string[]): string[] =>
  listed.length > 1 ? [`the extensions ${listed.join(" ")}`] : [];

const sources = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /(?<!\.test|\.as)\.ts$/.test(path) && !path.startsWith(ROOM));

/** What a file of `src/` knows about languages, without its exception. */
const foundIn = (path: string): string[] =>
  languageKnowledge(readFileSync(join(source, path), "utf8"))
    .filter((what) => what.replace(/^\d+: /, "") !== EXCEPTIONS[path]?.finding)
    .map((what) => `src/${path}:${what}`);

it("names no language and lists no code extensions outside languages/", () => {
  expect(sources.flatMap(foundIn)).toEqual([]);
});

it.each([
  ['if (language === "go") return;', 'the language "go"'],
  ['const scopes = new Set(["csharp"]);', 'the language "csharp"'],
  ["const parts = { rust: 1, swift: 2 };", "a table by languages: rust swift"],
  ["const source = /\\.(?:[cm]?[jt]sx?|pyi?|md)$/;", "the extension pyi? in a pattern"],
  ["const stem = path.replace(/\\.py$/, '');", "the extension py in a pattern"],
  ['const isRuby = path.endsWith(".rb");', "the extension .rb"],
  ['const code = new Set(["js", "md", "py"]);', "the extensions js py"],
  ['const code = "js mjs ts css".split(" ");', "the extensions js mjs ts"],
  ["const code = new RegExp(`\\\\.(?:kt|java)$`);", "the extension kt in a pattern"],
])("finds %s", (text, what) => {
  expect(languageKnowledge(text)).toContain(`1: ${what}`);
});

it.each([
  'import { go } from "./go.js";',
  "const min = /\\.min\\.[a-z]+$/;",
  'const worker = new Worker("index-worker.js");',
  'const formats = ["json", "markdown", "xml"];',
  "// Go and Rust: `a.rs`",
])("passes %s", (text) => {
  expect(languageKnowledge(text)).toEqual([]);
});

it.each(Object.entries(EXCEPTIONS))("needs the exception of %s", (path, { finding }) => {
  const found = languageKnowledge(readFileSync(join(source, path), "utf8"));
  expect(found.map((what) => what.replace(/^\d+: /, ""))).toContain(finding);
});

// Writes the expected symbols of a language's or a document format's fixture, for a person to check; or prints the fixture's syntax tree, whose
// node types the query names. Needs `npm run build` first, which copies the grammars.
//   node scripts/run-ts.mjs scripts/language-fixture.ts <id>
//   node scripts/run-ts.mjs scripts/language-fixture.ts <id> --tree
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Language as Grammar, Parser, type TreeCursor } from "web-tree-sitter";
import { languages } from "../src/context/languages/index.js";
import type { Language } from "../src/context/languages/language.js";
import { ruleLanguages } from "../src/context/languages/rules/index.js";
import { documentParsers } from "../src/context/parse/documents/index.js";
import { parser } from "../src/context/parse/parser.js";
import { assetPath } from "../src/shared/assets.js";
import { builtDocuments } from "../test/support/built-documents.js";
import { summarise } from "../test/support/parsed-summary.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tree: { type: "boolean", default: false } },
});
const [id] = positionals;
const language = languages.find((one) => one.id === id);
const ruled = ruleLanguages.find((one) => one.id === id);
const document = documentParsers.find((one) => one.id === id);
const known = language ?? ruled ?? document;
if (!known)
  stop(
    `name one of: ${[...languages, ...ruleLanguages, ...documentParsers].map((one) => one.id).join(", ")}`,
  );
const folder = `test/fixtures/${language ? "languages" : ruled ? "rules" : "documents"}`;
const fixture = `${folder}/${known.id}.${known.extensions[0] ?? language?.shares?.extensions[0] ?? "build"}`;
const built = builtDocuments[known.id];
if (!built && !existsSync(fixture)) stop(`write ${fixture} first`);

const content = built?.() ?? readFileSync(fixture);
if (values.tree)
  await printTree(language ?? stop(`${known.id} has no syntax tree`), content.toString("utf8"));
else await writeSymbols();

async function writeSymbols(): Promise<void> {
  const expected = `${folder}/${known!.id}.json`;
  const file = await parser.parse(fixture, content);
  writeFileSync(expected, `${JSON.stringify(summarise(file), undefined, 2)}\n`);
  console.log(
    `Wrote ${expected}: ${file.symbols.length} symbols. Check every line of it against ${fixture}.`,
  );
}

async function printTree(language: Language, text: string): Promise<void> {
  const grammar = assetPath(`grammars/tree-sitter-${language.grammar}.wasm`);
  if (!existsSync(grammar)) stop(`there is no ${grammar}: run npm run build`);
  await Parser.init();
  const trees = new Parser();
  trees.setLanguage(await Grammar.load(grammar));
  const tree = trees.parse(shown(language, text));
  if (!tree) stop(`${fixture} cannot be parsed`);
  printNode(tree.walk(), 0);
}

/** What the grammar is shown of a file. */
function shown(language: Language, text: string): string {
  const code = language.markup?.(text)?.code ?? text;
  return language.prepare?.(code) ?? code;
}

/** A line for each named node: its field, its type, its first line from 1, and its text when it has no children. */
function printNode(cursor: TreeCursor, depth: number): void {
  const { currentNode: node, currentFieldName: field } = cursor;
  if (node.isNamed || node.isError || node.isMissing) {
    const leaf = node.childCount === 0 ? ` ${JSON.stringify(node.text)}` : "";
    const name = `${field ? `${field}: ` : ""}${node.isMissing ? "MISSING " : ""}${node.type}`;
    console.log(`${"  ".repeat(depth)}${name} ${node.startPosition.row + 1}${leaf}`);
  }
  if (!cursor.gotoFirstChild()) return;
  do printNode(cursor, depth + 1);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

function stop(why: string): never {
  console.error(`language-fixture: ${why}`);
  process.exit(2);
}

import { isUtf8 } from "node:buffer";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { languages } from "../../src/context/languages/index.js";
import { ruleLanguages } from "../../src/context/languages/rules/index.js";
import { documentParsers } from "../../src/context/parse/documents/index.js";
import type { ParsedFile } from "../../src/context/parse/parsed.js";
import { parser } from "../../src/context/parse/parser.js";
import { assetPath } from "../../src/shared/assets.js";
import { builtDocuments } from "../support/built-documents.js";
import { summarise } from "../support/parsed-summary.js";

const fixtures = join(import.meta.dirname, "../fixtures");
const members = [
  ...ruleLanguages.map(({ id, extensions }) => ({
    id,
    extensions,
    // A language that is known by whole names only has its fixture under one of them: `meson.build`.
    fixture: `${id}.${extensions[0] ?? "build"}`,
    grammar: undefined,
    folder: "rules",
  })),
  ...languages.map(({ id, extensions, shares, grammar }) => ({
    id,
    extensions,
    fixture: `${id}.${extensions[0] ?? shares?.extensions[0]}`,
    grammar,
    folder: "languages",
  })),
  ...documentParsers.map(({ id, extensions }) => ({
    id,
    extensions,
    fixture: `${id}.${extensions[0]}`,
    grammar: undefined,
    folder: "documents",
  })),
];

/** The bytes of a member's fixture: a file, or built by code. */
const fixtureOf = (id: string, path: string): Uint8Array => builtDocuments[id]?.() ?? readFileSync(path);

/** Parts of so many bytes that begin a fixture which is not text. */
const CUTS = 40;

/** What is left of a fixture cut off at every seventh line; one that is not text is cut off at any byte. */
function* cutOff(bytes: Uint8Array): Generator<string | Uint8Array> {
  if (!isUtf8(bytes) || bytes.includes(0)) {
    const step = Math.max(1, Math.floor(bytes.length / CUTS));
    for (let length = 1; length < bytes.length; length += step) yield bytes.subarray(0, length);
    return;
  }
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  for (let count = 1; count < lines.length; count += 7) yield lines.slice(0, count).join("\n");
}

/** Invariants of every parsed file that the index, the graph and the packer rely on. */
function expectSound(file: ParsedFile, text: string): void {
  const lines = text.split("\n").length;
  file.symbols.forEach((symbol, index) => {
    expect(symbol.name).not.toBe("");
    expect(symbol.parent).toBeLessThan(index);
    expect(symbol.start).toBeLessThan(symbol.end);
    expect(symbol.start).toBeGreaterThanOrEqual(file.symbols[index - 1]?.start ?? 0);
    expect(symbol.bodyStart).toBeGreaterThanOrEqual(symbol.start);
    expect(symbol.bodyStart).toBeLessThanOrEqual(symbol.end);
    expect(symbol.end).toBeLessThanOrEqual(text.length);
    expect(symbol.endLine).toBeGreaterThanOrEqual(symbol.startLine);
    expect(symbol.endLine).toBeLessThanOrEqual(lines);
    expect(symbol.signature.length).toBeLessThanOrEqual(300);
    if (symbol.parent >= 0) {
      expect(symbol.start).toBeGreaterThanOrEqual(file.symbols[symbol.parent]!.start);
      expect(symbol.end).toBeLessThanOrEqual(file.symbols[symbol.parent]!.end);
    }
  });
  for (const reference of file.references) {
    expect(reference.symbol).toBeLessThan(file.symbols.length);
    const inside = file.symbols[reference.symbol];
    if (!inside) continue;
    expect(reference.line).toBeGreaterThanOrEqual(inside.startLine);
    expect(reference.line).toBeLessThanOrEqual(inside.endLine);
  }
}

describe.each(members)("$id", ({ id, fixture, grammar, folder }) => {
  const path = join(fixtures, folder, fixture);

  beforeAll(() => {
    if (!grammar) return;
    const asset = assetPath(`grammars/tree-sitter-${grammar}.wasm`);
    expect(existsSync(asset), `there is no ${asset}: run npm run build`).toBe(true);
  });

  it("has a fixture and its expected symbols", () => {
    expect(id in builtDocuments || existsSync(path), `write ${path}, or build it`).toBe(true);
    expect(
      existsSync(join(fixtures, folder, `${id}.json`)),
      `write ${folder}/${id}.json: node scripts/run-ts.mjs scripts/language-fixture.ts ${id}`,
    ).toBe(true);
  });

  it("parses its fixture as expected", async () => {
    const bytes = fixtureOf(id, path);
    const file = await parser.parse(path, bytes);
    expect(file.unread).toBeUndefined();
    expect(file.symbols.length + file.references.length).toBeGreaterThan(0);
    expect(summarise(file)).toEqual(JSON.parse(readFileSync(join(fixtures, folder, `${id}.json`), "utf8")));
    expectSound(file, file.text ?? Buffer.from(bytes).toString("utf8"));
  });

  it("survives its fixture cut off anywhere", async () => {
    for (const part of cutOff(fixtureOf(id, path))) {
      const file = await parser.parse(path, part);
      expectSound(file, file.text ?? Buffer.from(part).toString("utf8"));
    }
  });
});

it("lists every language of the room, each in the file of its id", () => {
  const room = join(import.meta.dirname, "../../src/context/languages");
  const about = ["index.ts", "language.ts", "list.ts", "rule.ts"];
  const files = readdirSync(room).filter((name) => name.endsWith(".ts") && !about.includes(name));
  const listed = new Set(languages.map(({ id }) => `${id}.ts`));
  expect(
    files.filter((name) => !listed.has(name)),
    "add these to languages/list.ts",
  ).toEqual([]);
  expect(
    [...listed].filter((name) => !files.includes(name)),
    "write these in languages/",
  ).toEqual([]);
});

it("gives every extension to one language", () => {
  // A document parser with `claims` takes only some of the files with its extensions.
  const shared = new Set(
    documentParsers.filter(({ claims }) => claims).flatMap(({ extensions }) => extensions),
  );
  const claimed = members.flatMap(({ extensions }) => extensions);
  const twice = claimed.filter((extension, index) => claimed.indexOf(extension) !== index);
  expect(twice.filter((extension) => !shared.has(extension))).toEqual([]);
});

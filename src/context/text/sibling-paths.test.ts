import { expect, it } from "vitest";
import { commonPattern, PathParts, slotBetween } from "./sibling-paths.js";

const between = (first: string, second: string) => slotBetween(new PathParts(first), new PathParts(second));
const wordsOf = (first: string, second: string) => {
  const slot = between(first, second);
  return slot && [[...slot.first], [...slot.second], slot.translated];
};

it("finds the one substitution that makes one path of another", () => {
  expect(wordsOf("charts/node-exporter/values.yaml", "charts/sql-exporter/values.yaml")).toEqual([
    ["node"],
    ["sql"],
    false,
  ]);
  expect(wordsOf("charts/a/templates/a.yaml", "charts/b/templates/b.yaml"), "repeated").toEqual([
    ["a"],
    ["b"],
    false,
  ]);
  expect(wordsOf("docs/v1.2/use.md", "docs/use.md"), "a folder more").toEqual([["v1.2"], [], false]);
  expect(wordsOf("docs/use.md", "versioned_docs/version-1.2/use.md"), "folders for another").toEqual([
    [],
    ["versioned", "version", "1.2"],
    false,
  ]);
});

it("takes paths with more differences for unrelated", () => {
  expect(between("src/a/one.ts", "src/b/two.ts")).toBeUndefined();
  expect(between("locales/de.json", "locales/de.yaml")).toBeUndefined();
  expect(between("use.md", "a/b/c/use.md")).toBeUndefined();
  expect(between("a/use.md", "a/use.md")).toBeUndefined();
});

it("knows translations by the codes of their languages, in all forms", () => {
  expect(wordsOf("locales/de-DE.json", "locales/fr.json")).toEqual([
    ["de", "german", "germany"],
    ["fr", "french"],
    true,
  ]);
  expect(wordsOf("res/values/strings.xml", "res/values-pt-rBR/strings.xml")).toEqual([
    [],
    ["pt", "rbr", "portuguese", "brazil"],
    true,
  ]);
  expect(wordsOf("messages.properties", "messages_zh_TW.properties")?.[2]).toBe(true);
  expect(wordsOf("locales/es/es.po", "locales/it/it.po")?.[2]).toBe(true);
  expect(wordsOf("src/index.ts", "bin/index.ts")?.[2], "src is Sardinian, but a folder").toBe(false);
  expect(wordsOf("locales/de.json", "locales/colours.json")?.[2], "one language").toBe(false);
});

it("names all paths by one pattern", () => {
  expect(commonPattern(["locales/de.json", "locales/fr.json"])).toBe("locales/*.json");
  expect(commonPattern(["docs/v1.2-docs/a.md", "docs/docs/a.md", "docs/v1-docs/a.md"])).toBe(
    "docs/*docs/a.md",
  );
  expect(commonPattern(["docs/a.md", "docs/v1/a.md"])).toBe("docs/**/a.md");
});

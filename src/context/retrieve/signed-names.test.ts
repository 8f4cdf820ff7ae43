import { describe, expect, it } from "vitest";
import { signedNames, spellingsOf } from "./signed-names.js";

describe("a word with signs around it", () => {
  it.each([
    ["why does :has ignore siblings", ":has", "has"],
    ["`:not` is slow", ":not", "not"],
    ["how does :not() exclude", ":not()", "not"],
    ["what does --dry-run do?", "--dry-run", "dry-run"],
    ["(--no-color) is ignored", "--no-color", "no-color"],
    ["the @charset rule", "@charset", "charset"],
    ["$self is unset", "$self", "self"],
    ["the #main element", "#main", "main"],
    ["files that end in .for", ".for", "for"],
    ["is() returns nothing", "is()", "is"],
    ["nested <for> loops", "<for>", "for"],
    ["</with> closes it", "</with>", "with"],
    ["and_ takes two", "and_", "and"],
    ["trait ::From fails", "::From", "From"],
  ])("is a name: %s", (line, written, name) => {
    expect(signedNames(line)).toEqual([{ written, name }]);
  });

  it.each([
    "see src/.github/workflows and a/b",
    "mail me@example.org",
    "closes #123, costs $5 and 50%",
    ":smile: thanks",
    "a label: text",
    "x = -1 -- and more --- dashes",
    "snake_case and camelCase",
    "not.a.sign",
    "# Heading",
    "1 < 2 and 3 > 2",
    "wait... what",
    "@scope/package",
  ])("is not seen in: %s", (line) => {
    expect(signedNames(line)).toEqual([]);
  });

  it("is defined under its spellings in code", () => {
    expect(spellingsOf("has")).toEqual(["has", "Has"]);
    expect(spellingsOf("dry-run")).toEqual(["dry-run", "dryRun", "DryRun", "dry_run"]);
  });
});

import { expect, it } from "vitest";
import { textOnlyOf } from "../../context/repository/text-only.js";
import type { FileRow } from "../../context/store/contract.js";
import { textOnlyInWords } from "./text-only.js";

const role = { test: false, vendored: false, generated: false, documentation: false, example: false };
const row = (path: string, language: string, documentation = false) =>
  ({ path, language, role: { ...role, documentation } }) as FileRow;

it("names the extensions of files that no parser reads, without data and documents", () => {
  const files = [
    row("a.xyz", "text"),
    row("b.XYZ", "text"),
    row("c.abc", "text"),
    row("d.json", "text"),
    row("README", "text", true),
    row("e.pl", "perl"),
    row("f.ts", "typescript"),
    row("g.md", "markdown"),
  ];
  const textOnly = textOnlyOf(files);
  expect(textOnly).toEqual({ files: 3, extensions: { ".xyz": 2, ".abc": 1 } });
  expect(textOnlyInWords({ files: files.length, textOnly })).toBe(
    "3 of 8 files are text only (.xyz 2, .abc 1): search finds their words, graph knows no definitions\n",
  );
  expect(textOnlyInWords({ files: 1000, textOnly })).toBe("");
});

import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { relisted } from "./relist.js";
import type { Listing, Source } from "./source.js";
import { openWorkingTree } from "./working-tree.js";

let scratch: Scratch;
let source: Source;
let before: Listing;

beforeEach(async () => {
  scratch = new Scratch().write({
    ".foveaignore": "out.ts\n",
    "a.ts": "export const a = 1;\n",
    "a.txt": "",
    "b/c.ts": "export const c = 1;\n",
    "b/d.ts": "export const d = 1;\n",
    "out.ts": "export const out = 1;\n",
  });
  source = openWorkingTree(scratch.root);
  before = await source.list();
});

afterEach(() => scratch[Symbol.dispose]());

const at = (path: string): string => join(scratch.root, path);

describe("an updated listing equals a new listing after", () => {
  test.skipIf(process.platform !== "linux").each<[string, string[], () => void]>([
    ["an edit", ["b/c.ts"], () => writeFileSync(at("b/c.ts"), "export const c = 22;\n")],
    ["emptying a file", ["a.ts"], () => writeFileSync(at("a.ts"), "")],
    ["filling an empty file", ["a.txt"], () => writeFileSync(at("a.txt"), "words\n")],
    ["growing a file beyond the size limit", ["a.ts"], () => writeFileSync(at("a.ts"), "x".repeat(2 << 20))],
    ["deleting a file", ["a.ts"], () => rmSync(at("a.ts"))],
    ["changing an ignored file", ["out.ts"], () => writeFileSync(at("out.ts"), "export const out = 3;\n")],
    [
      "replacing a file by a link",
      ["a.ts"],
      () => {
        rmSync(at("a.ts"));
        symlinkSync("b/c.ts", at("a.ts"));
      },
    ],
    [
      "saving a file through a temporary name",
      ["a.ts~1", "a.ts"],
      () => {
        writeFileSync(at("a.ts~1"), "export const a = 33;\n");
        renameSync(at("a.ts~1"), at("a.ts"));
      },
    ],
    ["no change", [], () => {}],
  ])("%s", async (_, changed, change) => {
    change();
    expect(relisted(source, before, new Set(changed))).toEqual(await source.list());
  });
});

describe("a full listing is required after", () => {
  test.each<[string, string[], () => void]>([
    ["adding a file", ["new.ts"], () => writeFileSync(at("new.ts"), "export const n = 1;\n")],
    ["adding a folder", ["e"], () => mkdirSync(at("e"))],
    ["moving a folder away", ["b"], () => renameSync(at("b"), at("z"))],
    [
      "replacing a file by a folder",
      ["a.ts"],
      () => {
        rmSync(at("a.ts"));
        mkdirSync(at("a.ts"));
      },
    ],
    ["very many changes", Array.from({ length: 500 }, (_, index) => `x${index}`), () => {}],
  ])("%s", (_, changed, change) => {
    change();
    expect(relisted(source, before, new Set(changed))).toBeUndefined();
  });
});

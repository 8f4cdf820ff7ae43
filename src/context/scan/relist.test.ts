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

describe("a listing again is what a new listing would be", () => {
  test.skipIf(process.platform !== "linux").each<[string, string[], () => void]>([
    ["an edit", ["b/c.ts"], () => writeFileSync(at("b/c.ts"), "export const c = 22;\n")],
    ["a file emptied", ["a.ts"], () => writeFileSync(at("a.ts"), "")],
    ["an empty file filled", ["a.txt"], () => writeFileSync(at("a.txt"), "words\n")],
    ["a file too large now", ["a.ts"], () => writeFileSync(at("a.ts"), "x".repeat(2 << 20))],
    ["a file deleted", ["a.ts"], () => rmSync(at("a.ts"))],
    ["an ignored file changed", ["out.ts"], () => writeFileSync(at("out.ts"), "export const out = 3;\n")],
    [
      "a link in a file's place",
      ["a.ts"],
      () => {
        rmSync(at("a.ts"));
        symlinkSync("b/c.ts", at("a.ts"));
      },
    ],
    [
      "a file saved by way of another name",
      ["a.ts~1", "a.ts"],
      () => {
        writeFileSync(at("a.ts~1"), "export const a = 33;\n");
        renameSync(at("a.ts~1"), at("a.ts"));
      },
    ],
    ["nothing", [], () => {}],
  ])("%s", async (_, changed, change) => {
    change();
    expect(relisted(source, before, new Set(changed))).toEqual(await source.list());
  });
});

describe("only a new listing can tell", () => {
  test.each<[string, string[], () => void]>([
    ["of a new name", ["new.ts"], () => writeFileSync(at("new.ts"), "export const n = 1;\n")],
    ["of a new folder", ["e"], () => mkdirSync(at("e"))],
    ["of a folder that went", ["b"], () => renameSync(at("b"), at("z"))],
    [
      "of a folder in a file's place",
      ["a.ts"],
      () => {
        rmSync(at("a.ts"));
        mkdirSync(at("a.ts"));
      },
    ],
    ["of very many", Array.from({ length: 500 }, (_, index) => `x${index}`), () => {}],
  ])("%s", (_, changed, change) => {
    change();
    expect(relisted(source, before, new Set(changed))).toBeUndefined();
  });
});

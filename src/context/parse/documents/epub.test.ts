import { expect, test } from "vitest";
import { epubOf } from "../../../../test/support/office-file.js";
import type { ZipPart } from "../../../../test/support/zip-file.js";
import { parser } from "../parser.js";

test("pages are in reading order, named by their headings or by the table of contents", async () => {
  const parsed = await parser.parse(
    "a.epub",
    epubOf({
      "two.xhtml":
        "<html><head><title>x</title></head><body><h1>Chapter 2: Ebb</h1><p>It falls.</p><h2>Why</h2><p>Moon.</p></body></html>",
      "a b.xhtml": "<html><body><p>To sailors.</p></body></html>",
    }),
  );
  expect(parsed.text).toBe("Preface\n\nTo sailors.\n\nChapter 2: Ebb\n\nIt falls.\n\nWhy\n\nMoon.\n");
  expect(parsed.symbols.map(({ name }) => name)).toEqual(["Preface", "Chapter 2: Ebb", "Why"]);
});

test("a book whose pages are encrypted is refused; fonts may be", async () => {
  const locked = (uri: string): ZipPart => ({
    name: "META-INF/encryption.xml",
    content: `<encryption><enc:CipherReference URI="${uri}"/></encryption>`,
  });
  const pages = { "a b.xhtml": "<p>text</p>" };
  expect(await parser.parse("a.epub", epubOf(pages, [locked("OPS/a%20b.xhtml")]))).toMatchObject({
    unread: "encrypted",
  });
  expect((await parser.parse("a.epub", epubOf(pages, [locked("OPS/font.otf")]))).text).toContain("text");
});

test("pages outside of the archive do not exist", async () => {
  const parsed = await parser.parse("a.epub", epubOf({ "../../../../etc/passwd": "<p>inner</p>" }));
  expect(parsed.text).not.toContain("root:");
});

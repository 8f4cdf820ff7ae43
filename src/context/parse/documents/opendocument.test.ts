import { expect, test } from "vitest";
import { openDocumentOf } from "../../../../test/support/office-file.js";
import { parser } from "../parser.js";

test("texts have sections by headings, with tables and comments, without tracked deletions", async () => {
  const parsed = await parser.parse(
    "a.odt",
    openDocumentOf(`<office:text>
      <text:tracked-changes><text:deletion><text:p>deleted</text:p></text:deletion></text:tracked-changes>
      <text:h text:outline-level="1">Tides</text:h>
      <text:p>High <text:span>and</text:span><text:s/>low<text:line-break/>water
        <office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-03-05</dc:date><text:p>Which port?</text:p></office:annotation></text:p>
      <table:table><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell><table:table-cell><text:p>m</text:p></table:table-cell></table:table-row></table:table>
      <text:h text:outline-level="2">Brest</text:h><text:p>12 m</text:p></office:text>`),
  );
  expect(parsed.text).toBe(
    "Tides\nComment by Ann: Which port?\nHigh and low\nwater\nPort | m\n\nBrest\n12 m\n",
  );
  expect(parsed.symbols.map(({ name, parent }) => [name, parent])).toEqual([
    ["Tides", -1],
    ["Brest", 0],
  ]);
});

test("sheets have a line for each row; repeated cells have limits", async () => {
  const cell = (text: string, more = "") =>
    `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
  const parsed = await parser.parse(
    "a.ods",
    openDocumentOf(`<office:spreadsheet><table:table table:name="Prices">
      <table:table-row>${cell("Item")}<table:table-cell table:number-columns-repeated="2"/>${cell("x", 'table:number-columns-repeated="2"')}</table:table-row>
      <table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row>
      <table:table-row>${cell("Rope")}</table:table-row>
      <table:table-row>${cell("y", 'table:number-columns-repeated="2000000000"')}</table:table-row>
      </table:table></office:spreadsheet>`),
  );
  expect(parsed.text).toContain("Sheet Prices\nRow 1: Item |  |  | x | x\nRow 9: Rope\nRow 10: y | y");
  expect(parsed.symbols[0]!.name).toBe("Sheet Prices");
  expect(parsed.damaged).toBe(true);
});

test("presentations have a section for each slide, with notes", async () => {
  const page = (name: string, title: string, text: string, notes = ""): string =>
    `<draw:page draw:name="${name}"><draw:frame presentation:class="title"><text:p>${title}</text:p></draw:frame>
     <draw:frame><text:p>${text}</text:p></draw:frame><presentation:notes><text:p>${notes}</text:p></presentation:notes></draw:page>`;
  const parsed = await parser.parse(
    "a.odp",
    openDocumentOf(
      `<office:presentation>${page("page1", "Results", "It rose", "Slowly")}${page("Outlook", "", "More")}${page("page3", "", "End")}</office:presentation>`,
    ),
  );
  expect(parsed.text).toBe(
    "Slide 1: Results\nIt rose\nNotes: Slowly\n\nSlide 2: Outlook\nMore\n\nSlide 3\nEnd\n",
  );
});

test("an encrypted document is refused as such", async () => {
  const locked = openDocumentOf("", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>");
  expect(await parser.parse("a.odt", locked)).toMatchObject({ unread: "encrypted", text: "" });
});

import { deflateSync } from "node:zlib";
import { docxOf, epubOf, openDocumentOf, pptxOf, xlsxOf } from "./office-file.js";
import { zipOf } from "./zip-file.js";

/** A PDF of these objects, numbered from 1; the first is its catalogue. */
export function pdfOfObjects(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  let length = parts[0]!.length;
  const offsets = objects.map((body, index) => {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(body),
      Buffer.from("\nendobj\n"),
    ]);
    const offset = length;
    parts.push(part);
    length += part.length;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${trailer}`));
  return Buffer.concat(parts);
}

const streamOf = (content: Buffer, entries = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${entries} >>\nstream\n`),
    content,
    Buffer.from("\nendstream"),
  ]);

/** A PDF of so many pages that all show one stream. */
export function pdfOfPages(pages: number, content: Buffer, entries = ""): Buffer {
  return pdfOfObjects([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, index) => `${5 + index} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    streamOf(content, entries),
    ...Array.from(
      { length: pages },
      () =>
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ),
  ]);
}

const deflated = (text: string | Buffer): Buffer => deflateSync(text, { level: 9 });
const FLATE = "/Filter /FlateDecode";

/** A page whose stream inflates to so many bytes of text. */
export const pdfBomb = (bytes: number, token = "(a) Tj "): Buffer =>
  pdfOfPages(1, deflated(Buffer.alloc(bytes, `BT /F1 12 Tf 72 720 Td ${token}`)), FLATE);

const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);

/** Documents that are small, or not what their name says, and cost without end when nothing ends them. */
export function* hostileDocuments(): Generator<readonly [name: string, content: Buffer]> {
  yield ["zeros.pdf", Buffer.alloc(31 << 20)];
  yield ["zeros-marked.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(31 << 20)])];
  yield ["bomb-text.pdf", pdfBomb(300 << 20)];
  yield ["bomb-spaces.pdf", pdfOfPages(1, deflated(Buffer.alloc(700 << 20, " ")), FLATE)];
  yield [
    "bomb-twice.pdf",
    pdfOfPages(1, deflated(deflated(Buffer.alloc(1000 << 20, " "))), "/Filter [/FlateDecode /FlateDecode]"),
  ];
  yield [
    "bomb-one-string.pdf",
    pdfOfPages(1, deflated(`BT /F1 12 Tf (${"a".repeat(60 << 20)}) Tj ET`), FLATE),
  ];
  yield ["pages.pdf", pdfOfPages(20_000, Buffer.from("BT /F1 12 Tf 72 720 Td (page) Tj ET"))];
  yield [
    "pages-slow.pdf",
    pdfOfPages(1000, deflated("BT /F1 12 Tf 72 720 Td (page) Tj ET ".repeat(20_000)), FLATE),
  ];
  yield [
    "nested.pdf",
    pdfOfObjects([
      `<< /Type /Catalog /Pages 2 0 R /A ${nested("[", "]", 200_000)} >>`,
      nested("<< /A ", ">>", 200_000),
    ]),
  ];
  yield [
    "cycle.pdf",
    pdfOfObjects([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 100000 /Kids [2 0 R 2 0 R] >>",
    ]),
  ];
  yield [
    "outline.pdf",
    pdfOfObjects([
      "<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>",
      "<< /Type /Pages /Count 0 /Kids [] >>",
      "<< /Type /Outlines /First 4 0 R /Last 4 0 R /Count 1 >>",
      "<< /Title (a) /Parent 3 0 R /First 4 0 R /Next 4 0 R >>",
    ]),
  ];
  yield ["nested.ipynb", Buffer.from(`{"cells": ${nested("[", "]", 400_000)}}`)];
  yield ["open.ipynb", Buffer.from("[".repeat(30 << 20))];
  yield [
    "cells.ipynb",
    Buffer.from(`{"cells": [${Array(500_000).fill('{"cell_type":"code","source":"a"}').join(",")}]}`),
  ];
  yield [
    "fences.ipynb",
    Buffer.from(JSON.stringify({ cells: [{ cell_type: "code", source: "\n ```".repeat(900_000) }] })),
  ];
  yield ["zeros.ipynb", Buffer.alloc(31 << 20)];
  yield ["zeros.docx", Buffer.alloc(31 << 20)];
  yield ["bomb.docx", docxOf(`<w:p><w:r><w:t>${"a ".repeat(40 << 20)}</w:t></w:r></w:p>`)];
  yield ["paragraphs.docx", docxOf("<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(400_000))];
  yield ["nested.docx", docxOf("<w:tbl><w:tr><w:tc>".repeat(300_000))];
  yield ["slides.pptx", pptxOf(Array<string>(5000).fill("<p:sp><a:p><a:t>a</a:t></a:p></p:sp>"))];
  yield ["cells.xlsx", xlsxOf({ a: `<row>${"<c><v>1</v></c>".repeat(16_000)}</row>`.repeat(60) })];
  yield [
    "repeated.ods",
    openDocumentOf(
      `<table:table>${'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row>'.repeat(20_000)}</table:table>`,
    ),
  ];
  yield [
    "shared.epub",
    zipOf([
      { name: "0.xhtml", content: "<p>a</p>".repeat(1 << 20) },
      ...Array.from({ length: 5000 }, (_, index) => ({
        name: `${index + 1}.xhtml`,
        content: "",
        sharesWith: 0,
      })),
    ]),
  ];
  yield ["chapters.epub", epubOf({ "a.xhtml": "<div>".repeat(1 << 20), "b.xhtml": "<h1>b".repeat(1 << 18) })];
  yield ["parts.eml", Buffer.from(mailParts(100_000))];
  yield ["mails.mbox", Buffer.from("From a@b Tue Mar  5 10:30:00 2024\nSubject: a\n\na\n".repeat(300_000))];
  yield ["nested.html", Buffer.from("<!-- saved from url=a --><div>".repeat(1 << 18))];
  yield ["aliases.yaml", Buffer.from(`openapi: 3.0.0\n${aliases(30)}`)];
  yield ["deep.yaml", Buffer.from(`openapi: 3.0.0\npaths: ${nested("[", "]", 400_000)}\n`)];
  yield [
    "deep-block.yaml",
    Buffer.from(
      `openapi: 3.0.0\npaths:\n${Array.from({ length: 1300 }, (_, depth) => `${" ".repeat(depth + 1)}a:`).join("\n")}\n`,
    ),
  ];
  yield ["deep.json", Buffer.from(`{"openapi": "3.0.0", "paths": ${nested('{"a":', "}", 100_000)}}`)];
}

/** Each anchor names the one before ten times. */
const aliases = (levels: number): string =>
  Array.from({ length: levels }, (_, level) => {
    const before = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(10).fill(before).join(", ")}]`;
  }).join("\n");

/** Each part holds the next one. */
const mailParts = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\n\n--b${level}\n`,
  ).join("");

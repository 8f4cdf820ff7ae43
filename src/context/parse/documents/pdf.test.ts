import { describe, expect, test } from "vitest";
import { parser } from "../parser.js";

/** Makes a PDF with one line of text per page, and an outline entry for the second page. */
function pdfOf(pages: readonly string[]): Buffer {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + 2 * index} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>",
    "<< /Title (Tides) /Parent 4 0 R /Dest [8 0 R /Fit] >>",
    ...pages.flatMap((text, index) => {
      const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${7 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

describe("PDF parser", () => {
  test("makes a section of each page, with its outline titles", async () => {
    const parsed = await parser.parse("sea.pdf", pdfOf(["Foreword", "The moon pulls", "Index"]));
    expect(parsed.text).toBe("Page 1\nForeword\n\nPage 2: Tides\nThe moon pulls\n\nPage 3\nIndex\n");
    expect(parsed.symbols.map(({ name, startLine, endLine }) => [name, startLine, endLine])).toEqual([
      ["Page 1", 1, 3],
      ["Page 2: Tides", 4, 6],
      ["Page 3", 7, 8],
    ]);
    expect(parsed.damaged).toBe(false);
  });

  test("returns no bytes of a broken file", async () => {
    const parsed = await parser.parse("bad.pdf", Buffer.from("%PDF-1.7\n\u0001\u0002garbage"));
    expect(parsed).toMatchObject({ language: "pdf", text: "", symbols: [], damaged: true });
  });
});

import { describe, expect, test } from "vitest";
import { docxOf, pptxOf, relationsOf, xlsxOf } from "../../../../test/support/office-file.js";
import { zipOf } from "../../../../test/support/zip-file.js";
import type { ParsedFile } from "../parsed.js";
import { parser } from "../parser.js";

const paragraph = (text: string, style = ""): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const sectionsOf = ({ symbols }: ParsedFile) =>
  symbols.map(({ name, parent, startLine, endLine }) => [name, parent, startLine, endLine]);

describe("Word documents", () => {
  test("have sections by heading styles, also by level and by the style that they are based on", async () => {
    const body = [
      paragraph("Plan", "H1"),
      paragraph("Ships &amp; tides"),
      paragraph("Costs", "H2"),
      paragraph("Ten"),
      paragraph("Crew", "H3"),
      paragraph("Six"),
    ];
    const parsed = await parser.parse("a.docx", docxOf(body.join("")));
    expect(parsed.text).toBe("Plan\nShips & tides\n\nCosts\nTen\n\nCrew\nSix\n");
    expect(sectionsOf(parsed)).toEqual([
      ["Plan", -1, 1, 8],
      ["Costs", 0, 4, 6],
      ["Crew", 0, 7, 8],
    ]);
    expect(parsed.damaged).toBe(false);
  });

  test("show tables as rows, lists, insertions and text boxes once, without deletions and field codes", async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const body = `
      <w:tbl><w:tr>${cell("Port")}${cell("Depth")}</w:tr><w:tr>${cell("Brest")}<w:tc>${paragraph("12")}<w:tbl><w:tr>${cell("m")}${cell("low tide")}</w:tr></w:tbl></w:tc></w:tr></w:tbl>
      <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
      <w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>
        <w:r><w:instrText>PAGEREF x</w:instrText><w:tab/><w:t>end</w:t></w:r></w:p>
      <w:p><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph("boxed")}</w:txbxContent></mc:Choice>
        <mc:Fallback><w:txbxContent>${paragraph("boxed")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>`;
    const parsed = await parser.parse("a.docx", docxOf(body));
    expect(parsed.text).toBe("Port | Depth\nBrest | 12 m | low tide\n- first\nnew\tend\nboxed\n");
  });

  test("name their notes and comments", async () => {
    const parsed = await parser.parse(
      "a.docx",
      docxOf(paragraph("Text", "H1"), [
        {
          name: "word/comments.xml",
          content: `<w:comments><w:comment w:author="Ann">${paragraph("Why ten?")}</w:comment></w:comments>`,
        },
        {
          name: "word/footnotes.xml",
          content: `<w:footnotes><w:footnote>${paragraph("See Brest.")}</w:footnote></w:footnotes>`,
        },
      ]),
    );
    expect(parsed.text).toBe("Text\n\nFootnotes\nSee Brest.\n\nComments\nComment by Ann: Why ten?\n");
    expect(parsed.symbols.map(({ name }) => name)).toEqual(["Text", "Footnotes", "Comments"]);
  });

  test("without headings have sections by page", async () => {
    const body = `${paragraph("one")}<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>`;
    const parsed = await parser.parse("a.docx", docxOf(body));
    expect(parsed.text).toBe("Page 1\none\n\nPage 2\ntwo\n");
  });

  test("redact secrets in titles and text", async () => {
    const token = ["ghp", "k9Qz2LmX8vTb4RwYk9Qz2LmX8vTb4RwYabcd"].join("_");
    const parsed = await parser.parse("a.docx", docxOf(paragraph(`Use ${token}`, "H1")));
    expect(parsed.symbols[0]!.name).toBe("Use [redacted github-token]");
  });
});

const shape = (text: string, placeholder = "body"): string =>
  `<p:sp><p:nvPr><p:ph type="${placeholder}"/></p:nvPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;

describe("presentations", () => {
  test("have a section for each slide, with notes and comments named as such", async () => {
    const cell = (text: string) =>
      `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const parsed = await parser.parse(
      "a.pptx",
      pptxOf(
        [
          shape("Tides", "ctrTitle"),
          `${shape("Results", "title")}${shape("It rose.")}${shape("7", "sldNum")}<a:tbl><a:tr>${cell("Port")}${cell("Rise")}</a:tr></a:tbl>`,
          shape("no title"),
        ],
        [
          relationsOf("ppt/slides/slide1.xml", {
            n: ["notesSlide", "../notesSlides/n.xml"],
            c: ["comments", "../comments/c.xml"],
          }),
          {
            name: "ppt/notesSlides/n.xml",
            content: `<p:notes>${shape("Speak slowly")}${shape("2", "sldNum")}</p:notes>`,
          },
          {
            name: "ppt/comments/c.xml",
            content: "<p:cmLst><p:cm><p:text>Check this</p:text></p:cm></p:cmLst>",
          },
        ],
      ),
    );
    expect(parsed.text).toBe(
      "Slide 1: Tides\n\nSlide 2: Results\nIt rose.\nPort | Rise\nNotes: Speak slowly\nComment: Check this\n\nSlide 3\nno title\n",
    );
    expect(sectionsOf(parsed)).toEqual([
      ["Slide 1: Tides", -1, 1, 2],
      ["Slide 2: Results", -1, 3, 8],
      ["Slide 3", -1, 9, 10],
    ]);
  });
});

describe("workbooks", () => {
  const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;

  test("have a section for each sheet and a line for each row", async () => {
    const parsed = await parser.parse(
      "a.xlsx",
      xlsxOf(
        {
          Prices: [
            row(1, '<c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>'),
            row(
              3,
              '<c r="A3" t="inlineStr"><is><t>Rope</t></is></c><c r="B3"><f>1/10*3</f><v>0.30000000000000004</v></c><c r="C3" s="1"><v>45356</v></c>',
            ),
            row(
              4,
              '<c r="A4" t="b"><v>1</v></c><c r="B4" s="2"><v>45356.25</v></c><c r="C4" s="3"><v>0.5</v></c><c r="D4" t="e"><v>#DIV/0!</v></c>',
            ),
          ].join(""),
          Empty: row(1, '<c r="A1" s="1"/>'),
        },
        ["Item", "Since"],
        [
          relationsOf("xl/worksheets/0.xml", { c: ["comments", "../comments1.xml"] }),
          {
            name: "xl/comments1.xml",
            content: '<comments><comment ref="B3"><text><r><t>too dear</t></r></text></comment></comments>',
          },
        ],
      ),
    );
    expect(parsed.text).toBe(
      "Sheet Prices\nRow 1: Item |  | Since\nRow 3: Rope | 0.3 | 2024-03-05\nRow 4: TRUE | 2024-03-05 06:00 | 12:00 | #DIV/0!\nComment on B3: too dear\n",
    );
    expect(sectionsOf(parsed)).toEqual([["Sheet Prices", -1, 1, 5]]);
  });

  test("long sheets have a section for each part, which repeats the first row", async () => {
    const rows = Array.from({ length: 120 }, (_, index) =>
      row(index + 1, `<c r="A${index + 1}"><v>${index}</v></c>`),
    );
    const parsed = await parser.parse("a.xlsx", xlsxOf({ Log: rows.join("") }));
    expect(parsed.symbols.map(({ name, parent }) => [name, parent])).toEqual([
      ["Sheet Log", -1],
      ["Sheet Log, from row 51", 0],
      ["Sheet Log, from row 101", 0],
    ]);
    expect(parsed.text).toContain("\n\nSheet Log, from row 51\n0\nRow 51: 50\n");
  });

  test("repeated and distant cells have limits", async () => {
    const cells = Array.from({ length: 700 }, (_, index) => `<c><v>${index}</v></c>`).join("");
    const parsed = await parser.parse("a.xlsx", xlsxOf({ Wide: row(1, `${cells}<c r="XFD1"><v>9</v></c>`) }));
    expect(parsed.text).toContain("499");
    expect(parsed.text).not.toContain("500");
    expect(parsed.damaged).toBe(true);
  });
});

describe("hostile office documents", () => {
  const bodies: readonly (readonly [string, string])[] = [
    [
      "entities that multiply",
      `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${paragraph("&b;&b;")}`,
    ],
    ["an external entity", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${paragraph("&x;")}`],
    ["deep elements", `${"<w:sdt>".repeat(100_000)}${paragraph("deep")}`],
    ["deep paragraphs", `${"<w:p>".repeat(100_000)}${paragraph("deep")}`],
    ["deep tables", `${"<w:tbl><w:tr><w:tc>".repeat(50_000)}${paragraph("deep")}`],
    ["a long attribute", `<w:p a="${"x".repeat(3_000_000)}"/>${paragraph("deep")}`],
    ["many attributes", `<w:p ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(" ")}/>`],
    ["tags without an end", "<w:p".repeat(300_000)],
  ];
  test.each(bodies)("%s: read in linear time, nothing replaced", async (_, body) => {
    const start = performance.now();
    const parsed = await parser.parse("a.docx", docxOf(body));
    expect(parsed.text).not.toContain("hahaha");
    expect(parsed.text).not.toContain("root:");
    // 3 MB take 0.1 to 0.3 s; quadratic time would take minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each(["docx", "pptx", "xlsx", "odt", "epub"])("a bomb in a .%s is refused", async (extension) => {
    const content = Buffer.alloc(6 << 20, " ");
    const names = ["word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"];
    const bomb = zipOf([
      relationsOf("", {
        r1: [
          "officeDocument",
          names.find((name) => name.startsWith({ docx: "w", pptx: "p" }[extension] ?? "x"))!,
        ],
      }),
      ...(extension === "odt" || extension === "epub"
        ? [
            { name: "content.xml", content },
            { name: "META-INF/container.xml", content },
          ]
        : names.map((name) => ({
            name,
            content: name[0] === ({ docx: "w", pptx: "p" }[extension] ?? "x") ? content : "",
          }))),
    ]);
    expect(await parser.parse(`a.${extension}`, bomb)).toMatchObject({
      unread: "inflates-too-much",
      text: "",
    });
  });

  test("an encrypted document, and one of another format, are refused", async () => {
    const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(500)]);
    expect(await parser.parse("a.docx", compound)).toMatchObject({ unread: "damaged" });
    const locked = Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]);
    expect(await parser.parse("a.xlsx", locked)).toMatchObject({ unread: "encrypted" });
    expect(await parser.parse("a.pptx", docxOf(""))).toMatchObject({ text: "" });
    expect(await parser.parse("a.pptx", zipOf([{ name: "a", content: "" }]))).toMatchObject({
      unread: "damaged",
    });
  });
});

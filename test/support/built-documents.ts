import { docxOf, epubOf, openDocumentOf, pptxOf, relationsOf, xlsxOf } from "./office-file.js";

const paragraph = (text: string, style = ""): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const shape = (text: string, placeholder = "body"): string =>
  `<p:sp><p:nvPr><p:ph type="${placeholder}"/></p:nvPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
const rows = (...texts: readonly string[]): string =>
  texts
    .map((text, index) => {
      const cells = text.split("|").map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
      return `<row r="${index + 1}">${cells.join("")}</row>`;
    })
    .join("");

/**
 * Fixtures of the formats that are archives, by the parser's id. Their expected sections stand in
 * `fixtures/documents/<id>.json`.
 */
export const builtDocuments: Readonly<Record<string, () => Buffer>> = {
  docx: () =>
    docxOf(
      [
        paragraph("Loans", "H1"),
        paragraph("A reader borrows ten books &amp; returns them."),
        paragraph("Late fees", "H2"),
        `<w:tbl><w:tr><w:tc>${paragraph("Days")}</w:tc><w:tc>${paragraph("Fee")}</w:tc></w:tr></w:tbl>`,
        paragraph("Readers", "H1"),
        paragraph("Each has a card."),
      ].join(""),
      [
        {
          name: "word/comments.xml",
          content: `<w:comments><w:comment w:author="Ann">${paragraph("Why ten?")}</w:comment></w:comments>`,
        },
      ],
    ),
  pptx: () =>
    pptxOf(
      [
        `${shape("The library", "ctrTitle")}${shape("A report")}`,
        `${shape("Loans", "title")}${shape("They rose.")}`,
        shape("Questions?"),
      ],
      [
        relationsOf("ppt/slides/slide1.xml", { n: ["notesSlide", "../notesSlides/n.xml"] }),
        { name: "ppt/notesSlides/n.xml", content: `<p:notes>${shape("Speak slowly")}</p:notes>` },
      ],
    ),
  xlsx: () =>
    xlsxOf({
      Books: rows("Title|Copies", ...Array.from({ length: 60 }, (_, index) => `Book ${index}|${index % 4}`)),
      Fees: rows("Days|Fee", "7|0.50"),
    }),
  opendocument: () =>
    openDocumentOf(`<office:text><text:h text:outline-level="1">Loans</text:h><text:p>Ten books.</text:p>
      <text:h text:outline-level="2">Late fees</text:h><text:p>From the first day.</text:p>
      <table:table><table:table-row><table:table-cell><text:p>Days</text:p></table:table-cell></table:table-row></table:table>
      <text:h text:outline-level="1">Readers</text:h><text:p>Each has a card.</text:p></office:text>`),
  epub: () =>
    epubOf({
      "two.xhtml": "<body><h1>Chapter 2: Fees</h1><p>They grow.</p><h2>By day</h2><p>Fifty cents.</p></body>",
      "a b.xhtml": "<body><p>To readers.</p></body>",
    }),
};

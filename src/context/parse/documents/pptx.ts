import type { ParsedFile } from "../parsed.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { loadMarkup } from "./markup.js";
import { attributeOf, OfficeParts } from "./office-parts.js";
import { oneLine, SectionWriter } from "./section-writer.js";
import { TableRows } from "./table-rows.js";

/** Slides after this one are left out; the file then counts as damaged. */
const MOST_SLIDES = 2000;

/**
 * Presentations: each slide is a section, `Slide 3: Results`, with its texts, tables and diagrams, then its
 * notes and comments, named as such.
 */
export const pptx: DocumentParser = {
  id: "pptx",
  ownText: true,
  extensions: documentExtensions.pptx,
  parse: (_path, content, step) =>
    readOr("pptx", async () => read(new OfficeParts(await loadMarkup(), content), step)),
};

function read(parts: OfficeParts, step: () => void = () => {}): ParsedFile {
  const writer = new SectionWriter();
  const slides = slidesOf(parts);
  for (const [index, slide] of slides.slice(0, MOST_SLIDES).entries()) {
    if (writer.full) break;
    step();
    const { title, lines, hidden } = shapesOf(parts, slide);
    const named = `Slide ${index + 1}${hidden ? " (hidden)" : ""}`;
    writer.heading(1, title === "" ? named : `${named}: ${title}`);
    for (const line of lines) writer.text(line);
    for (const data of parts.related(slide, "diagramData"))
      for (const line of shapesOf(parts, data).lines) writer.text(line);
    for (const notes of parts.related(slide, "notesSlide")) {
      const text = shapesOf(parts, notes).lines.join("\n");
      if (text !== "") writer.text(`Notes: ${text}`);
    }
    for (const comments of parts.related(slide, "comments"))
      for (const text of commentsOf(parts, comments)) writer.text(`Comment: ${text}`);
  }
  return writer.parsed("pptx", slides.length > MOST_SLIDES);
}

/** Names of the slides' parts in the order in which they are shown. */
function slidesOf(parts: OfficeParts): string[] {
  const main = parts.main();
  const relations = parts.relations(main);
  const slides: string[] = [];
  parts.read(main, {
    open: (name, attributes) => {
      if (name !== "sldId") return;
      const slide = relations.get(
        attributes.get("r:id") ?? attributeOf(withoutPlainId(attributes), "id") ?? "",
      );
      if (slide?.type === "slide") slides.push(slide.target);
    },
  });
  return slides;
}

/** `id` is the slide's number, `r:id` (with any prefix) its relation. */
const withoutPlainId = (attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...attributes].filter(([key]) => key !== "id"));

interface Shapes {
  readonly title: string;
  /** Paragraphs and rows of tables. */
  readonly lines: readonly string[];
  readonly hidden: boolean;
}

/** Placeholders that repeat on each slide. */
const REPEATED = new Set(["sldNum", "dt", "ftr", "hdr"]);

function shapesOf(parts: OfficeParts, part: string): Shapes {
  const lines: string[] = [];
  const tables = new TableRows();
  const titles: string[] = [];
  let placeholder = "";
  let paragraph = "";
  let inText = false;
  let fallback = 0;
  let hidden = false;
  parts.read(part, {
    open: (name, attributes) => {
      if (name === "sld") hidden = attributes.get("show") === "0";
      else if (name === "sp") placeholder = "";
      else if (name === "ph") placeholder = attributes.get("type") ?? "body";
      else if (name === "Fallback") fallback++;
      else if (name === "p") paragraph = "";
      else if (name === "t") inText = true;
      else if (name === "br") paragraph += "\n";
      else if (name === "tbl") tables.begin();
      else if (name === "tr") tables.beginRow();
      else if (name === "tc") tables.beginCell();
    },
    text: (text) => {
      if (inText && fallback === 0) paragraph += text;
    },
    close: (name) => {
      if (name === "Fallback") fallback = Math.max(0, fallback - 1);
      else if (name === "t") inText = false;
      else if (name === "sp") placeholder = "";
      else if (name === "p") {
        if (paragraph.trim() === "" || REPEATED.has(placeholder)) return;
        if (tables.inside) tables.add(paragraph);
        else if (placeholder === "title" || placeholder === "ctrTitle") titles.push(oneLine(paragraph));
        else lines.push(paragraph);
        paragraph = "";
      } else if (name === "tc") tables.endCell();
      else if (name === "tr") {
        const row = tables.endRow();
        if (row) lines.push(row);
      } else if (name === "tbl") tables.end();
    },
  });
  return { title: titles.join(" "), lines, hidden };
}

/** The texts of a slide's comments, of both formats that programs write. */
function commentsOf(parts: OfficeParts, part: string): string[] {
  const found: string[] = [];
  let text = "";
  let inText = false;
  parts.read(part, {
    open: (name) => {
      if (name === "text" || name === "t") inText = true;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === "text" || name === "t") inText = false;
      else if ((name === "cm" || name === "reply") && text.trim() !== "") {
        found.push(oneLine(text));
        text = "";
      }
    },
  });
  return found;
}

import { redact } from "../../secrets/redact.js";
import type { ParsedFile } from "../parsed.js";
import type { DocumentParser } from "./index.js";
import { type Heading, sectionsOf } from "./sections.js";

/** Past this many pages a PDF is a book: its first pages are indexed, and it counts as damaged. */
const MOST_PAGES = 1000;
const PARSE_LIMIT_MILLISECONDS = 20_000;
/** Titles of the outline named in one page's heading. */
const TITLES_PER_PAGE = 3;

type PdfReader = typeof import("unpdf");
type PdfDocument = Awaited<ReturnType<PdfReader["getDocumentProxy"]>>;
type OutlineEntry = Awaited<ReturnType<PdfDocument["getOutline"]>>[number];

/**
 * PDF: the text of each page is a section, `Page 6: Naming`, with the titles the document's outline gives it.
 * Scanned pages hold no text; an encrypted or broken file comes back empty and damaged, never as its bytes.
 */
export const pdf: DocumentParser = {
  id: "pdf",
  ownText: true,
  extensions: ["pdf"],
  parse: async (_path, content) => {
    // The reader is loaded with the first PDF: 2 MB that most repositories never need. It takes the bytes away.
    const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
    try {
      const { getDocumentProxy } = await import("unpdf");
      const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
      try {
        return await read(document);
      } finally {
        await document.destroy();
      }
    } catch {
      return { ...sectionsOf("pdf", "", []), text: "", damaged: true };
    }
  },
};

async function read(document: PdfDocument): Promise<ParsedFile> {
  const deadline = performance.now() + PARSE_LIMIT_MILLISECONDS;
  const titles = await titlesByPage(document).catch(() => new Map<number, string[]>());
  const headings: Heading[] = [];
  const lines: string[] = [];
  let number = 1;
  for (; number <= Math.min(document.numPages, MOST_PAGES) && performance.now() < deadline; number++) {
    const text = await textOfPage(document, number);
    if (text === "") continue;
    const named = [...new Set(titles.get(number))].slice(0, TITLES_PER_PAGE).join(", ");
    const title = named ? `Page ${number}: ${named}` : `Page ${number}`;
    headings.push({ line: lines.length + 1, lines: 1, level: 1, title });
    lines.push(title, ...text.split("\n"), "");
  }
  const text = redact(lines.join("\n"));
  const shown = text.split("\n");
  const titled = headings.map((heading) => ({ ...heading, title: shown[heading.line - 1] ?? "" }));
  return { ...sectionsOf("pdf", text, titled), text, damaged: number <= document.numPages };
}

async function textOfPage(document: PdfDocument, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
  page.cleanup();
  // A word cut at a line's end is one word to whoever searches for it.
  return text
    .replaceAll("\0", "")
    .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, "$1")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Titles of the outline by 1-based page, in reading order. */
async function titlesByPage(document: PdfDocument): Promise<Map<number, string[]>> {
  const titles = new Map<number, string[]>();
  const visit = async (entries: readonly OutlineEntry[]): Promise<void> => {
    for (const { title, dest, items } of entries) {
      const target: unknown[] | null = typeof dest === "string" ? await document.getDestination(dest) : dest;
      const page = target?.[0];
      // A destination names its page by an object reference.
      if (isReference(page)) {
        const number = (await document.getPageIndex(page)) + 1;
        titles.set(number, [...(titles.get(number) ?? []), title.replace(/\s+/g, " ").trim()]);
      }
      await visit(items);
    }
  };
  await visit((await document.getOutline()) ?? []);
  return titles;
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === "object" && value !== null && "num" in value && "gen" in value;

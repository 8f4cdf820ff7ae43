import { redact } from "../../secrets/redact.js";
import type { ParsedFile } from "../parsed.js";
import { WorkTime } from "../work-time.js";
import { unread } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { type Heading, sectionsOf } from "./sections.js";

/** Pages after this one are not indexed; the file then counts as damaged. */
const MOST_PAGES = 1000;
/** Most characters of a document and of a page; the rest is cut. A cut document counts as damaged. */
const MOST_CHARACTERS = 10_000_000;
const MOST_CHARACTERS_OF_PAGE = 1_000_000;
/** Time limit of a document. A page of a manual takes 5 to 20 ms. */
const PARSE_LIMIT_MILLISECONDS = 20_000;
/** After this time, reading continues only while pages take at most `SLOW_PAGE_MILLISECONDS` on average. */
const PATIENCE_MILLISECONDS = 3500;
const SLOW_PAGE_MILLISECONDS = 40;
/** Limits of the outline: number of entries, depth, characters of a title. */
const MOST_TITLES = 5000;
const DEEPEST_TITLE = 20;
const LONGEST_TITLE = 1000;
/** Most outline titles in the heading of one page. */
const TITLES_PER_PAGE = 3;

type PdfReader = typeof import("unpdf");
type PdfDocument = Awaited<ReturnType<PdfReader["getDocumentProxy"]>>;
/** A chunk of a page's text stream. */
type TextPart = Pick<
  Awaited<ReturnType<Awaited<ReturnType<PdfDocument["getPage"]>>["getTextContent"]>>,
  "items"
>;
type OutlineEntry = Awaited<ReturnType<PdfDocument["getOutline"]>>[number];

/**
 * PDF: each page is a section whose heading has the outline's titles for it, `Page 6: Naming`. Scanned pages
 * have no text. An encrypted or broken file is refused.
 */
export const pdf: DocumentParser = {
  id: "pdf",
  ownText: true,
  extensions: documentExtensions.pdf,
  parse: async (_path, content, step) => {
    // Loaded with the first PDF: 2 MB that most repositories never need. It gets a copy, because it detaches
    // the buffer.
    const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
    try {
      const { getDocumentProxy } = await import("unpdf");
      const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
      try {
        return await read(document, step);
      } finally {
        // Not awaited: it never resolves when a page was abandoned halfway.
        document.destroy().catch(() => {});
      }
    } catch (error) {
      const isLocked = error instanceof Error && error.name === "PasswordException";
      return unread("pdf", isLocked ? "encrypted" : "damaged");
    }
  },
};

async function read(document: PdfDocument, step: () => void = () => {}): Promise<ParsedFile> {
  const limits = new ReadingTime();
  const titles = await titlesByPage(document, limits).catch(() => new Map<number, string[]>());
  const headings: Heading[] = [];
  const lines: string[] = [];
  let characters = 0;
  let number = 1;
  for (; number <= Math.min(document.numPages, MOST_PAGES); number++) {
    if (limits.over(number) || characters > MOST_CHARACTERS) break;
    step();
    const text = await textOfPage(document, number, limits);
    if (text === "") continue;
    const named = [...new Set(titles.get(number))].slice(0, TITLES_PER_PAGE).join(", ");
    const title = named ? `Page ${number}: ${named}` : `Page ${number}`;
    headings.push({ line: lines.length + 1, lines: 1, level: 1, title });
    for (const line of [title, ...text.split("\n"), ""]) lines.push(line);
    characters += text.length;
  }
  step();
  const text = redact(lines.join("\n"));
  const shown = text.split("\n");
  const titled = headings.map((heading) => ({ ...heading, title: shown[heading.line - 1] ?? "" }));
  return { ...sectionsOf("pdf", text, titled), text, damaged: number <= document.numPages };
}

/** The time limit of one document. */
class ReadingTime {
  private readonly time = new WorkTime();

  over(pages: number): boolean {
    if (!this.time.exceeds(PATIENCE_MILLISECONDS)) return false;
    const milliseconds = this.time.milliseconds();
    return milliseconds > PARSE_LIMIT_MILLISECONDS || milliseconds / pages > SLOW_PAGE_MILLISECONDS;
  }
}

async function textOfPage(document: PdfDocument, number: number, limits: ReadingTime): Promise<string> {
  const page = await document.getPage(number);
  // Read in chunks, so that an endless page can be abandoned.
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<TextPart>;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    for (const item of value.items) if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
    if (text.length > MOST_CHARACTERS_OF_PAGE || limits.over(number)) {
      reader.cancel().catch(() => {});
      break;
    }
  }
  page.cleanup();
  // Join words that are hyphenated at a line end, so that a search finds them.
  return text
    .slice(0, MOST_CHARACTERS_OF_PAGE)
    .replaceAll("\0", "")
    .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, "$1")
    .replace(/(?<![ \t])[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Outline titles by 1-based page number, in reading order. */
async function titlesByPage(document: PdfDocument, limits: ReadingTime): Promise<Map<number, string[]>> {
  const titles = new Map<number, string[]>();
  let seen = 0;
  const visit = async (entries: readonly OutlineEntry[], depth: number): Promise<void> => {
    for (const { title, dest, items } of entries) {
      if (++seen > MOST_TITLES || limits.over(1)) return;
      const target: unknown[] | null = typeof dest === "string" ? await document.getDestination(dest) : dest;
      const page = target?.[0];
      // A destination refers to its page by an object reference.
      if (isReference(page)) {
        const number = (await document.getPageIndex(page)) + 1;
        titles.set(number, [
          ...(titles.get(number) ?? []),
          title.slice(0, LONGEST_TITLE).replace(/\s+/g, " ").trim(),
        ]);
      }
      if (depth < DEEPEST_TITLE) await visit(items, depth + 1);
    }
  };
  await visit((await document.getOutline()) ?? [], 0);
  return titles;
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === "object" && value !== null && "num" in value && "gen" in value;

import type { ParsedFile } from "../parsed.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { writePage } from "./html-text.js";
import { decodeXml, loadMarkup, type Markup, type MarkupHandler, readMarkup } from "./markup.js";
import { joinedName, withLocalNames } from "./office-parts.js";
import { oneLine, SectionWriter } from "./section-writer.js";
import { Unreadable } from "./unreadable.js";
import { openZip, type Zip } from "./zip.js";

/** Files of a book after this one are left out; the book then counts as damaged. */
const MOST_CHAPTERS = 5000;

/**
 * Books: their pages in reading order, in sections by headings; a page without one has the title that the table of
 * contents gives.
 */
export const epub: DocumentParser = {
  id: "epub",
  ownText: true,
  extensions: documentExtensions.epub,
  parse: (_path, content, step) =>
    readOr("epub", async () => read(await loadMarkup(), openZip(content), step)),
};

interface Item {
  readonly name: string;
  readonly type: string;
  readonly properties: string;
}

function read(markup: Markup, zip: Zip, step: () => void = () => {}): ParsedFile {
  const readXml = (name: string, handler: MarkupHandler): void => {
    const bytes = zip.read(name);
    if (bytes) readMarkup(markup, decodeXml(bytes), withLocalNames(handler), { xml: true });
  };
  let root = "";
  readXml("META-INF/container.xml", {
    open: (name, attributes) => {
      if (name === "rootfile" && root === "") root = joinedName("", attributes.get("full-path") ?? "");
    },
  });
  if (!zip.has(root)) throw new Unreadable("damaged");
  const items = new Map<string, Item>();
  const spine: Item[] = [];
  readXml(root, {
    open: (name, attributes) => {
      const value = (attribute: string): string => attributes.get(attribute) ?? "";
      if (name === "item")
        items.set(value("id"), {
          name: entryName(zip, root, value("href")),
          type: value("media-type"),
          properties: value("properties"),
        });
      const item = name === "itemref" ? items.get(value("idref")) : undefined;
      if (item && !item.properties.split(" ").includes("nav")) spine.push(item);
    },
  });
  const encrypted = new Set<string>();
  readXml("META-INF/encryption.xml", {
    open: (name, attributes) => {
      if (name === "CipherReference") encrypted.add(entryName(zip, "", attributes.get("URI") ?? ""));
    },
  });
  if (spine.some(({ name }) => encrypted.has(name))) throw new Unreadable("encrypted");
  const titles = titlesOf(zip, items, readXml);
  const writer = new SectionWriter();
  for (const { name } of spine.slice(0, MOST_CHAPTERS)) {
    if (writer.full) break;
    step();
    const bytes = zip.read(name);
    if (bytes) writePage(markup, decodeXml(bytes), writer, titles.get(name) ?? "");
  }
  return writer.parsed("epub", spine.length > MOST_CHAPTERS);
}

/** Addresses may be escaped as in a URL, and some programs escape the names of entries too. */
function entryName(zip: Zip, from: string, address: string): string {
  const plain = joinedName(from, address);
  if (zip.has(plain)) return plain;
  try {
    return joinedName(from, decodeURIComponent(address));
  } catch {
    return plain;
  }
}

/** The first title that the table of contents (of version 3, else 2) has for each page. */
function titlesOf(
  zip: Zip,
  items: ReadonlyMap<string, Item>,
  readXml: (name: string, handler: MarkupHandler) => void,
): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  const contents =
    [...items.values()].find(({ properties }) => properties.split(" ").includes("nav")) ??
    [...items.values()].find(({ type }) => type === "application/x-dtbncx+xml");
  if (!contents) return titles;
  let text = "";
  let target = "";
  const give = (): void => {
    const title = oneLine(text);
    if (target !== "" && title !== "" && !titles.has(target)) titles.set(target, title);
  };
  readXml(contents.name, {
    open: (name, attributes) => {
      if (name === "a") {
        text = "";
        target = entryName(zip, contents.name, attributes.get("href") ?? "");
      } else if (name === "navLabel") text = "";
      else if (name === "content") {
        // Comes after the label in the older format.
        target = entryName(zip, contents.name, attributes.get("src") ?? "");
        give();
      }
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      if (name === "a") give();
    },
  });
  return titles;
}

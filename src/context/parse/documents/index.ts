import type { ParsedFile } from "../parsed.js";
import { asciidoc } from "./asciidoc.js";
import { markdown } from "./markdown.js";
import { notebook } from "./notebook.js";
import { pdf } from "./pdf.js";
import { restructuredText } from "./restructured-text.js";

/** A kind of document that is read into headed sections. A new kind is one file and one line in the list. */
export interface DocumentParser {
  readonly id: string;
  readonly extensions: readonly string[];
  parse(path: string, content: string | Uint8Array): Promise<ParsedFile> | ParsedFile;
}

export const documentParsers: readonly DocumentParser[] = [
  markdown,
  restructuredText,
  asciidoc,
  notebook,
  pdf,
];

const byExtension = new Map(
  documentParsers.flatMap((parser) => parser.extensions.map((extension) => [extension, parser])),
);

export const documentParserFor = (path: string): DocumentParser | undefined =>
  byExtension.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());

import type { ParsedFile } from "../parsed.js";
import { asciidoc } from "./asciidoc.js";
import { markdown } from "./markdown.js";
import { notebook } from "./notebook.js";
import { pdf } from "./pdf.js";
import { restructuredText } from "./restructured-text.js";
import { textOf } from "./sections.js";

/** A kind of document that is read into headed sections. A new kind is one file and one line in the list. */
export interface DocumentParser {
  readonly id: string;
  readonly extensions: readonly string[];
  /** True when what a reader sees is not the file's own text: lines then refer to `ParsedFile.text`. */
  readonly ownText?: boolean;
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

/** The text that an indexed file's lines refer to: what its document parser reads out of it, or its bytes as UTF-8. */
export async function readableText(path: string, content: Uint8Array): Promise<string> {
  const document = documentParserFor(path);
  const read = document?.ownText ? (await document.parse(path, content)).text : undefined;
  return read ?? textOf(content);
}

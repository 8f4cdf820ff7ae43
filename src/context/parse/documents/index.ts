import { redact } from "../../secrets/redact.js";
import { decodeText, headText } from "../../text/decode.js";
import { asciidoc } from "./asciidoc.js";
import type { DocumentParser } from "./document-parser.js";
import { docx } from "./docx.js";
import { epub } from "./epub.js";
import { sourcePage, writtenPage } from "./html.js";
import { mail } from "./mail.js";
import { markdown } from "./markdown.js";
import { notebook } from "./notebook.js";
import { openapi } from "./openapi.js";
import { openDocument } from "./opendocument.js";
import { pdf } from "./pdf.js";
import { plainText } from "./plain-text.js";
import { pptx } from "./pptx.js";
import { restructuredText } from "./restructured-text.js";
import { xlsx } from "./xlsx.js";

export const documentParsers: readonly DocumentParser[] = [
  markdown,
  restructuredText,
  asciidoc,
  notebook,
  pdf,
  docx,
  pptx,
  xlsx,
  openDocument,
  epub,
  mail,
  openapi,
  plainText,
  writtenPage,
  sourcePage,
];

const byExtension = new Map<string, DocumentParser[]>();
for (const parser of documentParsers)
  for (const extension of parser.extensions)
    byExtension.set(extension, [...(byExtension.get(extension) ?? []), parser]);
/** Number of characters passed to `claims`. */
const HEAD_CHARACTERS = 16_384;

/** The parser for a file, by its extension and, for shared extensions, by its first characters. */
export function documentParserFor(path: string, content: string | Uint8Array): DocumentParser | undefined {
  const parsers = byExtension.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
  if (!parsers) return undefined;
  let head: string | undefined;
  return parsers.find(({ claims }) => {
    if (!claims) return true;
    head ??=
      typeof content === "string" ? content.slice(0, HEAD_CHARACTERS) : headText(content, HEAD_CHARACTERS);
    return claims(head, path);
  });
}

/**
 * The text that the lines of an indexed file refer to, with secrets redacted: the text that its document
 * parser extracts, else its decoded bytes. Everything indexed or shown comes from this text.
 * @throws FoveaError `unreadable-file` when reading exceeds the time or memory limit of a file.
 */
export const readableText = async (path: string, content: Uint8Array): Promise<string> =>
  (await ownText(path, content)) ?? redact(decodeText(content));

/**
 * Like `readableText`, but secrets may remain: only for comparisons, never for text that is shown, sent or
 * stored.
 */
export const unredactedText = async (path: string, content: Uint8Array): Promise<string> =>
  (await ownText(path, content)) ?? decodeText(content);

async function ownText(path: string, content: Uint8Array): Promise<string | undefined> {
  const document = documentParserFor(path, content);
  if (!document?.ownText) return undefined;
  if (document.quickBelow !== undefined && content.length < document.quickBelow)
    return (await document.parse(path, content)).text;
  const { readInThread } = await import("./read-in-thread.js");
  return readInThread(path, content);
}

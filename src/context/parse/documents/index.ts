import { redact } from "../../secrets/redact.js";
import type { ParsedFile } from "../parsed.js";
import { asciidoc } from "./asciidoc.js";
import { markdown } from "./markdown.js";
import { notebook } from "./notebook.js";
import { openapi } from "./openapi.js";
import { pdf } from "./pdf.js";
import { restructuredText } from "./restructured-text.js";
import { textOf } from "./sections.js";

/** A kind of document that is read into headed sections. A new kind is one file and one line in the list. */
export interface DocumentParser {
  readonly id: string;
  /** Without the dot, lower-case. */
  readonly extensions: readonly string[];
  /** For extensions shared with other formats: whether the first characters of a file say that it is of this one. */
  readonly claims?: (head: string) => boolean;
  /**
   * True when what a reader sees is not the file's own text: lines then refer to `ParsedFile.text`, which the parser has
   * redacted before it cuts sections from it. Any other parser is given text that is redacted already.
   */
  readonly ownText?: boolean;
  /** A file of fewer bytes is read in no time, whatever it holds. */
  readonly quickBelow?: number;
  /** `step` is called as parts of a long document are done, each of which may take as long as a file. */
  parse(path: string, content: string | Uint8Array, step?: () => void): Promise<ParsedFile> | ParsedFile;
}

export const documentParsers: readonly DocumentParser[] = [
  markdown,
  restructuredText,
  asciidoc,
  notebook,
  pdf,
  openapi,
];

const byExtension = new Map(
  documentParsers.flatMap((parser) => parser.extensions.map((extension) => [extension, parser])),
);
/** Characters shown to `claims`. */
const HEAD_CHARACTERS = 4096;

/** The parser for a file by its extension and, where that is not enough, by how it begins. */
export function documentParserFor(path: string, content: string | Uint8Array): DocumentParser | undefined {
  const parser = byExtension.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
  if (!parser?.claims) return parser;
  const head =
    typeof content === "string"
      ? content.slice(0, HEAD_CHARACTERS)
      : textOf(content.subarray(0, HEAD_CHARACTERS));
  return parser.claims(head) ? parser : undefined;
}

/**
 * The text that an indexed file's lines refer to, secrets redacted: what its document parser reads out of it, or its bytes
 * as UTF-8. What is indexed and what is shown are both cut from this.
 * @throws FoveaError `unreadable-file` when that takes more time or memory than a file may.
 */
export const readableText = async (path: string, content: Uint8Array): Promise<string> =>
  (await ownText(path, content)) ?? redact(textOf(content));

/** As `readableText`, but secrets may be in it: for comparing, and for nothing that is shown, sent or kept. */
export const unredactedText = async (path: string, content: Uint8Array): Promise<string> =>
  (await ownText(path, content)) ?? textOf(content);

async function ownText(path: string, content: Uint8Array): Promise<string | undefined> {
  const document = documentParserFor(path, content);
  if (!document?.ownText) return undefined;
  if (document.quickBelow !== undefined && content.length < document.quickBelow)
    return (await document.parse(path, content)).text;
  const { readInThread } = await import("./read-in-thread.js");
  return readInThread(path, content);
}

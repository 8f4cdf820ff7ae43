import { decodeText } from "../../text/decode.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { type Heading, sectionsOf } from "./sections.js";

function headingsOf(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let block = "";
  lines.forEach((line, index) => {
    const delimiter = /^(-{4,}|\.{4,}|={4,}|\+{4,}|\/{4,}|`{3,})\s*$/.exec(line)?.[1];
    if (block !== "") {
      if (delimiter === block) block = "";
      return;
    }
    if (delimiter && !delimiter.startsWith("=")) {
      block = delimiter;
      return;
    }
    const mark = /^={1,6}(?=\s)/.exec(line)?.[0] ?? "";
    const title = mark === "" ? "" : line.slice(mark.length).trim();
    if (title !== "") headings.push({ line: index + 1, lines: 1, level: mark.length, title });
  });
  return headings;
}

export const asciidoc: DocumentParser = {
  id: "asciidoc",
  extensions: documentExtensions.asciidoc,
  parse: (_path, content) => {
    const text = decodeText(content);
    return sectionsOf("asciidoc", text, headingsOf(text.split(/\r?\n/)));
  },
};

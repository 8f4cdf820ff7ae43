import { decodeText } from "../../text/decode.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { type Heading, sectionsOf } from "./sections.js";

/** ATX and setext headings of CommonMark, outside fences and front matter. */
export function markdownHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence = "";
  let at = 0;
  if (/^---\s*$/.test(lines[0] ?? "")) {
    const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
    if (end > 0) at = end + 1;
  }
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== "") {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = "";
      continue;
    }
    if (mark) {
      fence = mark;
      continue;
    }
    const atx = /^ {0,3}(#{1,6})(?=\s|$)/.exec(line);
    if (atx)
      headings.push({
        line: at + 1,
        lines: 1,
        level: atx[1]!.length,
        title: plainTitle(withoutClosing(line.slice(atx[0].length).trim())),
      });
    else if (
      at > 0 &&
      /^ {0,3}(?:=+|-{2,})\s*$/.test(line) &&
      /^ {0,3}[^\s>#\-*+|].*\S/.test(lines[at - 1]!) &&
      (at < 2 || lines[at - 2]!.trim() === "")
    )
      headings.push({
        line: at,
        lines: 2,
        level: line.includes("=") ? 1 : 2,
        title: plainTitle(lines[at - 1]!),
      });
  }
  return headings;
}

/** Removes the closing marks of a heading: `## Title ##`. */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end > 0 && /\s/.test(text[end - 1]!) ? text.slice(0, end).trimEnd() : text;
}

/** The plain text of a heading: without links, images, tags and emphasis. */
const plainTitle = (title: string): string => {
  const linked = withoutLinks(withoutLinks(title, "!["), "[");
  return withoutSpans(withoutSpans(linked, "<", ">", 1), "{#", "}", 0)
    .replace(/[*`]/g, "")
    .trim();
};

/**
 * Replaces links or images by their text. Linear time: a search for a missing closing mark is not repeated.
 */
function withoutLinks(text: string, opening: "[" | "!["): string {
  let result = "";
  let from = 0;
  let named = -1;
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1)) {
    if (at < from) continue;
    if (named < at) named = text.indexOf("]", at);
    if (named < 0) break;
    if (text[named + 1] !== "(") continue;
    const end = text.indexOf(")", named);
    if (end < 0) break;
    result += text.slice(from, at) + text.slice(at + opening.length, named);
    from = end + 1;
  }
  return result + text.slice(from);
}

/** Removes spans between two marks that contain at least `least` characters, with their marks. */
function withoutSpans(text: string, opening: string, closing: string, least: number): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, Math.max(from, at + 1))) {
    const inside = at + opening.length;
    if (least > 0 && text.startsWith(closing, inside)) continue;
    const end = text.indexOf(closing, inside);
    if (end < 0) break;
    result += text.slice(from, at);
    from = end + closing.length;
  }
  return result + text.slice(from);
}

export const markdown: DocumentParser = {
  id: "markdown",
  extensions: documentExtensions.markdown,
  parse: (_path, content) => {
    const text = decodeText(content);
    return sectionsOf("markdown", text, markdownHeadings(text.split(/\r?\n/)));
  },
};

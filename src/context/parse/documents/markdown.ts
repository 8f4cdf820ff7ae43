import type { DocumentParser } from "./index.js";
import { type Heading, sectionsOf, textOf } from "./sections.js";

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
    const atx = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/.exec(line);
    if (atx)
      headings.push({ line: at + 1, lines: 1, level: atx[1]!.length, title: plainTitle(atx[2] ?? "") });
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

/** A heading without links, images, tags and emphasis. */
const plainTitle = (title: string): string =>
  title
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]+>/g, "")
    .replace(/[*`]|\{#[^}]*\}/g, "")
    .trim();

export const markdown: DocumentParser = {
  id: "markdown",
  extensions: ["md", "markdown", "mdx", "mkd"],
  parse: (_path, content) => {
    const text = textOf(content);
    return sectionsOf("markdown", text, markdownHeadings(text.split(/\r?\n/)));
  },
};

import { redact } from "../../secrets/redact.js";
import type { ParsedFile } from "../parsed.js";
import { type Heading, sectionsOf } from "./sections.js";

/** Most characters of a document; the rest is left out. Far above real documents: a long book has a million. */
const MOST_CHARACTERS = 4_000_000;
const LONGEST_TITLE = 300;
/** A longer line is broken at a space, so that a paragraph is cited by the lines that matter. */
const LONGEST_LINE = 400;

/** Collects the readable text of a document as lines, with headings; each heading is a line of the text. */
export class SectionWriter {
  private readonly lines: string[] = [];
  private readonly headings: Heading[] = [];
  private characters = 0;
  private cut = false;

  /** Whether the document is as long as a document may be; what follows is dropped. */
  get full(): boolean {
    return this.characters > MOST_CHARACTERS;
  }

  get hasHeadings(): boolean {
    return this.headings.length > 0;
  }

  /** @param level 1 is the outermost. */
  heading(level: number, title: string): void {
    const text = oneLine(title).slice(0, LONGEST_TITLE);
    if (text === "" || this.isFull()) return;
    this.blank();
    this.headings.push({ line: this.lines.length + 1, lines: 1, level, title: text });
    this.push(text);
  }

  /** Text with line breaks inside. Its long lines are broken; blank lines at its ends are left out. */
  text(text: string): void {
    for (const line of text.trim().split("\n")) this.line(line);
  }

  line(text: string): void {
    let rest = text.trimEnd();
    for (;;) {
      if (this.isFull()) return;
      const end = rest.length > LONGEST_LINE ? breakAt(rest) : rest.length;
      this.push(rest.slice(0, end));
      if (end === rest.length) return;
      rest = rest.slice(end).trimStart();
    }
  }

  /** Ends a paragraph. */
  blank(): void {
    if (this.lines.length > 0 && this.lines[this.lines.length - 1] !== "") this.push("");
  }

  /** The text and its sections. Secrets are redacted before the titles are taken from it. */
  parsed(language: string, damaged = false): ParsedFile {
    this.blank();
    const text = redact(this.lines.join("\n"));
    const shown = text.split("\n");
    const titled = this.headings.map((heading) => ({ ...heading, title: shown[heading.line - 1] ?? "" }));
    return { ...sectionsOf(language, text, titled), text, damaged: damaged || this.cut };
  }

  private isFull(): boolean {
    if (this.full) this.cut = true;
    return this.full;
  }

  private push(line: string): void {
    this.lines.push(line);
    this.characters += line.length + 1;
  }
}

function breakAt(line: string): number {
  const space = line.lastIndexOf(" ", LONGEST_LINE);
  if (space > LONGEST_LINE / 2) return space;
  // Not between the halves of a character.
  return /[\uD800-\uDBFF]/.test(line[LONGEST_LINE - 1]!) ? LONGEST_LINE - 1 : LONGEST_LINE;
}

/** Text on one line, with single spaces. */
export const oneLine = (text: string): string =>
  text
    .replaceAll("\0", "")
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(" ");

/** The cells of a row, without empty ones at its end. */
export function rowText(cells: readonly string[]): string {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === "") end--;
  return cells.slice(0, end).join(" | ");
}

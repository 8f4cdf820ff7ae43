import { redact } from "../../secrets/redact.js";
import { decodeText } from "../../text/decode.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { markdownHeadings } from "./markdown.js";
import { sectionsOf } from "./sections.js";

/** Limits far above real notebooks; the rest is omitted. */
const MOST_CELLS = 20_000;
const MOST_CHARACTERS = 4_000_000;

interface Cell {
  readonly type: "markdown" | "code" | "raw";
  readonly source: string;
}

/**
 * Jupyter notebooks, formats 3 and 4, as readable text: Markdown cells unchanged, code cells inside fences,
 * without outputs. Images and tables cost many tokens, and running the notebook creates them again. A file
 * that is not a notebook is returned unchanged and marked as damaged.
 */
export const notebook: DocumentParser = {
  id: "notebook",
  ownText: true,
  extensions: documentExtensions.notebook,
  quickBelow: 300_000,
  parse: (_path, content) => {
    const raw = decodeText(content);
    const read = cellsOf(raw);
    if (!read && raw.length > MOST_CHARACTERS)
      return { ...sectionsOf("notebook", "", []), text: "", damaged: true };
    if (!read) return { ...sectionsOf("notebook", raw, []), damaged: true };
    const text = redact(read.cells.map((cell) => render(cell, read.language)).join("\n"));
    return { ...sectionsOf("notebook", text, markdownHeadings(text.split("\n"))), text };
  },
};

function render(cell: Cell, language: string): string {
  const source = cell.source.replace(/\r\n?/g, "\n").trimEnd();
  if (cell.type !== "code") return `${source}\n`;
  // The fence must be longer than any run of backquotes in the cell.
  let longest = 2;
  for (const line of source.split("\n")) {
    const run = /^`{3,}/.exec(line.trimStart())?.[0].length ?? 0;
    longest = Math.max(longest, run);
  }
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${source}\n${fence}\n`;
}

function cellsOf(raw: string): { cells: Cell[]; language: string } | undefined {
  let notebook: unknown;
  try {
    notebook = JSON.parse(raw);
  } catch {
    return undefined;
  }
  if (!isRecord(notebook)) return undefined;
  // Format 3 has its cells in worksheets, and the text of a code cell in `input`.
  const lists = Array.isArray(notebook.cells)
    ? [notebook.cells]
    : Array.isArray(notebook.worksheets)
      ? notebook.worksheets.map((sheet: unknown) => (isRecord(sheet) ? sheet.cells : undefined))
      : undefined;
  if (!lists) return undefined;
  const cells: Cell[] = [];
  let characters = 0;
  for (const cell of lists.flat() as unknown[]) {
    if (cells.length >= MOST_CELLS || characters > MOST_CHARACTERS) break;
    if (!isRecord(cell)) continue;
    const source = joined(cell.source ?? cell.input);
    if (source.trim() === "") continue;
    characters += source.length;
    if (cell.cell_type === "heading") {
      const level = typeof cell.level === "number" ? Math.min(Math.max(cell.level, 1), 6) : 1;
      cells.push({ type: "markdown", source: `${"#".repeat(level)} ${source.replace(/\s+/g, " ")}` });
    } else if (cell.cell_type === "code") cells.push({ type: "code", source });
    else cells.push({ type: cell.cell_type === "raw" ? "raw" : "markdown", source });
  }
  return { cells, language: languageName(notebook.metadata) };
}

function languageName(metadata: unknown): string {
  if (!isRecord(metadata)) return "";
  for (const key of ["language_info", "kernelspec"]) {
    const info = metadata[key];
    if (!isRecord(info)) continue;
    const name = key === "kernelspec" ? info.language : info.name;
    if (typeof name === "string" && /^[\w+#-]{1,20}$/.test(name)) return name.toLowerCase();
  }
  return "";
}

const joined = (source: unknown): string =>
  Array.isArray(source)
    ? source.filter((part) => typeof part === "string").join("")
    : typeof source === "string"
      ? source
      : "";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

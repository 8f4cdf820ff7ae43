import { type Markup, readMarkup } from "./markup.js";
import { oneLine, type SectionWriter } from "./section-writer.js";
import { TableRows } from "./table-rows.js";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Elements without text for a reader: programs, styles, pictures, controls and navigation. */
const LEFT_OUT = words(`
  script style noscript template svg math iframe object canvas audio video button select textarea nav dialog footer
`);
/** Those of them that hold no text at all, however a page is read. */
const NEVER_READ = words("script style template svg");
/** Roles of an element that only help to move on the site. */
const LEFT_OUT_ROLES = words("navigation banner search contentinfo complementary menu menubar toolbar");
/** Elements that begin and end a line. */
const BLOCKS = words(`
  address article aside blockquote body center dd details div dl dt fieldset figcaption figure form header hr html
  li main ol p pre section summary table ul caption thead tbody tfoot
`);
const HEADING = /^h[1-6]$/;
/** Elements that never have a closing tag, so nothing is inside them. */
const VOID = words("area base br col embed hr img input link meta param source track wbr");
/** Elements whose closing tag may be left out, so that where they end is not known here. */
const OPEN_ENDED = words("html body p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup");
/** A part with less text may be the wrong one: all of the page is read when it has so many times more. */
const LEAST_CHARACTERS = 200;
const MOST_LOST = 10;

/** Writes the readable part of a page. @param title of a chapter, for one that has no heading of its own. */
export function writePage(markup: Markup, text: string, writer: SectionWriter, title?: string): void {
  for (const { level, text: piece, separate } of readablePieces(markup, text, title)) {
    if (writer.full) return;
    if (level >= 0) writer.heading(level, piece);
    else {
      if (separate) writer.blank();
      writer.text(piece);
    }
  }
}

/** The pieces of `<main>`, else of the page without navigation, else of all: of the first that is not nearly empty. */
function readablePieces(markup: Markup, text: string, title: string | undefined): readonly Piece[] {
  let chosen: readonly Piece[] = [];
  let length = 0;
  const hasMain = /<main\b|\brole\s{0,9}=\s{0,9}["']?main\b/i.test(text);
  for (const what of hasMain ? (["main", "readable", "all"] as const) : (["readable", "all"] as const)) {
    const pieces = readPieces(markup, text, what, title);
    const read = pieces.reduce((sum, piece) => sum + (piece.level === 0 ? 0 : piece.text.length), 0);
    if (chosen.length === 0 || read > length * MOST_LOST) {
      chosen = pieces;
      length = read;
    }
    if (length >= LEAST_CHARACTERS) break;
  }
  return chosen;
}

/** A heading (`level` from 0 for the page's title), or lines of text (`level` -1). */
interface Piece {
  readonly level: number;
  readonly text: string;
  /** Whether a blank line comes before it. */
  readonly separate: boolean;
}

function readPieces(
  markup: Markup,
  text: string,
  what: "main" | "readable" | "all",
  given: string | undefined,
): readonly Piece[] {
  const mainOnly = what === "main";
  const pieces: Piece[] = [];
  const tables = new TableRows();
  /** The element that is left out, and how many of its name are open inside; also for the one that is read. */
  const skipped = { name: "", depth: 0 };
  const main = { name: "", depth: 0 };
  let head = "";
  let inTitle = false;
  let line = "";
  let level = -1;
  let pre = 0;
  let item = "";
  let separate = false;

  const flush = (): void => {
    const shown = pre > 0 ? line : trimmedLines(line);
    line = "";
    if (shown.trim() === "") return;
    if (mainOnly && main.depth === 0) return;
    if (tables.inside) tables.add(shown);
    else if (level >= 0) pieces.push({ level, text: oneLine(shown), separate: true });
    else pieces.push({ level: -1, text: `${item}${shown}`, separate });
    separate = false;
    item = "";
  };

  const row = (cells: string): void => {
    if (cells !== "" && (!mainOnly || main.depth > 0))
      pieces.push({ level: -1, text: cells, separate: false });
  };

  readMarkup(markup, text, {
    open: (name, attributes) => {
      if (name === "title" && head === "" && skipped.name !== "svg") inTitle = true;
      if (skipped.depth > 0) {
        if (name === skipped.name) skipped.depth++;
        return;
      }
      if (isLeftOut(name, attributes, what === "all")) {
        flush();
        Object.assign(skipped, { name, depth: 1 });
        return;
      }
      if (main.depth > 0 && name === main.name) main.depth++;
      else if (mainOnly && main.depth === 0 && (name === "main" || attributes.get("role") === "main")) {
        flush();
        Object.assign(main, { name, depth: 1 });
      }
      if (HEADING.test(name)) {
        flush();
        level = Number(name[1]);
      } else if (name === "br") line += "\n";
      else if (name === "img") line += ` ${attributes.get("alt") ?? ""} `;
      else if (name === "table") {
        flush();
        tables.begin();
      } else if (name === "tr") {
        flush();
        row(tables.beginRow());
      } else if (name === "td" || name === "th") {
        flush();
        tables.beginCell();
      } else if (BLOCKS.has(name)) {
        flush();
        if (name === "pre") pre++;
        if (name === "li") item = "- ";
        else if (name === "p" || name === "pre" || name === "dt") separate = true;
      }
    },
    text: (piece) => {
      if (inTitle && head.length < 1000) head += piece;
      if (skipped.depth === 0 && !inTitle) line += pre > 0 ? piece : piece.replace(/\s+/g, " ");
    },
    close: (name) => {
      if (name === "title") inTitle = false;
      if (skipped.depth > 0) {
        if (name === skipped.name) skipped.depth--;
        return;
      }
      if (HEADING.test(name)) {
        flush();
        level = -1;
      } else if (name === "td" || name === "th") {
        flush();
        tables.endCell();
      } else if (name === "tr") {
        flush();
        row(tables.endRow());
      } else if (name === "table") {
        flush();
        row(tables.end());
        separate = true;
      } else if (BLOCKS.has(name)) {
        flush();
        if (name === "pre") pre = Math.max(0, pre - 1);
      }
      if (main.depth > 0 && name === main.name) main.depth--;
    },
  });
  flush();
  const title = oneLine(given || head);
  const first = pieces.find((piece) => piece.level >= 0);
  if (title === "" || first?.text === title) return pieces;
  // A chapter's own heading is better than the title of its file, and chapters stand beside each other.
  if (given !== undefined && first) return pieces;
  return [{ level: given === undefined ? 0 : 1, text: title, separate: true }, ...pieces];
}

/** @param navigation whether navigation is read too. */
function isLeftOut(name: string, attributes: ReadonlyMap<string, string>, navigation: boolean): boolean {
  if (navigation) return NEVER_READ.has(name);
  if (LEFT_OUT.has(name)) return true;
  if (OPEN_ENDED.has(name) || VOID.has(name)) return false;
  return (
    attributes.has("hidden") ||
    attributes.get("aria-hidden") === "true" ||
    LEFT_OUT_ROLES.has(attributes.get("role") ?? "")
  );
}

/** Lines as a browser shows them: each without space at its ends, none empty. */
const trimmedLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");

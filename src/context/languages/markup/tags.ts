import { closingBrace } from "./braces.js";

/** An attribute of a tag. The value is text[from, to), without its quotes or braces; empty when there is none. */
export interface Attribute {
  readonly name: string;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** How the value is written. `none` and `from === to` when there is none. `braces`: `{value}`. */
  readonly form: "none" | "quotes" | "bare" | "braces";
}

export interface Tag {
  /** As written: `nav-bar`, `ui.Nav`. */
  readonly name: string;
  /** Offsets of the tag with its brackets. */
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly Attribute[];
  readonly form: "open" | "close" | "whole";
}

export interface TagReader {
  readonly tag: (tag: Tag) => void;
  /** Text between tags, not in comments, scripts and styles. */
  readonly text: (from: number, to: number) => void;
  /** The content of a script. */
  readonly script?: (from: number, to: number, opening: Tag) => void;
}

const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy;
const ATTRIBUTE = /[^\s=>"'/{}]+/y;
const BARE = /[^\s>"'{}]+/y;
const SPACE = /\s+/y;
/** Elements whose content is not markup. */
const RAW = /^(?:script|style)$/i;
/** Elements without content. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

const skip = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

/**
 * Reads the tags in text[from, to) in one pass, so that the work is linear whatever the text is. Not a checker:
 * what is no tag is text.
 * @param braces set when `{…}` in text, attributes and their values is code, which may contain `>` and quotes.
 */
export function readTags(text: string, from: number, to: number, reader: TagReader, braces = false): void {
  let at = from;
  let textStart = from;
  const flush = (end: number): void => {
    if (end > textStart) reader.text(textStart, end);
  };
  while (at < to) {
    const open = braces ? nextOf(text, at, to) : text.indexOf("<", at);
    if (open < 0 || open >= to) break;
    if (text[open] === "{") {
      const close = closingBrace(text, open, to);
      at = close < 0 ? open + 1 : close + 1;
      // Nothing closes from here on: read the rest as markup.
      if (close < 0) braces = false;
      continue;
    }
    if (text.startsWith("<!--", open)) {
      flush(open);
      const close = text.indexOf("-->", open + 4);
      at = close < 0 ? to : close + 3;
      textStart = at;
      continue;
    }
    const tag = tagAt(text, open, to, braces);
    if (!tag) {
      at = open + 1;
      continue;
    }
    flush(open);
    reader.tag(tag);
    at = tag.end;
    if (tag.form === "open" && RAW.test(tag.name)) {
      const close = rawEnd(text, at, to, tag.name);
      if (/^script$/i.test(tag.name)) reader.script?.(at, close, tag);
      at = close;
    }
    textStart = at;
  }
  flush(to);
}

/** Offset of the next `<` or `{`; -1 when there is none. */
function nextOf(text: string, at: number, to: number): number {
  for (let index = at; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === 60 || code === 123) return index;
  }
  return -1;
}

/** Where `</script` begins, in any case; the end when there is none. */
function rawEnd(text: string, at: number, to: number, name: string): number {
  const closing = new RegExp(`</${name}\\s*>`, "gi");
  closing.lastIndex = at;
  const found = closing.exec(text)?.index ?? to;
  return Math.min(found, to);
}

/** The tag that begins at this `<`; undefined when none does. A tag without its `>` ends at the end. */
export function tagAt(text: string, open: number, to: number, braces = false): Tag | undefined {
  const closes = text[open + 1] === "/";
  const nameStart = open + (closes ? 2 : 1);
  const nameEnd = skip(NAME, text, nameStart);
  if (nameEnd === nameStart || nameEnd > to) return undefined;
  const name = text.slice(nameStart, nameEnd);
  const attributes: Attribute[] = [];
  let at = nameEnd;
  let whole = VOID.test(name);
  while (at < to) {
    at = skip(SPACE, text, at);
    const character = text[at];
    if (character === ">" || at >= to) break;
    if (character === "/") {
      if (text[at + 1] === ">") whole = true;
      at++;
      continue;
    }
    if (character === "{" && braces) {
      const close = closingBrace(text, at, to);
      const end = close < 0 ? to : close;
      attributes.push({ name: "", start: at, from: at + 1, to: end, form: "braces" });
      at = end + 1;
      continue;
    }
    const end = skip(ATTRIBUTE, text, at);
    if (end === at) {
      at++;
      continue;
    }
    const attribute = attributeAt(text, at, end, to, braces);
    attributes.push(attribute);
    at = Math.max(
      end,
      attribute.form === "quotes" || attribute.form === "braces" ? attribute.to + 1 : attribute.to,
    );
  }
  return {
    name,
    start: open,
    end: Math.min(at + 1, to),
    attributes,
    form: closes ? "close" : whole ? "whole" : "open",
  };
}

function attributeAt(text: string, start: number, end: number, to: number, braces: boolean): Attribute {
  const name = text.slice(start, end);
  const equals = skip(SPACE, text, end);
  if (text[equals] !== "=" || equals >= to) return { name, start, from: end, to: end, form: "none" };
  const from = skip(SPACE, text, equals + 1);
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, from + 1);
    return { name, start, from: from + 1, to: close < 0 || close > to ? to : close, form: "quotes" };
  }
  if (quote === "{" && braces) {
    const close = closingBrace(text, from, to);
    return { name, start, from: from + 1, to: close < 0 ? to : close, form: "braces" };
  }
  return { name, start, from, to: Math.min(to, skip(BARE, text, from)), form: "bare" };
}

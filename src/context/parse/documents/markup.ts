import type { TokenizerCallbacks } from "htmlparser2";

/** Receives the parts of a marked-up text in order. Names are lower-case in HTML, and as written in XML. */
export interface MarkupHandler {
  /** @param start offset of the `<`. */
  open?(name: string, attributes: ReadonlyMap<string, string>, start: number): void;
  /** Called for closing tags as they stand, which need not match an opening one. @param start of the `<`. */
  close?(name: string, start: number): void;
  /** Called for each piece of text, with entities replaced. */
  text?(text: string): void;
}

/** Longest value of an attribute that is kept. */
const LONGEST_VALUE = 10_000;

/** Loads the tokenizer with the first document that needs it. */
export const loadMarkup = () => import("./tokenizer.js");
export type Markup = Awaited<ReturnType<typeof loadMarkup>>;

/**
 * Reads HTML or XML in one pass, without a tree and without a stack, so its time is linear in the text however
 * deep elements nest. Entities that a document declares are not replaced, and nothing outside of it is read.
 */
export function readMarkup(
  { Tokenizer }: Markup,
  text: string,
  handler: MarkupHandler,
  { xml = false } = {},
): void {
  let name = "";
  let start = 0;
  let attributes = new Map<string, string>();
  let attribute = "";
  let value = "";
  const named = (from: number, to: number): string =>
    xml ? text.slice(from, to) : text.slice(from, to).toLowerCase();
  const opened = (): void => handler.open?.(name, attributes, start);
  const callbacks: TokenizerCallbacks = {
    onopentagname: (from, to) => {
      name = named(from, to);
      start = from - 1;
      attributes = new Map();
    },
    onattribname: (from, to) => {
      attribute = named(from, to);
      value = "";
    },
    onattribdata: (from, to) => {
      if (value.length < LONGEST_VALUE) value += text.slice(from, Math.min(to, from + LONGEST_VALUE));
    },
    onattribentity: (codepoint) => {
      value += String.fromCodePoint(codepoint);
    },
    onattribend: () => {
      if (!attributes.has(attribute)) attributes.set(attribute, value);
    },
    onopentagend: opened,
    onselfclosingtag: () => {
      opened();
      if (xml) handler.close?.(name, start);
    },
    onclosetag: (from, to) => handler.close?.(named(from, to), from - 2),
    ontext: (from, to) => handler.text?.(text.slice(from, to)),
    ontextentity: (codepoint) => handler.text?.(String.fromCodePoint(codepoint)),
    oncdata: (from, to, offset) => {
      if (xml) handler.text?.(text.slice(from, to - offset));
    },
    oncomment: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
  };
  const tokenizer = new Tokenizer({ xmlMode: xml, decodeEntities: true }, callbacks);
  tokenizer.write(text);
  tokenizer.end();
}

/** A name without its namespace prefix, which each writer of XML chooses for itself: `p` of `w:p`. */
export const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Text of an XML file: UTF-8, or as its mark or declaration says. */
export function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})/.exec(
    bytes.toString("latin1", 0, 300),
  )?.[1];
  if (declared && !/^utf-?(?:8|16)$/i.test(declared))
    try {
      return new TextDecoder(declared).decode(bytes);
    } catch {
      // An encoding that nobody knows.
    }
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

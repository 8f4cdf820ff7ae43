import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parse/parsed.js";
import type { Callee, Found } from "../language.js";

/** The named children of a node, without the nulls that the library's type allows. */
export const children = (node: Node): Node[] => node.namedChildren.filter((child) => child !== null);

/** The first named child of one of these types. */
export const childOfType = (node: Node, ...types: readonly string[]): Node | undefined =>
  children(node).find((child) => types.includes(child.type));

/** One definition, from its node, its name and the node of its body; an empty list when there is no name. */
export const found = (
  kind: SymbolKind,
  whole: Node,
  name: Node | string | null | undefined,
  body?: Node | null,
  more?: Partial<Found>,
): Found[] =>
  name
    ? [
        {
          kind,
          name: typeof name === "string" ? name : name.text,
          start: whole.startIndex,
          end: whole.endIndex,
          ...(body ? { bodyStart: body.startIndex } : {}),
          ...more,
        },
      ]
    : [];

/** One definition for each name of a statement (`int a, b;`). Each gets its part of the statement's range. */
export function shared(kind: SymbolKind, whole: Node, names: readonly Node[]): Found[] {
  return names.map((name, index) => ({
    kind,
    name: name.text,
    start: index === 0 ? whole.startIndex : name.startIndex,
    end: index + 1 < names.length ? names[index + 1]!.startIndex : whole.endIndex,
  }));
}

/**
 * Characters of a callee that are read from its end. Call chains are long, and only the last link is needed.
 */
const LONGEST_CALLEE = 200;
const LONGEST_TYPE_ARGUMENTS = 400;
const TYPE_ARGUMENTS = /(?:::)?(?:<[^()]*>|\[[^\]()]*\])$/;
/** Tokens between a receiver and a name. A token comes before the shorter ones that it ends with. */
const LINKS = ["?->", "?.", "!.", "->", "::", ".", ":", "\\"];
const NAME_PART = /^[\p{L}\p{N}_$]$/u;
const NAME_START = /[\p{L}_$]|[\ud800-\udbff]/u;

/** The callee in a node: its last name, and the receiver before the link: `json.parse`, `Shelf::open`, `this->log`. */
export const calleeOf = (node: Node | null | undefined): Callee | undefined =>
  node ? lastLink(node.text, node.endIndex) : undefined;

/**
 * The callee that ends at this offset of the text, before the `(` of a call. Reads backwards character by
 * character: a large repository has hundreds of thousands of calls, for which a pattern took one second.
 */
export function calleeAt(text: string, end: number): Callee | undefined {
  const nameEnd = nameEndBefore(text, end);
  let start = wordStart(text, nameEnd);
  if (start === nameEnd) return undefined;
  while (start < nameEnd && isDigit(text.charCodeAt(start))) start++;
  if (start === nameEnd) return undefined;
  const name = text.slice(start, nameEnd);
  const at = spaceStart(text, start);
  if (at === 0 || !LINK_END.has(text.charCodeAt(at - 1))) return { name, offset: start };
  const joined = LINK.exec(text.slice(Math.max(0, at - 3), at));
  if (!joined) return { name, offset: start };
  const receiver = receiverAt(text, at - joined[0].length, joined[0]);
  return receiver ? { name, receiver, offset: start } : { name, offset: start };
}

/** Characters that are read back to the bracket that opens a receiver: `f(…).get()`. */
const LONGEST_RECEIVER = 400;
const LONGEST_RECEIVER_NAME = 80;
const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** A word before a bracket that is no name of a function. */
const NO_CALLEE =
  /^(?:if|for|while|switch|match|when|return|await|yield|in|of|and|or|not|throw|else|do|case)$/;
const INSIDE = /^\(\s*[*&]*\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*\)$/u;

/**
 * The receiver that ends at this offset, before the link of a call, in a few characters: a plain name
 * (`client`), or an expression in a form that no name has (see `Callee.receiver`). Empty when nothing is
 * before the link: `::open()`, `...list()`.
 */
export function receiverAt(text: string, linkStart: number, link: string): string {
  let end = spaceStart(text, linkStart);
  while (end > 0 && MARKS.has(text.charCodeAt(end - 1))) end--;
  const last = text[end - 1] ?? "";
  if (last === ">" && link === "::") end = nameEndBefore(text, end);
  const start = wordStart(text, end);
  if (start < end) {
    if (isDigit(text.charCodeAt(start))) return "0";
    const word = text.slice(start, end).replace(/^\$(?=.)/, "");
    return word.length > LONGEST_RECEIVER_NAME ? "?" : word;
  }
  if (last === '"' || last === "'" || last === "`") return '""';
  const opening = OPENING[last];
  if (opening === undefined) return link.endsWith("::") || last === "." ? "" : "?";
  const open = openingBefore(text, end, last, opening);
  if (open < 0) return "?";
  const before = last === ")" ? nameEndBefore(text, open) : spaceStart(text, open);
  const nameStart = wordStart(text, before);
  const name = text.slice(nameStart, before);
  if (name === "" || NO_CALLEE.test(name)) {
    if (last !== ")") return name === "" && !/[)\]]/.test(text[before - 1] ?? "") ? `${opening}${last}` : "?";
    return (end - open < LONGEST_RECEIVER_NAME && INSIDE.exec(text.slice(open, end))?.[1]) || "?";
  }
  if (name.length > LONGEST_RECEIVER_NAME) return "?";
  const at = spaceStart(text, nameStart);
  const joined = LINK_END.has(text.charCodeAt(at - 1))
    ? LINK.exec(text.slice(Math.max(0, at - 3), at))
    : null;
  const ownerEnd = joined ? spaceStart(text, at - joined[0].length) : at;
  const ownerStart = wordStart(text, ownerEnd);
  const owner = joined ? text.slice(ownerStart, ownerEnd) : "";
  const firstEnd = spaceStart(text, joined && owner ? ownerStart : nameStart);
  if (last === ")" && text.slice(wordStart(text, firstEnd), firstEnd) === "new") return `new ${name}`;
  if (owner.length > LONGEST_RECEIVER_NAME) return "?";
  const called = `${name.replace(/^\$(?=.)/, "")}${opening}${last}`;
  return joined ? `${owner.replace(/^\$(?=.)/, "") || "?"}.${called}` : called;
}

/** Offset of the bracket that opens the one before `end`; -1 when it is too far away. */
function openingBefore(text: string, end: number, close: string, open: string): number {
  const limit = Math.max(0, end - LONGEST_RECEIVER);
  let depth = 0;
  for (let at = end - 1; at >= limit; at--) {
    const character = text[at];
    if (character === close) depth++;
    else if (character === open && --depth === 0) return at;
  }
  return -1;
}

// `a!!.b()`, `a&.b()`, `a()?.b()`.
const MARKS: ReadonlySet<number> = new Set([..."!?&"].map((mark) => mark.charCodeAt(0)));

// A single colon is not a link here: it ends a key, a label or a type before the call.
const LINK = /(?:\?\.|!\.|\?->|\.|->|::)$/;
const LINK_END: ReadonlySet<number> = new Set([...".>:"].map((mark) => mark.charCodeAt(0)));
const MARK = /\?\.$|[!?]$/;

/**
 * End offset of a callee's name, before white space, type arguments (`f<T>(`, `f[T](`) and marks (`f?.(`,
 * `f!(`).
 */
function nameEndBefore(text: string, end: number): number {
  let at = spaceStart(text, end);
  const mark = MARK.exec(text.slice(Math.max(0, at - 2), at));
  if (mark) at = spaceStart(text, at - mark[0].length);
  const close = text[at - 1];
  if (close !== ">" && close !== "]") return at;
  const open = close === ">" ? "<" : "[";
  const limit = Math.max(0, at - LONGEST_TYPE_ARGUMENTS);
  // The configuration of a kernel launch: `scale<<<blocks, threads>>>(`.
  const launch = text.startsWith(">>>", at - 3) ? text.lastIndexOf("<<<", at - 3) : -1;
  if (launch > limit) return nameEndBefore(text, launch);
  let depth = 0;
  for (let index = at - 1; index >= limit; index--) {
    const character = text[index];
    // The `>` in the arrow of a function type is not a bracket.
    if (character === close && !(close === ">" && /[=-]/.test(text[index - 1] ?? ""))) depth++;
    else if (character === open && --depth === 0) {
      const before = text.startsWith("::", index - 2) ? index - 2 : index;
      return spaceStart(text, before);
    }
  }
  return 0;
}

const spaceStart = (text: string, end: number): number => {
  let at = end;
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
};

const OTHER_LETTER = /[\p{L}\p{N}]/u;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Start offset of the word that ends at `end`; `end` itself when there is none. */
function wordStart(text: string, end: number): number {
  let at = end;
  for (; at > 0; at--) {
    const code = text.charCodeAt(at - 1);
    const plain =
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      isDigit(code) ||
      code === 95 ||
      code === 36;
    if (!plain && (code < 128 || !OTHER_LETTER.test(text[at - 1]!))) break;
  }
  return at;
}

function lastLink(written: string, end: number): Callee | undefined {
  const tail = written.slice(-LONGEST_CALLEE);
  const whole = tail.trimEnd();
  const text = /[>\]]$/.test(whole) ? whole.replace(TYPE_ARGUMENTS, "") : whole;
  const nameEnd = /[?!']$/.test(text) ? text.length - 1 : text.length;
  const runStart = nameStartBefore(text, nameEnd);
  let start = runStart;
  while (start < nameEnd && !NAME_START.test(text[start]!)) start++;
  if (start === nameEnd) return undefined;
  const name = text.slice(start);
  const offset = end - tail.length + start;
  const receiver = start === runStart ? receiverBefore(text, start) : "";
  return { name, ...(receiver ? { receiver: receiver.replace(/^\$/, "") } : {}), offset };
}

/** The receiver before the link that precedes this offset; empty when there is none. */
function receiverBefore(text: string, start: number): string {
  const before = text.slice(0, start).trimEnd();
  for (const link of LINKS) {
    if (!before.endsWith(link)) continue;
    const linked = before.slice(0, -link.length).trimEnd();
    const name = linked.slice(nameStartBefore(linked, linked.length));
    const receiver = /^\D/.test(name) ? name : receiverAt(linked, linked.length, link);
    if (receiver !== "") return receiver;
  }
  return "";
}

/** Start offset of the run of name characters that ends at `end`. */
function nameStartBefore(text: string, end: number): number {
  let at = wordStart(text, end);
  // A letter may take two code units.
  while (at > 1 && isLowSurrogate(text.charCodeAt(at - 1)) && NAME_PART.test(text.slice(at - 2, at)))
    at = wordStart(text, at - 2);
  return at;
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** Reads a call whose callee is the field of this name, or else the first child. */
export const calleeIn =
  (field: string) =>
  (node: Node): Callee | undefined =>
    calleeOf(node.childForFieldName(field) ?? node.firstNamedChild);

/** Reads a call whose receiver and name are separate fields. */
export const calleeApart =
  (receiverField: string, nameField: string) =>
  (node: Node, text: string): Callee | undefined => {
    const name = node.childForFieldName(nameField);
    if (!name) return undefined;
    const before = node.childForFieldName(receiverField);
    const receiver = before ? receiverAt(text, before.endIndex, ".") : "";
    return { name: name.text, ...(receiver ? { receiver } : {}), offset: name.startIndex };
  };

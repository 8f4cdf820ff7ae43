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

/**
 * The callee in a node: its last name, and the plain name before the link: `json.parse`, `Shelf::open`,
 * `this->log`.
 */
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
  const receiverEnd = spaceStart(text, at - joined[0].length);
  const receiver = text.slice(wordStart(text, receiverEnd), receiverEnd).replace(/^\$/, "");
  return receiver ? { name, receiver, offset: start } : { name, offset: start };
}

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

/** The name before the link that precedes this offset; empty when there is none. */
function receiverBefore(text: string, start: number): string {
  const before = text.slice(0, start).trimEnd();
  for (const link of LINKS) {
    if (!before.endsWith(link)) continue;
    const linked = before.slice(0, -link.length).trimEnd();
    const name = linked.slice(nameStartBefore(linked, linked.length));
    if (name !== "") return name;
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
  (node: Node): Callee | undefined => {
    const name = node.childForFieldName(nameField);
    if (!name) return undefined;
    const receiver = calleeOf(node.childForFieldName(receiverField));
    const before = node.childForFieldName(receiverField);
    // In `a.b().c()` the receiver is a call and not a plain name.
    const plain =
      receiver && before && /[\p{L}\p{N}_$]$/u.test(before.text)
        ? receiver.name.replace(/^\$+/, "")
        : undefined;
    return { name: name.text, ...(plain ? { receiver: plain } : {}), offset: name.startIndex };
  };

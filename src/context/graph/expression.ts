/** One link of a chain such as `this.shelf.open(path)[0]`. */
export interface Link {
  readonly name: string;
  /** How the name is followed: called, indexed, or with the braces of a composite literal or a trailing block. */
  readonly call: boolean;
  readonly index: boolean;
  readonly braces: boolean;
  /** Type arguments as written, without their brackets: `Shelf` of `make<Shelf>()`. */
  readonly args: string;
}

/** An expression as far as its type can be told from it. */
export interface Expression {
  readonly links: readonly Link[];
  /** `new Shelf(…)`: the first links name a type. */
  readonly isNew: boolean;
  /** A literal, whose type is one of the language's own. */
  readonly literal: boolean;
  /** The type that it is cast to: `x as Shelf`, `(Shelf) x`. */
  readonly cast: string;
}

const LONGEST = 600;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const LINK = /\s*(?:\?\.|!!?\.|\?->|&\.|\.|->|::)\s*/y;
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
const SKIPPED = /(?:\s|&mut\b|[&*]|await\b|yield\b|try[!?]?(?=\s)|mut\b|const\b|typeof\b(?=\s*\())*/y;

/**
 * Reads the expression at the start of a text. Undefined when it is none whose type can be told: an operator, a
 * condition, a function.
 */
export function parseExpression(written: string): Expression | undefined {
  const text = written.slice(0, LONGEST).trim();
  SKIPPED.lastIndex = 0;
  SKIPPED.exec(text);
  let at = SKIPPED.lastIndex;
  const none = { links: [], isNew: false, literal: false, cast: "" };
  const first = text[at] ?? "";
  if (
    /["'`\d]/.test(first) ||
    /^(?:[rbfu]{1,2}["']|true\b|false\b|True\b|False\b)/.test(text.slice(at, at + 8))
  )
    return { ...none, literal: true };
  if (first === "[") {
    // Go writes the type of a list before its elements: it is a literal all the same.
    return { ...none, literal: true };
  }
  if (first === "{") return undefined;
  if (first === "(") {
    const close = closing(text, at);
    if (close < 0) return undefined;
    const inside = text.slice(at + 1, close).trim();
    // `(Shelf) x`: a cast. `(x)`, `(x as Shelf)`, `(await x)`: the expression inside.
    if (/^\s*[\p{L}_$"(]/u.test(text.slice(close + 1, close + 3)) && /^[\p{L}_][\w.<>[\]*]*$/u.test(inside))
      return { ...none, cast: inside };
    if (/^\s*=>/.test(text.slice(close + 1, close + 8))) return undefined;
    const inner = parseExpression(inside);
    if (!inner) return undefined;
    const rest = readLinks(text, close + 1, false);
    if (!rest) return undefined;
    if (inner.cast !== "" && rest.links.length > 0) return undefined;
    return { ...inner, links: [...inner.links, ...rest.links] };
  }
  let isNew = false;
  if (/^new\s/.test(text.slice(at, at + 4))) {
    isNew = true;
    at += 4;
  }
  const chain = readLinks(text, at, true);
  if (!chain || chain.links.length === 0) return undefined;
  const rest = text.slice(chain.end).trimStart();
  const cast = /^(?:as[?!]?|satisfies)\s+([^;]+)/.exec(rest)?.[1];
  if (cast !== undefined && !/^const\b/.test(cast)) return { ...none, cast };
  // `x.(Shelf)` in Go.
  const asserted = /^\.\(([^)]*)\)/.exec(rest)?.[1];
  if (asserted !== undefined) return asserted === "type" ? undefined : { ...none, cast: asserted };
  if (/^(?:[?](?![?.:])|=>|->|[+\-/%^<>=&]|in\s|instanceof\s|is\s|\*\s)/.test(rest)) return undefined;
  return { links: chain.links, isNew, literal: false, cast: "" };
}

function readLinks(
  text: string,
  from: number,
  starts: boolean,
): { readonly links: Link[]; readonly end: number } | undefined {
  const links: Link[] = [];
  let at = from;
  let first = starts;
  for (;;) {
    const before = at;
    if (!first) {
      LINK.lastIndex = at;
      if (!LINK.test(text)) return { links, end: before };
      at = LINK.lastIndex;
    }
    first = false;
    WORD.lastIndex = at;
    const name = WORD.exec(text)?.[0];
    if (name === undefined) {
      // `Shelf::<u8>::open()`: type arguments as a link of their own.
      if (text[at] === "<") {
        const close = closing(text, at);
        if (close > 0) {
          at = close + 1;
          continue;
        }
      }
      return { links, end: before };
    }
    at = WORD.lastIndex;
    const link = { name: name.replace(/^\$(?=.)/, ""), call: false, index: false, braces: false, args: "" };
    for (;;) {
      const open = text[at] ?? "";
      if (open === "!" && text[at + 1] === "(") at++;
      else if (open === "<") {
        const close = closing(text, at);
        if (close < 0 || !/^[\s({.:;,)[]|^$/.test(text[close + 1] ?? "")) break;
        link.args = text.slice(at + 1, close);
        at = close + 1;
      } else if (open === "(") {
        link.call = true;
        at = endOf(text, at);
      } else if (open === "[") {
        const close = endOf(text, at);
        // Go and Python write type arguments in square brackets: `Shelf[int](…)`.
        if (text[close] === "(" || text[close] === "{") link.args = text.slice(at + 1, close - 1);
        else link.index = true;
        at = close;
      } else if (open === "{" || (open === " " && text[at + 1] === "{")) {
        link.braces = true;
        at = endOf(text, open === "{" ? at : at + 1);
      } else break;
      if (link.index || link.braces) break;
    }
    links.push(link);
  }
}

/** The offset after the bracket that closes the one at `open`; the text's end when it is not closed. */
const endOf = (text: string, open: number): number => {
  const close = closing(text, open);
  return close < 0 ? text.length : close + 1;
};

/** Offset of the bracket that closes the one at `open`; -1 when there is none. Skips strings. */
export function closing(text: string, open: number): number {
  const opening = text[open]!;
  const close = CLOSERS[opening]!;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at]!;
    if (opening !== "<" && (character === '"' || character === "'" || character === "`")) {
      const end = text.indexOf(character, at + 1);
      if (end > 0 && end - at < LONGEST) at = end;
    } else if (character === opening) depth++;
    else if (character === close && !(close === ">" && /[=-]/.test(text[at - 1] ?? "")) && --depth === 0)
      return at;
    else if (opening === "<" && /[;{}]/.test(character)) return -1;
  }
  return -1;
}

/** Start offset of the chain that ends at `end`: of `a.b(c)[0]` in `f(x, a.b(c)[0]`. */
export function chainStart(text: string, end: number): number {
  const limit = Math.max(0, end - LONGEST);
  let at = end;
  for (;;) {
    at = spaceBefore(text, at, limit);
    while (at > limit && /[!?]/.test(text[at - 1]!)) at--;
    const last = text[at - 1] ?? "";
    if (/[)\]}>]/.test(last)) {
      const open = opening(text, at - 1, limit);
      if (open < 0) return at;
      at = open;
      // Brackets follow a name, other brackets or a link; otherwise they begin the chain.
      const before = text[spaceBefore(text, at, limit) - 1] ?? "";
      if (last === "}" ? /[\p{L}\p{N}_$)]/u.test(before) : /[\p{L}\p{N}_$)\]>!?]/u.test(text[at - 1] ?? ""))
        continue;
      if (text.startsWith("::", at - 2)) {
        at -= 2;
        continue;
      }
      return at;
    }
    const word = wordBefore(text, at, limit);
    if (word === at) {
      if (/["'`]/.test(last)) {
        const open = text.lastIndexOf(last, at - 2);
        return open >= limit ? open : at;
      }
      return at;
    }
    at = word;
    const space = spaceBefore(text, at, limit);
    const link = /(?:\?\.|!!?\.|\?->|&\.|(?<!\.)\.|->|::)$/.exec(
      text.slice(Math.max(limit, space - 4), space),
    );
    if (link) {
      at = space - link[0].length;
      continue;
    }
    const keyword = wordBefore(text, space, limit);
    return /^(?:new|await)$/.test(text.slice(keyword, space)) ? keyword : at;
  }
}

function spaceBefore(text: string, end: number, limit: number): number {
  let at = end;
  while (at > limit && /\s/.test(text[at - 1]!)) at--;
  return at;
}

function wordBefore(text: string, end: number, limit: number): number {
  let at = end;
  while (at > limit && /[\p{L}\p{N}_$]/u.test(text[at - 1]!)) at--;
  return at;
}

function opening(text: string, close: number, limit: number): number {
  const closer = text[close]!;
  const opener = closer === ")" ? "(" : closer === "]" ? "[" : closer === "}" ? "{" : "<";
  let depth = 0;
  for (let at = close; at >= limit; at--) {
    const character = text[at]!;
    if (character === closer && !(closer === ">" && /[=-]/.test(text[at - 1] ?? ""))) depth++;
    else if (character === opener && --depth === 0) return at;
  }
  return -1;
}

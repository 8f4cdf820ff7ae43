import type { Import } from "../../parse/parsed.js";
import { BoundNames, patternNames } from "./bound-names.js";
import { closingBrace } from "./braces.js";
import { CodeInPlace } from "./code-in-place.js";
import type { Markup, MarkupUse, RegisteredName } from "./markup.js";
import { isElement } from "./names.js";
import { type Attribute, readTags } from "./tags.js";

/** In a template every name that it does not bind is a member of its component. */
const OWNER = "this";
/** `@for (a of b; track a.id; let i = $index) {`, `@if (a; as b) {`, `@else if (a) {`, `@let a = b;` */
const BLOCK = /@(?:(for|if|switch|case|else if|defer|placeholder|loading)\s*\(|let\s+([\w$]+)\s*=)|\}/g;
/** Longest condition of a block. */
const LONGEST_BLOCK = 2000;

/** What the grammar finds in expressions. A pipe is a bit operation to it: `{{ date | short }}`. */
export const angularQuery = `
  (binary_expression operator: "|" right: (identifier) @component)
  (identifier) @value
  (shorthand_property_identifier) @value
`;

/** What one template adds to the markup of its file. */
interface Parts {
  readonly code: CodeInPlace;
  readonly uses: MarkupUse[];
  readonly bound: BoundNames;
  readonly ranges: (readonly [number, number])[];
}

/**
 * Code of pipes as JavaScript of the same length: `a | date: "d"` has the arguments of a pipe after colons. A colon
 * after a question mark is that of a condition.
 */
export function pipesAsJavascript(text: string): string {
  if (!text.includes("|")) return text;
  let result = "";
  let piped = false;
  let questions = 0;
  const open: [piped: boolean, questions: number][] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\|\||\?\.|\?\?|[\s\S]/g)) {
    let code = token;
    if (/^[([{]$/.test(token)) {
      open.push([piped, questions]);
      [piped, questions] = [false, 0];
    } else if (/^[)\]}]$/.test(token)) [piped, questions] = open.pop() ?? [false, 0];
    else if (token === "|") piped = true;
    else if (token === "?") questions++;
    else if (token === ":" && questions > 0) questions--;
    else if (token === ":" && piped) code = ",";
    result += code;
  }
  return result;
}

/** Reads a template of Angular in text[from, to). */
function readTemplate(text: string, from: number, to: number, parts: Parts): void {
  const { code, uses, bound } = parts;
  parts.ranges.push([from, to]);
  const expression = (start: number, end: number): void =>
    code.expression(start, end, pipesAsJavascript(text.slice(start, end)));

  const attribute = ({ name, start, from: valueFrom, to: valueTo, form }: Attribute): string[] => {
    const value = text.slice(valueFrom, valueTo);
    const plain = name.replace(/^[[(*]+|[\])]+$/g, "");
    // Directives have names like `appHighlight`; plain attributes have none with capitals.
    if (/[a-z][A-Z]/.test(plain) && !name.startsWith("(") && !plain.includes("."))
      uses.push({ names: [plain], kind: "component", offset: start + name.indexOf(plain) });
    if (/^(?:#|ref-)/.test(name)) {
      // The whole template sees it.
      bound.found.push({ name: name.replace(/^(?:#|ref-)/, ""), start: from, end: to });
      return [];
    }
    if (name.startsWith("let-")) return [name.slice(4)];
    if (form !== "quotes" && form !== "bare") return [];
    if (/^\(|^on-/.test(name)) code.statement(valueFrom, valueTo);
    else if (name.startsWith("*")) return microsyntax(value, valueFrom, expression);
    else if (/^\[|^bind(?:on)?-/.test(name)) expression(valueFrom, valueTo);
    else interpolations(text, valueFrom, valueTo, expression);
    return [];
  };

  readTags(text, from, to, {
    tag: (tag) => {
      if (tag.form === "close") {
        bound.leave(tag.name, tag.end);
        return;
      }
      if (!isElement(tag.name) && !tag.name.startsWith("ng-"))
        uses.push({ names: [tag.name], kind: "component", offset: tag.start + 1 });
      bound.enter(tag, tag.attributes.flatMap(attribute));
    },
    text: (start, end) => blocks(text, start, end, bound, expression),
  });
  bound.finish(to);
}

/** `let a of b(); trackBy: c; let i = index`, `a; else b`, `a as b`: keeps the expressions, returns what it binds. */
function microsyntax(value: string, at: number, expression: (start: number, end: number) => void): string[] {
  const names: string[] = [];
  let start = 0;
  const parts: (readonly [number, number])[] = [];
  for (const part of value.split(";")) {
    const end = start + part.length;
    const each = /^\s*let\s+([\w$]+)(?:\s*=\s*[\w$]+\s*$|\s+\w+\s+)?/.exec(part);
    const keyed = /^\s*(?:(?:else|then)\b|(\w+)\s*:)\s*/.exec(part);
    const as = /\s+as\s+([\w$]+)\s*$/.exec(part);
    if (as) names.push(as[1]!);
    if (each) names.push(each[1]!);
    const from = start + (each?.[0].length ?? keyed?.[0].length ?? 0);
    // After `else` stands the name of a template.
    if (!keyed || keyed[1] !== undefined) parts.push([from, as ? start + as.index : end]);
    start = end + 1;
  }
  for (const [from, to] of parts) if (from < to) expression(at + from, at + to);
  return names;
}

/** `{{ expression }}` in text[from, to). */
function interpolations(
  whole: string,
  from: number,
  to: number,
  expression: (start: number, end: number) => void,
): void {
  const text = whole.slice(0, to);
  for (let open = text.indexOf("{{", from); open >= 0 && open < to; ) {
    const close = text.indexOf("}}", open + 2);
    if (close < 0 || close > to) return;
    expression(open + 2, close);
    open = text.indexOf("{{", close + 2);
  }
}

/** Where a mark begins from an offset on; the text's length when it does not. */
function nextOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

/** Blocks (`@if`, `@for`) and interpolations of text between tags, in their order. */
function blocks(
  whole: string,
  from: number,
  to: number,
  bound: BoundNames,
  expression: (start: number, end: number) => void,
): void {
  // Searches end with the piece, so that no text is read twice.
  const text = whole.slice(0, to);
  let at = from;
  /** The next interpolation. Searched again only when it is passed, so that no text is read twice. */
  let open = -1;
  BLOCK.lastIndex = from;
  for (let found = BLOCK.exec(text); found && found.index < to; found = BLOCK.exec(text)) {
    const [mark, word, variable] = found;
    const start = found.index + mark.length;
    if (found.index < at) continue;
    // The brackets of an interpolation open and close no block.
    if (open < at) open = nextOrEnd(text, "{{", at);
    if (open < found.index) {
      const close = text.indexOf("}}", open);
      if (close < 0) break;
      expression(open + 2, close);
      at = close + 2;
      BLOCK.lastIndex = at;
      continue;
    }
    if (mark === "}") bound.leave("@", start);
    else if (variable !== undefined) {
      const end = text.indexOf(";", start);
      if (end < 0 || end > to) break;
      bound.bindHere([variable], found.index);
      expression(start, end);
      at = end;
    } else {
      const end = closingParenthesis(text, start, Math.min(to, start + LONGEST_BLOCK));
      if (end < 0) continue;
      bound.begin("@", condition(text.slice(start, end), start, word ?? "", expression), found.index);
      at = end;
    }
    BLOCK.lastIndex = Math.max(at, start);
  }
  interpolations(text, at, to, expression);
}

/** The condition of a block: `a of b; track a.id; let i = $index`, `a; as b`. */
function condition(
  text: string,
  at: number,
  word: string,
  expression: (start: number, end: number) => void,
): string[] {
  const names: string[] = [];
  let start = 0;
  for (const part of text.split(";")) {
    const end = start + part.length;
    const each = word === "for" ? /^\s*([\w$]+)\s+of\s+/.exec(part) : null;
    const named = /^\s*(?:as\s+([\w$]+)\s*$|let\s+([\s\S]*)$)/.exec(part);
    if (named)
      names.push(
        ...(named[1]
          ? [named[1]]
          : (named[2] ?? "").split(",").flatMap((one) => patternNames(one.split("=")[0]!))),
      );
    else {
      if (each) names.push(each[1]!);
      const head = each ?? /^\s*(?:track|when|on|prefetch)\s+/.exec(part);
      if ((head?.[0].length ?? 0) < part.length) expression(at + start + (head?.[0].length ?? 0), at + end);
    }
    start = end + 1;
  }
  return names;
}

/** Offset of the bracket that closes one that opened before `from`; -1 when none does before `to`. */
function closingParenthesis(text: string, from: number, to: number): number {
  let depth = 1;
  for (let at = from; at < to; at++) {
    const character = text[at];
    if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at;
    else if (character === '"' || character === "'") {
      const end = text.indexOf(character, at + 1);
      if (end < 0 || end > to) return -1;
      at = end;
    }
  }
  return -1;
}

const partsOf = (code: CodeInPlace): Parts => ({ code, uses: [], bound: new BoundNames(), ranges: [] });
const asMarkup = ({ code, uses, bound, ranges }: Parts): Markup => ({
  code: String(code),
  uses,
  bound: bound.found,
  ranges,
  owner: OWNER,
});

/** Reads a file that is a template. */
export function angularMarkup(text: string): Markup {
  const parts = partsOf(new CodeInPlace(text));
  readTemplate(text, 0, text.length, parts);
  return asMarkup(parts);
}

const DECORATOR = /@(Component|Directive|Pipe)\s*\(\s*(?=\{)/g;
const SELECTOR = /\b(?:selector|name)\s*:\s*(["'`])([^"'`\n]{1,300})\1/;
const TEMPLATE_URL = /\btemplateUrl\s*:\s*(["'`])([^"'`\n]{1,300})\1/;
const TEMPLATE = /\btemplate\s*:\s*(["'`])/g;
/** Characters between a decorator and the name of its class. */
const LONGEST_GAP = 600;

/**
 * Reads the components, directives and pipes in a file of code: their selectors and names, their templates in the
 * code, and the files of the others. Undefined when there are none.
 */
export function angularClasses(text: string): Markup | undefined {
  if (!/@(?:Component|Directive|Pipe)\s*\(/.test(text)) return undefined;
  // The template becomes an array of its expressions.
  const parts = partsOf(new CodeInPlace(text, ","));
  const registered: RegisteredName[] = [];
  const imports: (Omit<Import, "line"> & { offset: number })[] = [];
  let kept = 0;
  DECORATOR.lastIndex = 0;
  for (let found = DECORATOR.exec(text); found; found = DECORATOR.exec(text)) {
    const start = found.index + found[0].length;
    const end = closingBrace(text, start, text.length);
    if (end < 0) break;
    DECORATOR.lastIndex = end;
    const options = text.slice(start, end);
    const gap = /\bclass\s+[\w$]/.exec(text.slice(end, end + LONGEST_GAP));
    if (gap)
      for (const name of selectorNames(SELECTOR.exec(options)?.[2] ?? ""))
        registered.push({ name, offset: end + gap.index + gap[0].length - 1 });
    const file = TEMPLATE_URL.exec(options);
    if (file) imports.push({ module: file[2]!, names: [], offset: start + file.index });
    TEMPLATE.lastIndex = 0;
    const inline = TEMPLATE.exec(options);
    const quote = inline?.[1];
    if (!inline || quote === undefined) continue;
    const from = start + inline.index + inline[0].length;
    const to = text.indexOf(quote, from);
    if (to < 0 || to > end) continue;
    parts.code.keep(kept, from - 1);
    parts.code.mark(from - 1, "[");
    readTemplate(text, from, to, parts);
    parts.code.mark(to, "]");
    kept = to + 1;
  }
  parts.code.keep(kept, text.length);
  return { ...asMarkup(parts), registered, imports };
}

/** The names in a selector: `app-nav, [appNav]` and `button[appNav]`. */
const selectorNames = (selector: string): string[] => [
  ...new Set(
    selector.split(",").flatMap((one) => {
      const attribute = /\[([\w-]+)/.exec(one)?.[1];
      const element = /^\s*([\w-]+)/.exec(one)?.[1];
      return [attribute, attribute !== undefined && isElement(element ?? "") ? undefined : element].filter(
        (name) => name !== undefined,
      );
    }),
  ),
];

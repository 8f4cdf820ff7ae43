import { BoundNames, patternNames } from "./bound-names.js";
import { CodeInPlace } from "./code-in-place.js";
import type { Markup, MarkupUse } from "./markup.js";
import { camel, isElement, pascal } from "./names.js";
import { pugAsMarkup } from "./pug.js";
import { type Attribute, readTags, type Tag, tagAt } from "./tags.js";

/** The blocks at the top level of a component's file. */
const BLOCK = /<(script|template|style|[a-z][\w-]*)\b/g;
/** `v-for="(a, b) in list"` */
const EACH = /\s(?:in|of)\s/;
/** `const A = defineAsyncComponent(() => import("./A.vue"))`, and `A: () => import("./A.vue")`. */
const LATER =
  /(?:\b(?:const|let|var)\s+([\w$]+)\s*=\s*[\w.]{1,60}\(\s*|\b([A-Z]\w*)\s*:\s*(?:[\w.]{1,60}\(\s*)?)(?:async\s*)?\(\)\s*=>\s*import\(\s*["'`]([^"'`\n]{1,500})["'`]/g;

/** `export default { name: "NavBar" }`, and the same in `defineOptions` and `defineComponent`. */
const OWN_NAME =
  /(?:export\s+default\s*|defineOptions\s*\(\s*|defineComponent\s*\(\s*)\{\s*name\s*:\s*["']([A-Za-z][\w-]{0,80})["']/;

/** Reads a Vue file: scripts as they are, and the expressions, components and handlers of its template. */
export function vueMarkup(text: string): Markup {
  const code = new CodeInPlace(text);
  const ranges: (readonly [number, number])[] = [];
  const uses: MarkupUse[] = [];
  const bound = new BoundNames();
  let at = 0;
  while (at < text.length) {
    BLOCK.lastIndex = at;
    const opening = BLOCK.exec(text);
    const name = opening?.[1];
    if (!opening || name === undefined) break;
    const block = blockAt(text, opening.index, name);
    if (!block) break;
    const { from, to, end, pug } = block;
    if (name === "script") code.keep(from, to);
    if (name === "template") {
      ranges.push([from, to]);
      const source = pug ? pugAsMarkup(text, from, to) : text;
      readTemplate(source, from, to, code, uses, bound);
    }
    at = end;
  }
  const name = OWN_NAME.exec(text)?.[1];
  return {
    code: String(code),
    uses,
    bound: bound.found,
    ranges,
    imports: importedLater(text),
    ...(name === undefined ? {} : { registered: [{ name: pascal(name) }] }),
  };
}

/** The content of a block, text[from, to); undefined when no block begins there. */
function blockAt(text: string, open: number, name: string) {
  const opening = tagAt(text, open, text.length);
  if (!opening) return undefined;
  const from = opening.end;
  if (opening.form === "whole") return { from, to: from, end: from, pug: false };
  const lang = opening.attributes.find((one) => one.name === "lang");
  const pug = lang !== undefined && /^(?:pug|jade)$/.test(text.slice(lang.from, lang.to));
  const to = name === "template" && !pug ? templateEnd(text, from) : endOf(text, name, from);
  return { from, to, end: to, pug };
}

function endOf(text: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s*>`, "g");
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? text.length;
}

/** Where the template that opened before `from` ends: templates nest. */
function templateEnd(text: string, from: number): number {
  let depth = 1;
  for (const { 0: tag, index } of text
    .slice(from)
    .matchAll(/<(?:\/template\s*>|template(?=[\s>/])|script\b)/g)) {
    // A script at the top level shows that a closing tag is missing.
    if (tag === "<script") {
      if (text[from + index - 1] === "\n") return from + index;
    } else if (tag === "<template") {
      if (!selfCloses(text, from + index)) depth++;
    } else if (--depth === 0) return from + index;
  }
  return text.length;
}

function selfCloses(text: string, open: number): boolean {
  const end = text.indexOf(">", open);
  return end > 0 && text[end - 1] === "/";
}

function readTemplate(
  text: string,
  from: number,
  to: number,
  code: CodeInPlace,
  uses: MarkupUse[],
  bound: BoundNames,
): void {
  readTags(text, from, to, {
    tag: (tag) => {
      if (tag.form === "close") {
        bound.leave(tag.name, tag.end);
        return;
      }
      const component = componentUse(tag);
      if (component) uses.push(component);
      const names: string[] = [];
      for (const one of tag.attributes) names.push(...readAttribute(text, tag, one, code, uses));
      bound.enter(tag, names);
    },
    text: (start, end) => mustaches(text, start, end, code),
  });
  bound.finish(to);
}

/** The component that a tag names; undefined for an element of HTML. */
export function componentUse({ name, start, form }: Tag): MarkupUse | undefined {
  if (form === "close" || isElement(name)) return undefined;
  const offset = start + 1;
  const dot = name.lastIndexOf(".");
  if (dot > 0)
    return {
      names: [name.slice(dot + 1)],
      receiver: name.slice(name.lastIndexOf(".", dot - 1) + 1, dot),
      kind: "component",
      offset: offset + dot + 1,
    };
  const names = [pascal(name), camel(name)];
  return names[0] === "" ? undefined : { names, kind: "component", offset };
}

/** `{{ expression }}` */
export function mustaches(
  whole: string,
  from: number,
  to: number,
  code: CodeInPlace,
  rewrite: (expression: string) => string = (expression) => expression,
): void {
  // Searches end with the piece, so that no text is read twice.
  const text = whole.slice(0, to);
  for (let open = text.indexOf("{{", from); open >= 0 && open < to; ) {
    const close = text.indexOf("}}", open + 2);
    if (close < 0 || close > to) return;
    code.expression(open + 2, close, rewrite(text.slice(open + 2, close)));
    open = text.indexOf("{{", close + 2);
  }
}

/** Reads one attribute. Returns the names that it binds in the element. */
function readAttribute(
  text: string,
  tag: Tag,
  { name, start, from, to }: Attribute,
  code: CodeInPlace,
  uses: MarkupUse[],
): string[] {
  const value = text.slice(from, to);
  const use = (names: readonly string[], kind: MarkupUse["kind"], offset: number): void => {
    uses.push({ names, kind, offset });
  };
  // `:[name]`, `@[event]`, `#[slot]`
  const open = name.indexOf("[");
  const close = name.indexOf("]", open);
  if (open > 0 && close > 0 && /^(?:[:@#]|v-)/.test(name)) code.expression(start + open + 1, start + close);
  if (name === "v-for") {
    const each = EACH.exec(value);
    if (!each) return [];
    const list = from + each.index + each[0].length;
    code.expression(list, to);
    return patternNames(value.slice(0, each.index));
  }
  if (/^(?:#|v-slot\b)|^slot-scope$/.test(name)) return patternNames(value);
  if (/^(?:@|v-on:)/.test(name)) code.statement(from, to);
  else if (/^(?::|\.|v-bind:)/.test(name)) {
    if (from < to) code.expression(from, to);
    else {
      const short = /^(?::|\.|v-bind:)([\w-]+)/.exec(name)?.[1];
      if (short) use([camel(short)], "value", start + name.indexOf(short));
    }
  } else if (name.startsWith("v-")) {
    code.expression(from, to);
    const directive = /^v-([\w-]+)/.exec(name)?.[1] ?? "";
    if (!BUILT_IN.test(directive)) use([`v${pascal(directive)}`, camel(directive)], "value", start);
  } else if (name === "is" && tag.name === "component") use([pascal(value), camel(value)], "component", from);
  else if (name === "ref" && /^[\w$]+$/.test(value)) use([value], "value", from);
  return [];
}

const BUILT_IN = /^(?:if|else|else-if|show|text|html|model|on|bind|memo|once|pre|cloak|slot|for)$/;

/** Components that are imported when they are first shown. */
function importedLater(text: string): NonNullable<Markup["imports"]> {
  if (!text.includes("import(")) return [];
  return [...text.matchAll(LATER)].map(({ 1: variable, 2: key, 3: module = "", index }) => ({
    module,
    names: [{ name: "*", alias: variable ?? key ?? "" }],
    offset: index,
  }));
}

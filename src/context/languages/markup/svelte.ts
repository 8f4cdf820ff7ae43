import { BoundNames, patternNames } from "./bound-names.js";
import { closingBrace } from "./braces.js";
import { CodeInPlace } from "./code-in-place.js";
import type { Markup, MarkupDefinition, MarkupUse } from "./markup.js";
import { type Attribute, readTags } from "./tags.js";
import { componentUse } from "./vue.js";

/** `{#each items as item, index (key)}` */
const EACH = /^#each\s+/;
/** `$name`: the value of the store `name`. */
const STORE = /(?<![\w$.])\$([A-Za-z_]\w*)/g;
const RUNES = /^(?:state|derived|effect|props|bindable|inspect|host)$/;
/** A directive that installs a function: `use:action`, `transition:fade`. */
const INSTALLS = /^(?:use|transition|in|out|animate):([\w$.]+)/;
/** A directive that without a value uses its own name: `bind:value`, `class:active`, `style:color`. */
const SHORT = /^(?:bind|class|style):([\w$]+)$/;

/** Reads a Svelte file: scripts as they are, and the expressions, blocks, components and directives of its markup. */
export function svelteMarkup(text: string): Markup {
  const code = new CodeInPlace(text);
  const ranges: (readonly [number, number])[] = [];
  const uses: MarkupUse[] = [];
  const bound = new BoundNames();
  const definitions: MarkupDefinition[] = [];
  let markupFrom = 0;
  const snippets: { name: string; start: number; bodyStart: number }[] = [];

  const block = (from: number, to: number): void => {
    const inner = text.slice(from, to);
    const keep = (at: number, end = inner.length): void => code.statement(from + at, from + end);
    if (EACH.test(inner)) {
      const start = EACH.exec(inner)![0].length;
      const as = inner.search(/\sas\s/);
      keep(start, as < 0 ? inner.length : as);
      const rest = as < 0 ? "" : inner.slice(as + 4);
      const key = rest.indexOf("(");
      bound.begin("#each", patternNames(key < 0 ? rest : rest.slice(0, key)), from);
      if (key >= 0) keep(as + 4 + key);
      return;
    }
    const word = /^[#:/@]([a-z]+)/.exec(inner);
    const start = word?.[0].length ?? 0;
    const head = word?.[0] ?? "";
    if (head === "#await") {
      const then = /\s(?:then|catch)(?:\s|$)/.exec(inner);
      keep(start, then?.index ?? inner.length);
      bound.begin("#await", then ? patternNames(inner.slice(then.index + then[0].length)) : [], from);
    } else if (head === ":then" || head === ":catch") bound.bindHere(patternNames(inner.slice(start)), from);
    else if (head === "#snippet") {
      const [, name = "", parameters = ""] = /^#snippet\s+([\w$]+)[^(]*\(([\s\S]*)\)/.exec(inner) ?? [];
      snippets.push({ name, start: from - 1, bodyStart: to + 1 });
      bound.begin("#snippet", patternNames(parameters), from);
    } else if (head === "@const") {
      const equals = inner.indexOf("=");
      bound.bindHere(patternNames(inner.slice(start, equals)), from);
      keep(equals + 1);
    } else if (head === ":else") {
      const condition = /^:else\s+if\b/.exec(inner);
      if (condition) keep(condition[0].length);
    } else if (head.startsWith("/")) {
      const end = to + 1;
      const snippet = head === "/snippet" ? snippets.pop() : undefined;
      if (snippet && snippet.name !== "")
        definitions.push({
          kind: "function",
          name: snippet.name,
          start: snippet.start,
          end,
          bodyStart: snippet.bodyStart,
        });
      bound.leave(`#${head.slice(1)}`, end);
    } else if (head.startsWith("#")) {
      bound.begin(head, [], from);
      keep(start);
    } else if (head.startsWith("@")) keep(start);
    else code.statement(from + (/^\s*\.\.\./.exec(inner)?.[0].length ?? 0), to);
  };
  /** Every `{…}` in text[from, to). */
  const blocks = (from: number, to: number): void => {
    // Searches end with the piece, so that no text is read twice.
    const piece = text.slice(0, to);
    for (let open = piece.indexOf("{", from); open >= 0; ) {
      const close = closingBrace(piece, open, to);
      if (close < 0) return;
      block(open + 1, close);
      open = piece.indexOf("{", close + 1);
    }
  };
  const attribute = (one: Attribute): string[] => {
    const { name, start, from, to, form } = one;
    const use = (used: string, kind: MarkupUse["kind"], offset: number): void => {
      const dot = used.lastIndexOf(".");
      uses.push({
        names: [used.slice(dot + 1)],
        ...(dot > 0 ? { receiver: used.slice(used.lastIndexOf(".", dot - 1) + 1, dot) } : {}),
        kind,
        offset: offset + dot + 1,
      });
    };
    if (name.startsWith("let:"))
      return form === "none" ? [name.slice(4)] : patternNames(text.slice(from, to));
    const installed = INSTALLS.exec(name)?.[1];
    if (installed) use(installed.split("|")[0]!, "call", start + name.indexOf(":") + 1);
    const short = form === "none" ? SHORT.exec(name)?.[1] : undefined;
    if (short) use(short, "value", start + name.indexOf(":") + 1);
    if (form === "braces") {
      if (name === "") block(from, to);
      else code.expression(from, to);
    } else if (form === "quotes") blocks(from, to);
    return [];
  };

  readTags(
    text,
    0,
    text.length,
    {
      tag: (tag) => {
        if (tag.form === "close") {
          bound.leave(tag.name, tag.end);
          return;
        }
        const raw = /^(?:script|style)$/.test(tag.name);
        if (raw) return;
        const special = tag.name.startsWith("svelte:");
        // In Svelte a component's tag begins with a capital letter or has a dot.
        const component = !special && /^\p{Lu}|\./u.test(tag.name) ? componentUse(tag) : undefined;
        if (component)
          uses.push({ ...component, names: [component.receiver ? component.names[0]! : tag.name] });
        const names: string[] = [];
        for (const one of tag.attributes) names.push(...attribute(one));
        bound.enter(tag, names);
      },
      text: blocks,
      script: (from, to, opening) => {
        ranges.push([markupFrom, opening.start]);
        code.keep(from, to);
        markupFrom = to;
      },
    },
    true,
  );
  ranges.push([markupFrom, text.length]);
  bound.finish(text.length);
  for (const { 1: name = "", index } of text.matchAll(STORE))
    if (!RUNES.test(name)) uses.push({ names: [name], kind: "value", offset: index + 1 });
  return { code: String(code), uses, bound: bound.found, ranges, definitions };
}

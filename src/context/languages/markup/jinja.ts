import type { Import } from "../../parse/parsed.js";
import { BoundNames, patternNames } from "./bound-names.js";
import { CodeInPlace } from "./code-in-place.js";
import type { Markup, MarkupDefinition } from "./markup.js";

const MARK = /\{(?:\{|%|#)/g;
/** Words of expressions, and what JavaScript writes for them in as many characters. */
const WORDS: Readonly<Record<string, string>> = {
  and: "&& ",
  or: "||",
  not: "!  ",
  is: "==",
  in: "==",
  if: "||",
  else: "  ||",
};
/** Strings, names, and operators that JavaScript writes otherwise. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\p{L}_$][\p{L}\p{N}_$]*|~|(?<=[(,]\s?)\*\*?|\/\//gsu;

/** An expression of the template language as JavaScript of the same length. Names and calls stay. */
const asJavascript = (text: string): string =>
  text.replace(TOKEN, (token, at: number) => {
    if (/^["'\p{L}_$]/u.test(token)) {
      const before = text[at - 1];
      return before === "." || before === "|" ? token : (WORDS[token] ?? token);
    }
    // `~` joins texts; `*list` and `**names` pass arguments; `//` divides.
    return token === "~" ? "+" : token === "//" ? "/ " : " ".repeat(token.length);
  });

const STRING = /["']([^"'\n]{1,300})["']/;

/**
 * Reads a template of the Jinja family (Jinja, Nunjucks, Twig): `{{ expression }}`, `{% statement %}`. Expressions
 * become JavaScript, whose grammar does not mind where lines begin. A macro is a function; other templates that it
 * imports, includes or extends are imports.
 */
export function jinjaMarkup(text: string): Markup {
  const code = new CodeInPlace(text);
  const ranges: [number, number][] = [];
  const bound = new BoundNames();
  const imports: (Omit<Import, "line"> & { offset: number })[] = [];
  const definitions: MarkupDefinition[] = [];
  const macros: { name: string; start: number; bodyStart: number }[] = [];

  const expression = (from: number, to: number): void => {
    code.expression(from, to, asJavascript(text.slice(from, to)));
    ranges.push([from, to]);
  };

  const statement = (open: number, from: number, to: number, end: number): void => {
    const inner = text.slice(from, to);
    const word = /^\s*([a-z_]+)/i.exec(inner);
    const keyword = word?.[1] ?? "";
    const rest = word?.[0].length ?? 0;
    const after = inner.slice(rest);
    const target = STRING.exec(after)?.[1];
    if (/^end/.test(keyword)) {
      const opened = keyword.slice(3);
      bound.leave(opened, end);
      const macro = opened === "macro" ? macros.pop() : undefined;
      if (macro)
        definitions.push({
          kind: "function",
          name: macro.name,
          start: macro.start,
          end,
          bodyStart: macro.bodyStart,
        });
      return;
    }
    switch (keyword) {
      case "for": {
        const list = /\sin\s/.exec(inner);
        if (!list) return;
        bound.begin("for", [...patternNames(inner.slice(rest, list.index)), "loop"], open);
        expression(from + list.index + list[0].length, to);
        return;
      }
      case "macro": {
        const [, name, parameters = ""] = /^\s*([\w$]+)\s*\(([\s\S]*)/.exec(after) ?? [];
        if (name === undefined) return;
        macros.push({ name, start: open, bodyStart: end });
        bound.begin("macro", [...patternNames(parameters), "caller"], open);
        return;
      }
      case "call": {
        const parameters = /^\s*\(([^)]*)\)/.exec(after);
        bound.begin("call", parameters ? patternNames(parameters[1]!) : [], open);
        expression(from + rest + (parameters?.[0].length ?? 0), to);
        return;
      }
      case "set": {
        const equals = after.indexOf("=");
        bound.bindHere(patternNames(equals < 0 ? after : after.slice(0, equals)), open);
        if (equals >= 0) expression(from + rest + equals + 1, to);
        return;
      }
      case "from": {
        const names = /\bimport\s+([\s\S]*)$/.exec(after)?.[1];
        if (target === undefined || names === undefined) return;
        imports.push({ module: target, names: listed(names), offset: open });
        return;
      }
      case "import": {
        const alias = /\bas\s+([\w$]+)/.exec(after)?.[1];
        if (target !== undefined)
          imports.push({ module: target, names: alias ? [{ name: "*", alias }] : [], offset: open });
        return;
      }
      case "include":
      case "extends":
      case "embed":
      case "use":
        if (target !== undefined) imports.push({ module: target, names: [], offset: open });
        return;
      case "if":
      case "elif":
      case "elseif":
      case "unless":
      case "do":
      case "filter":
      case "with":
      case "return":
        expression(from + rest, to);
        return;
    }
  };

  MARK.lastIndex = 0;
  for (let open = MARK.exec(text); open; open = MARK.exec(text)) {
    const kind = open[0][1];
    const closing = kind === "{" ? "}}" : kind === "%" ? "%}" : "#}";
    const close = text.indexOf(closing, open.index + 2);
    if (close < 0) break;
    MARK.lastIndex = close + 2;
    const from = open.index + 2 + (/[-+]/.test(text[open.index + 2]!) ? 1 : 0);
    const to = /[-+]/.test(text[close - 1]!) && close - 1 >= from ? close - 1 : close;
    if (kind === "{") expression(from, to);
    else if (kind === "%") statement(open.index, from, to, close + 2);
  }
  bound.finish(text.length);
  return { code: String(code), uses: [], bound: bound.found, ranges, imports, definitions };
}

/** The names of `a as b, c with context`. */
const listed = (names: string): { name: string; alias?: string }[] =>
  names
    .replace(/\bwith(?:out)?\s+context\s*$/, "")
    .split(",")
    .map((part) => /^\s*([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part))
    .filter((match) => match !== null)
    .map(([, name = "", alias]) => (alias && alias !== name ? { name, alias } : { name }));

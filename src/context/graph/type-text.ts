import { splitTopLevel } from "../languages/reading/names.js";

/** A type as it is written: its qualified name and its type arguments. */
export interface WrittenType {
  /** `Shelf`, `models.Shelf`, `acme::Shelf`; `[]` for a list. */
  readonly name: string;
  readonly args: readonly string[];
}

const LONGEST_TYPE = 300;
const MODIFIER =
  /^(?:\s|[&*?@]|'[a-z_]+\b(?!')|\.\.\.|(?:const|readonly|mut|final|dyn|impl|static|ref|in|out|inout|struct|enum|class|volatile|unsigned|signed|weak|unowned|some|any|is|asserts|borrowing|consuming|escaping|autoclosure|suspend|lateinit)\b(?!\s*[.<:;,)]|$)(?!::))+/;
const NOTHING = /^(?:null|undefined|None|void|nil|never|nullptr|Nothing)$/;

/**
 * The types that a text begins with: one, or several for `A | B`. Empty when it is not the name of a type: a
 * function, a tuple, an object. Types that say the absence of a value are left out.
 */
export function parseType(written: string): WrittenType[] {
  const text = cut(written.slice(0, LONGEST_TYPE))
    .trim()
    .replace(/^["']|["']$/g, "");
  const found: WrittenType[] = [];
  for (const part of split(text, "|")) {
    const bare = part.trim().replace(MODIFIER, "");
    if (bare === "" || NOTHING.test(bare)) continue;
    const list = /^(?:\[\d*\]|map\[[^\]]*\])\s*(.+)$/.exec(bare);
    if (list) {
      found.push({ name: "[]", args: [list[1]!] });
      continue;
    }
    const swift = /^\[\s*(?:[^\][]*:\s*)?([^\][]+)\]\??$/.exec(bare);
    if (swift) {
      found.push({ name: "[]", args: [swift[1]!] });
      continue;
    }
    const match = /^([\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|\\)[\p{L}_$][\p{L}\p{N}_$]*)*)\s*/u.exec(bare);
    if (!match) return [];
    const rest = bare.slice(match[0].length);
    const args = /^[<[]/.test(rest) ? argumentsOf(rest) : undefined;
    const after = args ? rest.slice(args.end) : rest;
    if (/^\s*(?:=>|->|\()/.test(after)) return [];
    if (/^(?:\[\d*\])/.test(rest) || /^\s*\[\s*\]/.test(after)) {
      found.push({ name: "[]", args: [bare.replace(/\[\s*\d*\s*\]\s*$/, "")] });
      continue;
    }
    found.push({ name: match[1]!, args: args?.list ?? [] });
  }
  return found;
}

function argumentsOf(text: string): { readonly list: string[]; readonly end: number } | undefined {
  const close = text[0] === "<" ? ">" : "]";
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === text[0]) depth++;
    else if (text[at] === close && text[at - 1] !== "=" && text[at - 1] !== "-" && --depth === 0) {
      const inside = text.slice(1, at);
      return inside.trim() === "" || /^\d+$/.test(inside)
        ? undefined
        : { list: splitTopLevel(inside).map((part) => part.trim()), end: at + 1 };
    }
  }
  return undefined;
}

/** The text up to what ends a type: a comma, an equals sign, a bracket that it did not open. */
function cut(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if ("<([".includes(character)) depth++;
    else if (">)]".includes(character)) {
      if (character === ">" && /[=-]/.test(text[at - 1] ?? "")) continue;
      if (--depth < 0) return text.slice(0, at);
    } else if (depth === 0 && (/[,;={]/.test(character) || text.startsWith("//", at))) {
      if (character === "=" && text[at + 1] === ">") continue;
      return text.slice(0, at);
    }
  }
  return text;
}

function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if ("<([{".includes(character)) depth++;
    else if (">)]}".includes(character)) depth--;
    else if (depth === 0 && character === at) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

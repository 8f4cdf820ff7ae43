import type { Base } from "../../parse/parsed.js";

const NAME = /[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*/;

/** The last segment of a qualified name: `a.b.C` → `C`. */
export const lastSegment = (name: string): string => name.split(/\.|::|\\|->|:/).pop() ?? name;

/** Splits at the commas outside of brackets. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if ("([{<".includes(character)) depth++;
    else if (")]}>".includes(character)) depth--;
    else if (character === "," && depth <= 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Simple names in a base list such as `: public A, B<C>` or `(A, metaclass=M)`: `A`, `B`. */
export function baseNames(text: string): string[] {
  const inside = text.replace(/^\s*[(:]/, "").replace(/\)\s*$/, "");
  return splitTopLevel(inside)
    .filter((part) => !/^\s*\w+\s*=[^>]/.test(part))
    .map(
      (part) =>
        NAME.exec(
          part
            .replace(/^\s*(?:public|protected|private|virtual|extends|implements|with|new)\b\s*/g, "")
            .replace(/^\s*(?:virtual|public)\s+/, ""),
        )?.[0],
    )
    .filter((name) => name !== undefined)
    .map(lastSegment);
}

/** Bases with the relation "inherits". */
export const inherited = (names: readonly string[]): Base[] =>
  names.map((name) => ({ name, relation: "inherits" }));
/** Bases with the relation "implements". */
export const implemented = (names: readonly string[]): Base[] =>
  names.map((name) => ({ name, relation: "implements" }));

/** Reads bases from `extends A implements B, C`, as in Java, PHP and TypeScript. */
export function extendsAndImplements(text: string): Base[] {
  const [extending = "", implementing = ""] = text.split(/\bimplements\b/);
  return [
    ...inherited(baseNames(extending.replace(/^\s*extends\b/, ""))),
    ...(implementing ? implemented(baseNames(implementing)) : []),
  ];
}

/** Reads an import list of plain names and `a as b`. */
export function importedNames(list: string): { name: string; alias?: string }[] {
  return list
    .split(",")
    .map((part) => /^\s*(?:type\s+)?([\w$*.]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part))
    .filter((match) => match !== null)
    .map(([, name = "", alias]) => (alias && alias !== name ? { name, alias } : { name }));
}

/** The segments of a module's name, separated by `/`, `\`, `:` or `.`. */
export const moduleSegments = (module: string): string[] =>
  module.split(/[/\\:.]+/).filter((part) => part !== "" && part !== "*");

import type { OutlineChunk } from "../indexing/outline.js";
import type { TypeRules } from "../languages/reading/type-rules.js";
import { closing } from "./expression.js";
import { isType } from "./reader.js";

/** A place in a file, which decides what a name means. */
export interface Place {
  readonly file: number;
  readonly chunk: number;
  /** 1-based. */
  readonly line: number;
}

export const LONGEST_LINE = 400;
export const COMMENT = /^\s*(?:\/\/|\/?\*|#(?!\[)|--\s)/;

/** The patterns of the declarations of a name, and one for the name itself, which most lines fail. */
export interface Patterns {
  readonly name: string;
  readonly word: RegExp;
  readonly all: readonly RegExp[];
}

/** The list of type parameters: directly after the name, or before the result (Java). Empty when there is none. */
export function typeParametersIn(signature: string, nameEnd: number, nameLength: number): string {
  const after = /^\s*[<[]/.exec(signature.slice(nameEnd))?.[0].length ?? 0;
  const start =
    after > 0
      ? nameEnd + after - 1
      : signature.slice(0, Math.max(0, nameEnd - nameLength)).search(/(?<=^|\s)</);
  if (start < 0) return "";
  const close = closing(signature, start);
  return close < 0 ? "" : signature.slice(start, close + 1);
}

export const PRIMITIVE =
  /^(?:string|number|boolean|bigint|symbol|object|any|unknown|void|never|int|float|double|long|short|byte|char|bool|str|bytes|list|dict|set|tuple|usize|isize|[iuf]\d{1,3})$/;

export interface Declared {
  readonly type?: string;
  readonly value?: string;
  readonly each?: string;
}

/** What a line declares for a name; an object without members when the type is not known. */
export function declaredOn(
  lines: readonly string[],
  line: number,
  { name, word, all }: Patterns,
): Declared | undefined {
  const whole = lines[line - 1];
  if (whole === undefined || !whole.includes(name)) return undefined;
  const text = whole.slice(0, LONGEST_LINE);
  if (!word.test(text) || COMMENT.test(text)) return undefined;
  for (const pattern of all) {
    const match = pattern.exec(text);
    if (!match) continue;
    const { type, value, each } = match.groups ?? {};
    if (type !== undefined) return { type };
    const written = value ?? each;
    if (written === undefined) return {};
    // A value that goes on, on the next line.
    const more = /(?:[(,.=]|->)\s*$/.test(written) || /^\s*(?:\.|\?\.|->)/.test(lines[line] ?? "");
    const complete = more ? `${written}\n${lines.slice(line, line + 6).join("\n")}` : written;
    return value === undefined ? { each: complete } : { value: complete };
  }
  return undefined;
}

/** The first line of the functions around a place; for code outside of all, of the text around it. */
export function scopeStart(chunks: readonly OutlineChunk[], { chunk, line }: Place): number {
  let start = line;
  for (let at = chunk; at >= 0; at = chunks[at]!.parent) {
    const { kind, startLine } = chunks[at]!;
    if (kind === "file" || kind === "text") return 1;
    if (isType(kind) || kind === "namespace") continue;
    start = Math.min(start, startLine);
  }
  return start;
}

export function innermost(chunks: readonly OutlineChunk[], root: number, line: number): number {
  let found = root;
  chunks.forEach(({ startLine, endLine, parent }, index) => {
    if (parent === found && startLine <= line && line <= endLine) found = index;
  });
  return found;
}

/** The written type of a function's result; undefined when there is none. */
export function resultIn(signature: string, name: string, { result }: TypeRules): string | undefined {
  const at = signature.search(new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}\\s*(?:<|\\[|\\(|[:=])`, "u"));
  if (at < 0) return undefined;
  if (result === "before") {
    const before = signature
      .slice(0, at)
      .replace(/(?:\w+(?:<[^<>]*>)?::)+$/, "")
      .trimEnd();
    // Without the modifiers, and the type parameters of the method.
    const type = /([\p{L}_][\w.:]*(?:\s*<[^()]*>)?(?:\[\])*)\s*[&*]*$/u.exec(before)?.[1];
    return type === undefined || /^(?:public|private|protected|static|void|final|inline|virtual)$/.test(type)
      ? undefined
      : type;
  }
  let open = signature.indexOf("(", at);
  if (open < 0) return undefined;
  const angle = /^[\p{L}\p{N}_$]+\s*[<[]/u.exec(signature.slice(at));
  if (angle) {
    const start = at + angle[0].length - 1;
    const end = closing(signature, start);
    if (end > 0) open = signature.indexOf("(", end);
  }
  const close = open < 0 ? -1 : closing(signature, open);
  if (close < 0) return undefined;
  const rest = signature.slice(close + 1).trimStart();
  if (result.mark === "") {
    // `(Shelf, error)`: the first of several results.
    const several = /^\(\s*(?:\w+\s+)?([^,()]+)/.exec(rest)?.[1];
    return (several ?? rest.replace(/\{.*$/, "").trim()) || undefined;
  }
  return rest.startsWith(result.mark) ? rest.slice(result.mark.length).trim().replace(/:$/, "") : undefined;
}

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

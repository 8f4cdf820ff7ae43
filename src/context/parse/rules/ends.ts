import type { Found } from "../../languages/language.js";
import type { Body, MaskedText } from "../../languages/rule.js";
import { Brackets } from "./brackets.js";
import { endOfHead, widthOf } from "./head.js";
import { LONGEST_LINE, type Match } from "./match.js";

/** Finds where each matched definition ends. Leaves out those without a name and further clauses. Linear time. */
export function withEnds(
  matches: readonly Match[],
  copies: MaskedText,
  lines: Int32Array,
): (Found & Match)[] {
  const { structure } = copies;
  const brackets = new Brackets(structure);
  const limits = siblings(matches, structure.length);
  const byLines = endsByLines(matches, copies, lines);
  const terminators = new Map<Body, readonly number[]>();
  const found: (Found & Match)[] = [];
  for (let index = 0; index < matches.length; index++) {
    const match = matches[index]!;
    const { start, indent, body, kind } = match;
    let limit = limits[index]!;
    let end = byLines[index];
    let bodyStart: number | undefined;
    if (end !== undefined) bodyStart = endOfFirstLine(structure, start, end);
    else if (body === "list") {
      end = brackets.after(structure.indexOf("(", start)) ?? limit;
      bodyStart = endOfFirstLine(structure, start, end);
    } else if (typeof body === "object" && "until" in body) {
      let ends = terminators.get(body);
      if (!ends) {
        ends = terminatorsOf(body, structure);
        terminators.set(body, ends);
      }
      end = firstAfter(ends, start);
      // Clauses of one definition: the terminator comes after the last.
      while (matches[index + 1] && matches[index + 1]!.start < end && matches[index + 1]!.name === match.name)
        limit = limits[++index]!;
      end = Math.min(end, limit);
    } else if (typeof body === "string" && body !== "indent" && body !== "next") {
      const head = endOfHead(body, structure, brackets, start, limit, indent);
      // Unbalanced braces must not make a function swallow the one beside it.
      const isFunction = kind === "function" || kind === "method";
      end = isFunction && head.end > limit ? limit : head.end;
      bodyStart = head.body;
    } else if (typeof body === "object" && "closes" in body)
      end = endOfHead("line", structure, brackets, start, limit, indent).end;
    else end = limit;
    if (match.name !== "")
      found.push({
        ...match,
        end: Math.max(end, start + 1),
        ...(bodyStart === undefined ? {} : { bodyStart }),
      });
  }
  return found;
}

/** Where the body begins that lines or a list delimit. */
function endOfFirstLine(structure: string, start: number, end: number): number {
  const line = structure.indexOf("\n", start);
  return line < 0 ? end : Math.min(line, end);
}

/** Offsets after the terminators of a body that are not between its inner blocks. */
function terminatorsOf({ until, blocks }: Extract<Body, { until: RegExp }>, structure: string): number[] {
  const inner = blocks
    ? `^[ \\t]*(?<create>create)\\b|(?<open>${blocks.open.source})|(?<close>${blocks.close.source})|`
    : "";
  const marks = new RegExp(`${inner}(?:${until.source})`, "gim");
  const ends: number[] = [];
  let depth = 0;
  for (const { index, 0: text, groups } of structure.matchAll(marks)) {
    if (groups?.create) depth = 0;
    else if (groups?.open) depth++;
    else if (groups?.close) depth = Math.max(0, depth - 1);
    else if (depth === 0) ends.push(index + text.length);
  }
  return ends;
}

function firstAfter(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return sorted[low] ?? Number.MAX_SAFE_INTEGER;
}

/** For each match, where the next one begins that is not indented deeper. */
function siblings(matches: readonly Match[], length: number): number[] {
  const limits: number[] = new Array(matches.length).fill(length);
  const waiting: number[] = [];
  matches.forEach(({ indent, start }, index) => {
    while (waiting.length > 0 && matches[waiting[waiting.length - 1]!]!.indent >= indent)
      limits[waiting.pop()!] = start;
    waiting.push(index);
  });
  return limits;
}

/** Open definitions that a closing line may belong to, innermost first. */
const MOST_UNCLOSED = 16;

const byLine = ({ body }: Match): boolean =>
  body === "indent" || body === "next" || (typeof body === "object" && !("until" in body));

/** Ends of the definitions that other lines close, in one pass over the lines; undefined for the others. */
function endsByLines(
  matches: readonly Match[],
  { code, structure }: MaskedText,
  lines: Int32Array,
): (number | undefined)[] {
  const ends: (number | undefined)[] = new Array(matches.length).fill(undefined);
  if (!matches.some(byLine)) return ends;
  const open: number[] = [];
  let next = 0;
  let lastEnd = 0;
  for (let line = 0; line < lines.length; line++) {
    const from = lines[line]!;
    const whole = code.slice(from, lines[line + 1] ?? code.length).trimEnd();
    const index = matches[next]?.line === line ? next++ : -1;
    if (whole === "") continue;
    const indent = widthOf(whole.slice(0, whole.search(/\S/)));
    const content = structure.slice(from, from + Math.min(whole.length, LONGEST_LINE)).trim();
    const lineEnd = from + whole.length;
    const match = matches[index];
    // A line of a string ends nothing, wherever it begins.
    if (content !== "" || match) closeBy(content, indent, match, lineEnd, lastEnd, open, matches, ends);
    if (match && byLine(match)) {
      const { body } = match;
      if (typeof body === "object" && "end" in body && body.sameLine?.test(content)) ends[index] = lineEnd;
      else open.push(index);
    }
    lastEnd = lineEnd;
  }
  while (open.length > 0) ends[open.pop()!] = lastEnd;
  return ends;
}

/** Closes the definitions that end with or before this line. */
function closeBy(
  content: string,
  indent: number,
  match: Match | undefined,
  lineEnd: number,
  /** Where the line before it ends that is not blank. */
  lastEnd: number,
  open: number[],
  matches: readonly Match[],
  ends: (number | undefined)[],
): void {
  while (open.length > 0) {
    const { body, indent: own, rule } = matches[open[open.length - 1]!]!;
    if (body === "indent") {
      if (indent > own || (!match && indent === own && /^[)\]}]/.test(content))) return;
    } else if (body === "next") {
      if (match?.body !== "next" || match.rule > rule) return;
    } else if (typeof body === "object" && "end" in body) {
      if (indent > own) return;
      if (indent === own && body.end.test(content)) {
        ends[open.pop()!] = lineEnd;
        return;
      }
      // Another definition beside it: this one has no end of its own.
      if (indent === own && !match) return;
    } else {
      closeByWord(content, lineEnd, open, matches, ends);
      return;
    }
    ends[open.pop()!] = lastEnd;
  }
}

/** Closes the innermost definition that ends with this word, and those inside it that were left open. */
function closeByWord(
  content: string,
  lineEnd: number,
  open: number[],
  matches: readonly Match[],
  ends: (number | undefined)[],
): void {
  const least = Math.max(0, open.length - MOST_UNCLOSED);
  for (let at = open.length - 1; at >= least; at--) {
    const { body } = matches[open[at]!]!;
    if (typeof body !== "object" || !("closes" in body) || !body.closes.test(content)) continue;
    ends[open[at]!] = lineEnd;
    // What is inside it and has no end is one line: a declaration.
    for (const inner of open.splice(at).slice(1)) ends[inner] = undefined;
    return;
  }
}

import type { CommentMarks } from "../languages/index.js";
import type { DeclarationRules, OccurrenceRules } from "../languages/language.js";
import { receiverAt } from "../languages/reading/nodes.js";

/** A name as it stands in the text of a file, outside of comments and strings. */
export interface Occurrence {
  /** 1-based. */
  readonly line: number;
  /** What is before the link, as `receiverAt` writes it; empty without a link. */
  readonly receiver: string;
  /**
   * `member`: after a link that only members follow, such as C's `->`. `write`: a member that gets a value. `key`: names
   * an argument or a field. `label`: a case of a switch.
   */
  readonly role: "call" | "value" | "write" | "function" | "member" | "key" | "label";
}

/** Characters of a line, and of a head, in which declarations are searched. */
const LONGEST_LINE = 400;
const LONGEST_HEAD = 3000;
/** Characters before and after a name that are read to see how it is used. */
const AROUND = 120;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A pattern whose matches are the comments, the strings and the occurrences of a name. Takes linear time. */
function tokens(name: string, rules: OccurrenceRules & CommentMarks): RegExp {
  const { longStrings = [], shortStrings = ['"'], lineComment, blockComment } = rules;
  // An unclosed comment or string ends with the text, so that the next mark does not read the rest again.
  const long = longStrings.map((mark) => `${escaped(mark)}(?:[^\\\\]|\\\\[\\s\\S])*?(?:${escaped(mark)}|$)`);
  const short = shortStrings.map((mark) => `${mark}(?:[^${mark}\\\\\\n]|\\\\[\\s\\S])*${mark}?`);
  const skipped = [
    ...(blockComment ? [`${escaped(blockComment[0])}[\\s\\S]*?(?:${escaped(blockComment[1])}|$)`] : []),
    ...(lineComment ? [`${escaped(lineComment)}[^\\n]*`] : []),
    ...long,
    ...short,
    String.raw`'(?:[^'\\\n]|\\[^\n]{1,8}?)'`,
  ];
  return new RegExp(`(${skipped.join("|")})|${bounded(name)}`, "g");
}

const bounded = (name: string): string => `(?<![\\w$])${escaped(name)}(?![\\w$])`;

/** Where a name occurs in a text as code, in order. */
export function occurrencesOf(
  text: string,
  name: string,
  rules: OccurrenceRules & CommentMarks,
): Occurrence[] {
  const found: Occurrence[] = [];
  const last = text.lastIndexOf(name);
  if (last < 0) return found;
  const pattern = tokens(name, rules);
  let line = 1;
  let counted = 0;
  const add = (at: number): void => {
    for (let next = text.indexOf("\n", counted); next >= 0 && next < at; next = text.indexOf("\n", counted)) {
      line++;
      counted = next + 1;
    }
    found.push(occurrenceAt(text, at, name, line, rules));
  };
  for (let match = pattern.exec(text); match && match.index <= last; match = pattern.exec(text)) {
    const skipped = match[1];
    if (skipped === undefined) add(match.index);
    else if (rules.interpolation && skipped.includes(name))
      for (const at of interpolated(text, match.index, skipped, name, rules.interpolation)) add(at);
  }
  return found;
}

/** Offsets of a name in a string where it is code. */
function* interpolated(
  text: string,
  start: number,
  string: string,
  name: string,
  interpolation: RegExp,
): Generator<number> {
  const letters = /[\w$@]{0,3}$/.exec(text.slice(Math.max(0, start - 3), start))![0];
  const mark = Math.min(3, string.length);
  for (const { index } of string.matchAll(new RegExp(`(?<!\\w)${escaped(name)}(?!\\w)`, "g"))) {
    const far = Math.max(mark, index - 4 * AROUND);
    const before =
      letters + (index <= far ? string.slice(0, index) : string.slice(0, mark) + string.slice(far, index));
    if (interpolation.test(before)) yield start + index;
  }
}

const LINK = /(?:\?\.|!!?\.|\?->|->|::|(?<!\.)\.|\\)\s*$/;
const CALL = /^\s*(?:\(|<<<)/;
const WRITE = /^\s*=(?![=>~])/;

function occurrenceAt(
  text: string,
  at: number,
  name: string,
  line: number,
  rules: OccurrenceRules,
): Occurrence {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(at + name.length, at + name.length + AROUND);
  const link = LINK.exec(before);
  const receiver = link ? receiverAt(text, at - before.length + link.index, link[0].trimEnd()) : "";
  const called = CALL.test(after);
  if (link && rules.memberLink?.test(link[0].trimEnd())) return { line, receiver, role: "member" };
  if (called) return { line, receiver, role: "call" };
  if (!link && rules.key?.test(after) && /[({,[]\s*$/.test(before)) return { line, receiver, role: "key" };
  if (!link && rules.label?.test(before)) return { line, receiver, role: "label" };
  if (link && rules.property && WRITE.test(after)) return { line, receiver, role: "write" };
  return { line, receiver, role: rules.functionValue?.test(before) ? "function" : "value" };
}

/** Tells whether a line or a head declares a name that hides an outer one. */
export interface Declares {
  readonly name: string;
  /** As in DeclarationRules. */
  readonly blocks: boolean;
  readonly local: (line: string) => boolean;
  readonly parameter: (head: string) => boolean;
  readonly outer: (line: string) => boolean;
  readonly forward: (line: string) => boolean;
}

const KEPT_NAMES = 1000;
const known = new WeakMap<DeclarationRules, Map<string, Declares>>();

/** The declarations of a name in a language. */
export function declaring(name: string, { declarations }: Pick<OccurrenceRules, "declarations">): Declares {
  const names = known.get(declarations) ?? new Map<string, Declares>();
  known.set(declarations, names);
  let found = names.get(name);
  if (!found) {
    if (names.size >= KEPT_NAMES) names.clear();
    found = declarationsOf(name, declarations);
    names.set(name, found);
  }
  return found;
}

function declarationsOf(name: string, declarations: DeclarationRules): Declares {
  const patterns = (sources: readonly string[]): RegExp[] =>
    sources.map((source) => new RegExp(source.replaceAll("NAME", bounded(name)), "m"));
  const local = patterns(declarations.local);
  const parameter = patterns(declarations.parameter);
  const outer = patterns(declarations.outer ?? []);
  const forward = patterns(declarations.forward ?? []);
  const any = (list: readonly RegExp[], longest: number) => (text: string) => {
    const part = text.slice(0, longest);
    return part.includes(name) && list.some((one) => one.test(part));
  };
  return {
    name,
    blocks: declarations.blocks === true,
    local: any(local, LONGEST_LINE),
    parameter: any(parameter, LONGEST_HEAD),
    outer: any(outer, LONGEST_LINE),
    forward: any(forward, LONGEST_LINE),
  };
}

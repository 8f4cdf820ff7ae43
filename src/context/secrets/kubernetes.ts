import type { SecretSpan } from "./secret-span.js";

/**
 * Finds the values of a Kubernetes Secret in YAML. They are secret whatever their names, because of `kind:
 * Secret`.
 */

/** Part of `kind: Secret`. `kind` alone would occur too often. */
export const OBJECT_KEYWORD = "d: S";
const KIND = /kind: Secret[ \t]{0,4}(?:#[^\n]{0,200})?\r?(?:\n|$)/y;
const DOCUMENT_START = /^---/m;
const DATA = /^([ \t]{0,40})(?:data|stringData):[ \t]{0,4}\r?$/;
const ENTRY = /^[ \t]{1,60}(?:["'][^"'\n]{1,200}["']|[\w./-]{1,200}):[ \t]{1,10}/;
/** Real manifests are shorter. */
const MOST_LENGTH = 200_000;

/**
 * Finds Secret objects in one text. Calls must have growing positions; then no part is read more than twice.
 */
export class SecretObjects {
  private readTo = 0;

  constructor(private readonly text: string) {}

  /** The secret values of the object whose `kind: Secret` contains the keyword at this position. */
  at(keyword: number): SecretSpan[] {
    const { text } = this;
    const at = keyword + 1 - "kind".length;
    if (at < this.readTo) return [];
    KIND.lastIndex = at;
    if (!KIND.test(text) || !/(?:^|\n)[ \t]{0,40}(?:- )?$/.test(text.slice(Math.max(0, at - 50), at)))
      return [];
    const from = Math.max(0, at - MOST_LENGTH / 2);
    const bound = text.slice(from, at).lastIndexOf("\n---");
    const after = text.slice(at, at + MOST_LENGTH / 2);
    this.readTo = at + (DOCUMENT_START.exec(after)?.index ?? after.length);
    return valuesIn(text, bound < 0 ? from : from + bound + 1, this.readTo);
  }
}

function valuesIn(text: string, start: number, end: number): SecretSpan[] {
  const found: SecretSpan[] = [];
  // Indentation of the open `data` block; undefined outside of one.
  let block: number | undefined;
  for (let at = start; at < end; ) {
    const newline = text.indexOf("\n", at);
    const stop = newline < 0 || newline > end ? end : newline;
    const line = text.slice(at, stop);
    const depth = line.length - line.trimStart().length;
    const opens = DATA.exec(line);
    if (opens) block = opens[1]!.length;
    else if (block !== undefined && line.trim() !== "" && depth <= block) block = undefined;
    else if (block !== undefined) found.push(...valueOn(line, at));
    at = stop + 1;
  }
  return found;
}

/** The value of an entry on this line, or one line of a multi-line value. */
function valueOn(line: string, at: number): SecretSpan[] {
  const entry = ENTRY.exec(line)?.[0] ?? /^[ \t]{0,80}/.exec(line)![0];
  const rest = line.slice(entry.length).trimEnd();
  const value = rest.replace(/^(["'])(.*)\1$/, "$2");
  if (value.length < 6 || /^[|>&*]|\{\{|\$[{(]|^<|^\[redacted |^#|\s/.test(value) || /:$/.test(value))
    return [];
  const start = at + entry.length + (value === rest ? 0 : 1);
  return [{ start, end: start + value.length, kind: "secret" }];
}

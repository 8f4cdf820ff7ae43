/** Lines of a function that are read to find the end of a block. */
const MOST_LINES = 2000;
const LONGEST_LINE = 400;
const HEAD = /^\s*\}?\s*(?:else\s+)?(?:if|for|while|switch|catch|try|using|foreach|with|when|match)\b/;
/** What follows a name that a statement gives a value or a type. */
const STATEMENT = /^\s*(?:[?!]?:(?!=)[^=,()|]{0,120})?\s*(?::?=(?![=>])|[;[]|$)/;
const CLOSURE = /^[^;{}]{0,200}?(?:=>|->|\||\sin\s)/;
/** What stands before a name that is declared, and not only given a value. */
const DECLARING = /[\w>\])}*&?,{[]\s*$/;

/**
 * The last line on which a name is seen that a line declares, in languages with blocks in braces: that of the block
 * around a statement, of the block behind a head (`for (…) {`), or of the function whose parameter it is. Undefined
 * when the line only gives the name a value.
 * @param from line of the declaration, 1-based.
 * @param to the last line of the function around it.
 */
export function scopeEnd(
  lines: readonly string[],
  from: number,
  name: string,
  to: number,
): number | undefined {
  const text = (lines[from - 1] ?? "").slice(0, LONGEST_LINE);
  const at = indexOf(text, name);
  if (at < 0) return undefined;
  const after = text.slice(at + name.length);
  const last = Math.min(to, from + MOST_LINES);
  const head = HEAD.test(text);
  if (head || (!STATEMENT.test(after) && CLOSURE.test(after))) {
    const next = lines[from] ?? "";
    // The arrow's expression, or the one statement of a head, may stand on the next line.
    const more = /(?:=>|->)\s*$/.test(text) || (head && !text.includes("{")) ? 1 : 0;
    for (let line = from, depth = 0; line <= last; line++) {
      depth += net(lines[line - 1] ?? "");
      if (depth > 0 || (line === from && more > 0 && /^\s*\{/.test(next))) continue;
      return Math.min(last, line === from ? line + more : line);
    }
    return to;
  }
  if (!DECLARING.test(text.slice(0, at)) && !/^\s*:=/.test(after)) return undefined;
  for (let line = from, depth = 0; line <= last; line++) {
    // What closes before the name on its own line is not the block around it.
    const part = line === from ? text.slice(at) : (lines[line - 1] ?? "").slice(0, LONGEST_LINE);
    let lowest = 0;
    let inLine = 0;
    for (const one of withoutStrings(part).match(/[{}]/g) ?? []) {
      inLine += one === "{" ? 1 : -1;
      lowest = Math.min(lowest, inLine);
    }
    // A destructuring pattern closes behind its names.
    if (line === from && /^[^={}]*\}\s*=/.test(part)) depth += 1;
    else if (depth + lowest < 0) return line;
    depth += inLine;
  }
  return to;
}

const BRACKETS = /[()[\]{}]/g;
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/.*$/g;
const withoutStrings = (text: string): string => (/["'`/]/.test(text) ? text.replace(STRINGS, "") : text);

function net(line: string): number {
  let depth = 0;
  for (const one of withoutStrings(line.slice(0, LONGEST_LINE)).match(BRACKETS) ?? [])
    depth += /[([{]/.test(one) ? 1 : -1;
  return depth;
}

function indexOf(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w$.]/.test(text[at - 1] ?? "") && !/[\w$]/.test(text[at + name.length] ?? "")) return at;
  return -1;
}

/**
 * The few lines that are read from a git configuration file: plain `key = value` in plain sections. Nothing in it can
 * include another file, and nobody asks for a key but by name, so a repository can set no more than what is asked for.
 */
export function readSetting(config: string, section: string, key: string): string | undefined {
  let isHere = false;
  let found: string | undefined;
  // A line that ends in a backslash goes on in the next; what is asked for here never does.
  for (const line of config.split(/\r?\n/)) {
    const head = /^\s*\[\s*([\w.-]+)\s*\](.*)$/.exec(line);
    if (head) isHere = head[1]!.toLowerCase() === section.toLowerCase();
    else if (/^\s*\[/.test(line)) isHere = false;
    if (!isHere) continue;
    const text = head ? head[2]! : line;
    const equals = text.indexOf("=");
    const name = (equals === -1 ? text : text.slice(0, equals)).trim();
    if (name.toLowerCase() !== key.toLowerCase()) continue;
    found = equals === -1 ? "true" : plainValue(text.slice(equals + 1));
  }
  return found;
}

/** A value without its quotes, escapes and comment. */
function plainValue(text: string): string {
  let value = "";
  let kept = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "\\") {
      const next = text[++at] ?? "";
      value += ({ n: "\n", t: "\t", b: "\b" } as Record<string, string>)[next] ?? next;
    } else if (character === '"') {
      isQuoted = !isQuoted;
      kept = value.length;
      continue;
    } else if (!isQuoted && (character === "#" || character === ";")) break;
    else if (!isQuoted && /\s/.test(character)) {
      if (value !== "") value += character;
      continue;
    } else value += character;
    kept = value.length;
  }
  return value.slice(0, kept);
}

/** As git reads a truth value. */
export const isTrue = (value: string | undefined): boolean =>
  value !== undefined && /^(?:true|yes|on|[1-9]\d*)$/i.test(value);

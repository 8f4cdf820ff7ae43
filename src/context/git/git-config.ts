/**
 * Reads one setting from the text of a git configuration file. Supports plain `key = value` lines in sections
 * without a subsection, and no includes. Callers name each key, so a repository can influence only those
 * settings.
 * @returns the last value of the key, "true" for a key without a value, undefined when it is not set.
 */
export function readSetting(config: string, section: string, key: string): string | undefined {
  let isHere = false;
  let found: string | undefined;
  // Continued lines (a backslash at the end) are not joined: the settings that we read never use them.
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

/** Removes quotes, escapes and a trailing comment from a value. */
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

/** Whether git reads the value as true. */
export const isTrue = (value: string | undefined): boolean =>
  value !== undefined && /^(?:true|yes|on|[1-9]\d*)$/i.test(value);

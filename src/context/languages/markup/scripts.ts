const OPENING = /<script\b/g;
const CLOSING = /<\/script\s*>/g;

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** A component's text with spaces for all but its script blocks: offsets and lines stay. */
export function scriptsIn(text: string): string {
  let result = "";
  for (const opening of text.matchAll(OPENING)) {
    if (opening.index < result.length) continue;
    // Without a `>` from here on, no later tag ends either.
    const from = text.indexOf(">", opening.index) + 1;
    if (from === 0) break;
    CLOSING.lastIndex = from;
    const to = CLOSING.exec(text)?.index;
    if (to === undefined) break;
    result += blank(text.slice(result.length, from)) + text.slice(from, to);
  }
  return result + blank(text.slice(result.length));
}

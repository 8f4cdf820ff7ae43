import { typescript } from "../typescript.js";

const OPENING = /<script\b/g;
const CLOSING = /<\/script\s*>/g;

/** Everything outside the script blocks as blanks: their offsets and lines stay, and the grammar reads only them. */
function scriptsOnly(text: string): string {
  let result = "";
  for (const opening of text.matchAll(OPENING)) {
    if (opening.index < result.length) continue;
    // What does not end here ends no later one either.
    const from = text.indexOf(">", opening.index) + 1;
    if (from === 0) break;
    CLOSING.lastIndex = from;
    const to = CLOSING.exec(text)?.index;
    if (to === undefined) break;
    result += blank(text.slice(result.length, from)) + text.slice(from, to);
  }
  return result + blank(text.slice(result.length));
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Components are read as TypeScript, of which plain JavaScript is a part; their markup is indexed as text. */
export const component = { ...typescript, conventions: {}, prepare: scriptsOnly } as const;

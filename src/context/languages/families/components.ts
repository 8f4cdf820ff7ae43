import { typescript } from "../typescript.js";

const OPENING = /<script\b/g;
const CLOSING = /<\/script\s*>/g;

/**
 * Replaces everything outside of script blocks by spaces, so that the grammar reads only them. Offsets and
 * lines stay.
 */
function scriptsOnly(text: string): string {
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

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Components are parsed as TypeScript, which includes JavaScript. Their markup is indexed as text. */
export const component = { ...typescript, conventions: {}, prepare: scriptsOnly } as const;

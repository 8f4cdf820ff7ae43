import type { Language } from "../language.js";
import { typescript } from "./typescript.js";

const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)<\/script\s*>/g;

/** Everything outside the script blocks as blanks: their offsets and lines stay, and the grammar reads only them. */
function scriptsOnly(text: string): string {
  let result = "";
  for (const match of text.matchAll(SCRIPT)) {
    const from = match.index + match[1]!.length;
    result += blank(text.slice(result.length, from)) + match[2];
  }
  return result + blank(text.slice(result.length));
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Components are read as TypeScript, of which plain JavaScript is a part; their markup is indexed as text. */
const component = { ...typescript, prepare: scriptsOnly } as const;

export const vue: Language = { ...component, id: "vue", extensions: ["vue"] };
export const svelte: Language = { ...component, id: "svelte", extensions: ["svelte"] };

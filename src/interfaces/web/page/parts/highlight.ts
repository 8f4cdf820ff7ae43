import { signal } from "@preact/signals";
import type { highlight } from "./grammars.js";

type Highlighter = typeof highlight;

/** The highlighter, once its grammars are loaded. Undefined until something asks for it, and when it fails. */
export const highlighter = signal<Highlighter | undefined>(undefined);

let asked = false;

/** Loads the grammars, once. Code is shown without colours until they are here, and when they cannot be loaded. */
export function loadHighlighter(): void {
  if (asked) return;
  asked = true;
  void import("./grammars.js").then(
    ({ highlight }) => {
      highlighter.value = highlight;
    },
    () => {
      asked = false;
    },
  );
}

/** Colours of longer texts take more than a frame. */
const LONGEST_COLOURED = 60_000;
/** Grammars search such a line many times. */
const LONGEST_LINE = 2_000;

/** Whether a text is short enough for colours. */
export const isColoured = (text: string): boolean =>
  text.length <= LONGEST_COLOURED && longestLine(text) <= LONGEST_LINE;

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    longest = Math.max(longest, stop - start);
    start = stop + 1;
  }
  return longest;
}

import type { Import } from "../../parse/parsed.js";
import { CodeInPlace } from "./code-in-place.js";
import type { Markup } from "./markup.js";

/** `<%= code -%>` */
const MARK = /<%(%|[-=#_]{0,2})/g;
/** Longest part of a statement in which the name of another template is read. */
const LONGEST_HEAD = 300;

/**
 * Reads a template whose code stands between `<%` and `%>`, as in ERB and EJS. All of its code together is one
 * program: `<% if a %>` opens what `<% end %>` closes.
 * @param included the template that a piece of code shows, if it shows one.
 */
export function delimitedMarkup(
  text: string,
  included: (code: string) => Omit<Import, "line" | "names"> | undefined,
): Markup {
  const code = new CodeInPlace(text);
  const imports: (Omit<Import, "line"> & { offset: number })[] = [];
  MARK.lastIndex = 0;
  for (let open = MARK.exec(text); open; open = MARK.exec(text)) {
    if (open[1] === "%") continue;
    const from = open.index + open[0].length;
    const close = text.indexOf("%>", from);
    if (close < 0) break;
    MARK.lastIndex = close + 2;
    if (open[1]?.includes("#")) continue;
    const to = /[-_=]/.test(text[close - 1]!) && close - 1 >= from ? close - 1 : close;
    code.keep(from, to);
    // A newline ends a statement where a comment would hide the semicolon.
    code.mark(to, ";");
    const shown = included(text.slice(from, Math.min(to, from + LONGEST_HEAD)));
    if (shown) imports.push({ ...shown, names: [], offset: from });
  }
  // The code may define what it uses, so no range of it is only an expression.
  return { code: String(code), uses: [], bound: [], ranges: [], imports };
}

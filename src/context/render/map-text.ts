import { printable } from "../../shared/printable.js";
import type { MapLine } from "../pack/map.js";

/** What a closing map is, said before its lines. */
export const MAP_HEADING = "Not in this pack; next most likely";

/** Characters of a symbol: the title of a test or a section may be a sentence. */
const LONGEST_SYMBOL = 60;

/**
 * `src/a.ts:40 parse (retry upload)`: the line number says in which scope, and what a line does not take is room for
 * another file. `print` escapes names so that they cannot break the line.
 */
export function mapText(
  { path, symbol, line, why }: MapLine,
  print: (name: string) => string = printable,
): string {
  const place = `${print(path)}${line === undefined ? "" : `:${line}`}`;
  return `${place}${symbol === undefined ? "" : ` ${print(shortName(symbol))}`}${why === "" ? "" : ` (${print(why)})`}`;
}

/** The last name of a qualified one: of `A > B` and `a.b`, but not of a heading with a dot. */
function shortName(symbol: string): string {
  const last = symbol.split(" > ").at(-1)!;
  const name = last.includes(" ") ? last : (last.split(".").findLast((part) => part !== "") ?? last);
  const characters = Array.from(name);
  return characters.length > LONGEST_SYMBOL ? `${characters.slice(0, LONGEST_SYMBOL).join("")}…` : name;
}

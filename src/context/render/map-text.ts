import { printable } from "../../shared/printable.js";
import type { MapLine } from "../pack/map.js";

/** What a closing map is, said before its lines. */
export const MAP_HEADING = "Not in this pack; next most likely";

/** Characters of a symbol: the title of a test or a section may be a sentence. */
const LONGEST_SYMBOL = 60;

/** `src/a.ts:40 Parser.parse (retry, upload)`. `print` escapes names so that they cannot break the line. */
export function mapText(
  { path, symbol, line, why }: MapLine,
  print: (name: string) => string = printable,
): string {
  const characters = Array.from(symbol ?? "");
  const name =
    characters.length > LONGEST_SYMBOL ? `${characters.slice(0, LONGEST_SYMBOL).join("")}…` : symbol;
  const place = `${print(path)}${line === undefined ? "" : `:${line}`}`;
  return `${place}${name === undefined ? "" : ` ${print(name)}`}${why === "" ? "" : ` (${print(why)})`}`;
}

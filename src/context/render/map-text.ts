import { printable } from "../../shared/printable.js";
import type { MapLine } from "../pack/map.js";

/** What a closing map is, said before its lines. */
export const MAP_HEADING = "Not in this pack; next most likely";

/** `src/a.ts:40 Parser.parse (retry, upload)`. `print` escapes names so that they cannot break the line. */
export function mapText(
  { path, symbol, line, why }: MapLine,
  print: (name: string) => string = printable,
): string {
  const place = `${print(path)}${line === undefined ? "" : `:${line}`}`;
  return `${place}${symbol === undefined ? "" : ` ${print(symbol)}`}${why === "" ? "" : ` (${print(why)})`}`;
}

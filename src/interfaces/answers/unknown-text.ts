import type { Unknown } from "../../context/graph/edge.js";
import { formatInteger } from "../../shared/units.js";

const SHOWN_PATHS = 3;

/** One line that says what is not known, and why. `show` makes a path safe to print. */
export function unknownText({ why, places, files, paths }: Unknown, show: (path: string) => string): string {
  const more = (files ?? paths.length) > SHOWN_PATHS ? "…" : "";
  const where = `${paths.slice(0, SHOWN_PATHS).map(show).join(", ")}${more}`;
  switch (why) {
    case "unresolved":
      return `unresolved: ${formatInteger(places)} references by name, in ${where}`;
    case "not-parsed":
      return `unknown: ${formatInteger(places)} ${places === 1 ? "line names" : "lines name"} it in ${formatInteger(files ?? paths.length)} ${files === 1 ? "file that is" : "files that are"} not parsed: ${where}`;
    case "language":
      return `unknown: ${where} is not parsed`;
  }
}

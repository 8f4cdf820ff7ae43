import type { Found } from "../../languages/language.js";
import type { RuleLanguage } from "../../languages/rule.js";
import { lineOffsets } from "../../text/lines.js";
import { nest, type Placed } from "../code/nest.js";
import type { ParsedFile } from "../parsed.js";
import { withEnds } from "./ends.js";
import { masked } from "./mask.js";
import { type Match, matchesOf } from "./match.js";

/** Definitions that a language's own reader may add. */
const MOST_READ = 20_000;

/** Reads the definitions of a file by its language's rules. Takes linear time in the text. */
export function readByRules(language: RuleLanguage, text: string): ParsedFile {
  const copies = masked(language, text);
  const lines = lineOffsets(text);
  const found: Found[] = [
    ...whereAllowed(withEnds(matchesOf(language, copies, lines), copies, lines)),
    ...(language.read?.(copies) ?? []).slice(0, MOST_READ),
  ];
  const placed = found.map(
    ({ kind, name, start, end, bodyStart }, order): Placed => ({
      kind,
      name,
      start,
      end,
      ...(bodyStart === undefined ? {} : { bodyStart }),
      ...(language.wholeNames ? { owner: "" } : {}),
      order,
    }),
  );
  return {
    language: language.id,
    symbols: nest(language, placed, new Map(), text, lines),
    references: [],
    imports: [],
    damaged: false,
  };
}

/** Drops the definitions that do not count where they are: a field outside of a class. */
function whereAllowed(found: readonly (Found & Match)[]): (Found & Match)[] {
  const open: (Found & Match)[] = [];
  return found.filter((one) => {
    while (open.length > 0 && open[open.length - 1]!.end <= one.start) open.pop();
    const enclosing = open[open.length - 1]?.kind ?? "";
    if (one.inside && !one.inside.includes(enclosing)) return false;
    open.push(one);
    return true;
  });
}

import type { LineMatcher } from "../text/line-matcher.js";
import { LEAST_LINES } from "./plan.js";
import { type Lines, paragraphsOf, statementsOf } from "./statements.js";

/** Weight of a term that an earlier part of the excerpt has. */
const SEEN = 0.25;
/** Most places of matching lines that come before the rest of the definition. */
const MOST_PLACES = 12;
/** Statements shown before and after one that matches; a paragraph stands for itself. */
const AROUND = 1;

/**
 * Cuts a definition at statements, and puts the parts in the order in which an excerpt grows: its head, the places
 * that hold most of the task's words, then the rest from the top. So a longer excerpt has all lines of a shorter
 * one, and the longest is the definition.
 * @param body the ranges of the whole definition.
 * @param head undefined for text without a name.
 * @param prose cuts at paragraphs.
 */
export function excerptUnits(
  lines: readonly string[],
  body: readonly Lines[],
  head: Lines | undefined,
  matcher: LineMatcher,
  prose: boolean,
): (readonly Lines[])[] {
  const cut = prose ? paragraphsOf : statementsOf;
  const statements = body.flatMap(([from, to]) => cut(lines, from, to));
  const isShown = statements.map(() => false);
  const units: (readonly Lines[])[] = [];
  /** Shows statements that are not shown yet. */
  const add = (first: number, last: number): void => {
    const unit: Lines[] = [];
    for (let at = first; at <= last; at++) {
      if (!isShown[at]) unit.push(statements[at]!);
      isShown[at] = true;
    }
    if (unit.length > 0) units.push(unit);
  };
  const terms = statements.map(([from, to]) => {
    const found = new Set<string>();
    for (let line = from; line <= to; line++)
      for (const term of matcher.of(lines[line - 1]!).terms) found.add(term);
    return found;
  });
  const seen = new Set<string>();
  const see = (first: number, last: number): void => {
    for (let at = first; at <= last; at++) for (const term of terms[at]!) seen.add(term);
  };
  let top = 0;
  if (head) {
    const first = statements.findIndex(([, to]) => to >= head[0]);
    const last = statements.findLastIndex(([from]) => from <= head[1]);
    if (first >= 0 && last >= first) {
      add(first, last);
      see(first, last);
      top = first;
    }
  }
  for (let places = 0; places < MOST_PLACES; places++) {
    let best = -1;
    let most = 0;
    terms.forEach((found, at) => {
      if (isShown[at]) return;
      let value = 0;
      for (const term of found) value += matcher.weights.get(term)! * (seen.has(term) ? SEEN : 1);
      if (value > most) {
        most = value;
        best = at;
      }
    });
    if (best < 0) break;
    const [first, last] = around(statements, best, prose ? 0 : AROUND);
    add(first, last);
    see(first, last);
  }
  // The rest, from the head on; a part that adjoins nothing is long enough for a piece.
  for (let at = top; at < statements.length; at++) {
    if (isShown[at]) continue;
    const beside = prose ? 0 : AROUND;
    add(at, isShown[at - 1] ? at : around(statements, at + beside, beside)[1]);
  }
  add(0, top - 1);
  return units;
}

/** Statements around one, so that they make a piece: all of one body range. */
function around(statements: readonly Lines[], at: number, beside: number): [first: number, last: number] {
  let first = Math.max(0, at - beside);
  let last = Math.min(statements.length - 1, at + beside);
  const count = (): number => {
    let sum = 0;
    for (let each = first; each <= last; each++) sum += statements[each]![1] - statements[each]![0] + 1;
    return sum;
  };
  while (count() < LEAST_LINES && (last < statements.length - 1 || first > 0)) {
    if (last < statements.length - 1) last++;
    else first--;
  }
  return [first, last];
}

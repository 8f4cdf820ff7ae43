import { anyOf } from "../languages/index.js";

/** How a question begins. "Can't" and "is not" begin a report. */
const ASKS =
  /^\W*(?:where|how|what|which|why|who|when|does|do|is|are|can|could|show|find|list|explain|search|locate|look|describe|understand)\b(?!['’]t|\s+not\b)|\?\s*$/i;

/** Verbs by which the subject of a change begins, with their endings: Fix, Fixes, Fixed. */
const CHANGES = anyOf(
  (
    "accept add adjust allow apply avoid backport bring bump change clarify clean clear convert correct " +
    "create deprecate detect disable disallow document don't drop enable ensure expose extend extract fix " +
    "forbid force guard handle hide ignore implement improve increase initialize inline introduce keep let " +
    "limit lower make mark merge migrate modify move never normalize omit optimize override pass prefer " +
    "prepare preserve prevent produce propagate properly provide raise re-enable re-use rebuild redo reduce " +
    "refactor refine reject remove rename reorder replace report require reset resolve restore restrict " +
    "return reuse revert rewind rework rewrite set simplify skip speed split standardize stop store strip " +
    "support switch sync tweak unify unset update upgrade use validate warn wrap"
  ).split(" "),
);
const ENDING = "(?:p?ped|t?ted|[ds]|es|ed)?";
/** `[area] `, `area: `, `fix(area)!: ` and `🐛 ` before the subject. */
const TAG = String.raw`\[[^\]\n]{1,40}\]:?`;
const AREA = String.raw`[\p{L}\p{N}_./*,\x60-]{1,40}(?:\([^)\n]{1,40}\))?!?:(?=\s)`;
const SIGNS = String.raw`[^\p{L}\n]{0,9}`;
const CHANGE = new RegExp(
  String.raw`^(?:${SIGNS}${TAG}|${AREA})?${SIGNS}${CHANGES}${ENDING}(?![\p{L}\p{N}_(.=-])`,
  "iu",
);
/** A subject with its area before it: `net/http: close idle connections`, `[core] wrong order`. */
const WITH_AREA = new RegExp(String.raw`^\s*(?:${TAG}|${AREA})\s+\S+\s+\S`, "u");

/** Words by which people say that something is wrong. */
const FAULT =
  /\b(?:bugs?|crash(?:es|ed|ing)?|fail(?:s|ed|ing|ures?)?|(?:do|does|did|is|are|was|ca|wo|should)n['’]?t|(?:do|does|did|is|are|was|can|should) not|cannot|wrong(?:ly)?|broken|breaks|incorrect(?:ly)?|missing|unexpected(?:ly)?|should|instead of|no longer|leaks?|leaked|hangs?|deadlocks?|regression|ignored|ignores|unable|invalid|inconsistent|never|impossible|unnecessary|issue with|problem)\b/i;

/** Characters of a first line that are read: a task may be one line of a megabyte. */
const LONGEST = 500;

/**
 * Whether a short task says what is wrong or what is to be done, as the title of a report or the subject of a change does,
 * rather than asks for the place of something.
 */
export function describesChange(lines: readonly string[]): boolean {
  const first = (lines[0] ?? "").slice(0, LONGEST);
  if (ASKS.test(first)) return false;
  return lines.length > 1 || CHANGE.test(first) || FAULT.test(first) || WITH_AREA.test(first);
}

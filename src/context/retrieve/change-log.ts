import type { Role } from "../scan/source.js";
import { stopWords } from "../text/stop-words.js";

/** Documents that tell what changed when, by their name or by the folder that gathers their parts. */
const CHANGE_LOG =
  /(?:^|\/)(?:change[-_ ]?logs?|changes|history|news|release[-_ ]?notes?|releases|what'?s[-_ ]?new)(?:$|[^\p{L}\p{N}/][^/]*$|(?:\.\p{L})?\/)/iu;

/** What changed when is no description of how it is, and no place of a change. */
export const isChangeLog = (path: string, role: Role): boolean => role.documentation && CHANGE_LOG.test(path);

const NAMED =
  /\bchange-?logs?\b|\bchange_logs?\b|\brelease[- ]?notes?\b|\b(?:release|version) history\b|\bwhat(?:['’]s| is| has| was)? (?:changed|new) (?:in|since|between|with)\b/i;
/** Words of the wish to see something, which say nothing about the thing. */
const SHOWING: ReadonlySet<string> = new Set("find show list open locate see search read look".split(" "));

/** Whether a task asks for them. "Change log" may also be two words of it: "change log level". */
export function asksForChangeLog(text: string): boolean {
  if (NAMED.test(text)) return true;
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !stopWords.has(word) && !SHOWING.has(word),
  );
  return /\bchange\s+logs?\b/i.test(text) && /^change logs?$/.test(words.join(" "));
}

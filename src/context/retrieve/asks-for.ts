import { signedNames } from "./signed-names.js";

/** The kind of files that a question asks for; undefined when it asks for what holds the answer, whatever it is. */
export type Wanted = "tests" | "documentation";

const TESTS_FOR =
  /\b(?:which|what|where|find|list|show|any|are there|is there an?)\b[^.?!\n]{0,60}\b(?:tests?|specs?)\b[^.?!\n]{0,20}\b(?:for|of|cover\w*|exercis\w+|check\w*|verif\w+|tests?)\b|^\s*(?:the\s+)?(?:unit |integration )?(?:tests?|specs?)\s+(?:for|of|covering|that (?:cover|test|check))\b|\bwhere\b[^.?!\n]{0,60}\b(?:tested|covered)\b/i;

/** Words of a question on how something is done inside. Code answers it, whatever option it names. */
const IMPLEMENTED =
  /\b(?:implement\w*|pars\w+|handled|defined|declared|resolved|computed|stored|written|works? internally|internals?|in the code|source code)\b/i;
const OPTION_WORD =
  /\b(?:options?|flags?|switch(?:es)?|settings?|config\w*|parameters?|arguments?|environment variables?|env vars?)\b/i;
/** How a reader asks what an option does or how to set it. */
const ON_USE =
  /^\s*(?:what (?:does|do|is|are)|how (?:do|can|should|would|to)(?: (?:i|you|we|one|users?))?\b|can (?:i|you|we)\b|which|is there|what (?:options?|flags?|settings?)|explain|meaning of|documentation (?:of|for))/i;
const TO_SET =
  /\b(?:configur\w*|set(?:ting)?|enable|disable|turn (?:on|off)|specify|pass|override|customi[sz]e|opt (?:in|out))\b/i;

/** What a question asks for. A report or a change asks for neither. */
export function wantedIn(question: string): Wanted | undefined {
  if (TESTS_FOR.test(question)) return "tests";
  if (!ON_USE.test(question) || IMPLEMENTED.test(question)) return undefined;
  const hasFlag = signedNames(question).some(({ written }) => written.startsWith("--"));
  return hasFlag || OPTION_WORD.test(question) || (/^\s*how\b/i.test(question) && TO_SET.test(question))
    ? "documentation"
    : undefined;
}

/** Words of a question for tests that say nothing about the subject of the tests. */
const ON_TESTING = /\b(?:tests?|tested|specs?|cover(?:s|ed|ing)?|exercis(?:e|es|ed|ing))\b/gi;

/** The words of a question that ask, rather than say what is asked about. */
export const askingWords = (question: string, wanted: Wanted | undefined): readonly string[] =>
  wanted === "tests" ? (question.match(ON_TESTING) ?? []) : [];

import { jinjaFamily } from "./families/jinja.js";
import type { Language } from "./language.js";

/** A statement of Jinja, and of languages with the same statements: Django, Tera, Askama. */
const STATEMENT =
  /\{%[-+]?\s*(?:extends|block|include|import|from|macro|if|for|set|load|with|call|filter|raw|autoescape|trans|url|csrf_token)\b/;

export const jinja: Language = {
  ...jinjaFamily,
  id: "jinja",
  family: "python",
  extensions: ["jinja", "jinja2", "j2"],
  shares: { extensions: ["html", "htm", "xml", "txt"], when: (text) => STATEMENT.test(text) },
};

import { cFamily, cQuery } from "./families/c.js";
import type { Language } from "./language.js";

export const c: Language = {
  ...cFamily,
  id: "c",
  extensions: ["c"],
  reports: { importLine: /#include/, definers: ["struct", "enum"], tools: ["compiler", "gcc"] },
  grammar: "c",
  query: cQuery,
  attached: /^\/\//,
};

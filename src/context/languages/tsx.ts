import { elementQuery } from "./families/ecmascript.js";
import { typescriptFamily, withoutTypeStar } from "./families/typescript.js";
import type { Language } from "./language.js";

export const tsx: Language = {
  ...typescriptFamily,
  id: "tsx",
  extensions: ["tsx"],
  grammar: "tsx",
  query: typescriptFamily.query + elementQuery,
  prepare: withoutTypeStar,
};

import { typescriptFamily, withoutTypeStar } from "./families/typescript.js";
import type { Language } from "./language.js";

export const tsx: Language = {
  ...typescriptFamily,
  id: "tsx",
  extensions: ["tsx"],
  grammar: "tsx",
  prepare: withoutTypeStar,
};

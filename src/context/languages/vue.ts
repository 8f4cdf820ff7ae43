import { component } from "./families/components.js";
import type { Language } from "./language.js";

export const vue: Language = { ...component, id: "vue", extensions: ["vue"] };

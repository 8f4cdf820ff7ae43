import { component } from "./families/components.js";
import type { Language } from "./language.js";
import { vueMarkup } from "./markup/vue.js";

export const vue: Language = { ...component, id: "vue", extensions: ["vue"], markup: vueMarkup };

import { jinjaFamily } from "./families/jinja.js";
import type { Language } from "./language.js";

export const twig: Language = { ...jinjaFamily, id: "twig", family: "php", extensions: ["twig"] };

import { jinjaFamily } from "./families/jinja.js";
import type { Language } from "./language.js";

export const nunjucks: Language = {
  ...jinjaFamily,
  id: "nunjucks",
  family: "ecmascript",
  extensions: ["njk", "nunjucks"],
};

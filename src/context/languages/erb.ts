import type { Language } from "./language.js";
import { delimitedMarkup } from "./markup/delimited.js";
import { ruby } from "./ruby.js";

/** `render "shared/nav"`, `render partial: "nav"`, `render(NavComponent.new)` is a call. */
const RENDER = /\brender\b[\s(]*(?:partial:\s*|layout:\s*|:partial\s*=>\s*)?["']([\w/-]+)["']/;

export const erb: Language = {
  ...ruby,
  id: "erb",
  family: "ruby",
  extensions: ["erb", "rhtml"],
  fileNames: [],
  interpreters: [],
  conventions: {},
  reports: {},
  modules: { importsArePaths: true },
  scopes: { ...ruby.scopes, rendered: true },
  markup: (text) =>
    delimitedMarkup(text, (code) => {
      const path = RENDER.exec(code)?.[1];
      // The file of a partial begins with an underscore.
      return path === undefined ? undefined : { module: `${path.replace(/([^/]+)$/, "_$1")}.html.erb` };
    }),
};

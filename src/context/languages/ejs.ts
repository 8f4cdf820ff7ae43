import { javascript } from "./javascript.js";
import type { Language } from "./language.js";
import { delimitedMarkup } from "./markup/delimited.js";

const INCLUDE = /\binclude\s*\(\s*["'`]([^"'`\n]+)["'`]/;

export const ejs: Language = {
  ...javascript,
  id: "ejs",
  extensions: ["ejs"],
  interpreters: [],
  conventions: {},
  reports: {},
  modules: { importsArePaths: true },
  scopes: { ...javascript.scopes, rendered: true },
  markup: (text) =>
    delimitedMarkup(text, (code) => {
      const path = INCLUDE.exec(code)?.[1];
      if (path === undefined) return undefined;
      const bare = path.replace(/^(?:\.{0,2}\/)+/, "");
      return { module: /\.\w+$/.test(bare) ? bare : `${bare}.ejs` };
    }),
};

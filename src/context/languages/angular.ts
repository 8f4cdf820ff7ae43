import { typescriptFamily } from "./families/typescript.js";
import type { Language } from "./language.js";
import { angularMarkup, angularQuery } from "./markup/angular.js";

/** What only templates of Angular contain: structural directives, bindings, events, blocks, its own elements. */
const SIGNS =
  /\s\*ng[A-Z]\w*=|\s\[\(?[a-zA-Z][\w.-]*\)?\]="|\s\((?:[a-z][\w.]*|[a-z]+[A-Z]\w*)\)="|<ng-(?:template|container|content)\b|^[ \t]{0,200}@(?:if|for|switch|defer)\s*\(|<router-outlet\b|\srouterLink(?:Active)?=/m;

export const angular: Language = {
  ...typescriptFamily,
  id: "angular",
  extensions: [],
  shares: {
    extensions: ["html"],
    when: (text, path) => /\.component\.html$/.test(path) || SIGNS.test(text),
  },
  scopes: { ...typescriptFamily.scopes, rendered: true },
  conventions: {},
  reports: {},
  grammar: "typescript",
  markup: angularMarkup,
  markupQuery: angularQuery,
};

import { ocamlFamily, ocamlQuery } from "./families/ocaml.js";
import type { Language } from "./language.js";

/** Declarations only, in a grammar of their own. */
export const ocamlInterface: Language = {
  ...ocamlFamily,
  id: "ocaml-interface",
  extensions: ["mli"],
  grammar: "ocaml_interface",
  grammarPackage: "tree-sitter-ocaml",
  query: ocamlQuery,
};

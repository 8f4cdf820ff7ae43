import { ocamlFamily, ocamlQuery } from "./families/ocaml.js";
import type { Language } from "./language.js";

/** Interface files (`.mli`) hold only declarations and have their own grammar. */
export const ocamlInterface: Language = {
  ...ocamlFamily,
  id: "ocaml-interface",
  extensions: ["mli"],
  grammar: "ocaml_interface",
  grammarPackage: "tree-sitter-ocaml",
  query: ocamlQuery,
};

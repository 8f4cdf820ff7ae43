import { ocamlFamily, ocamlQuery } from "./families/ocaml.js";
import type { Language } from "./language.js";
import { calleeOf } from "./reading/nodes.js";

export const ocaml: Language = {
  ...ocamlFamily,
  id: "ocaml",
  extensions: ["ml"],
  scopes: { ...ocamlFamily.scopes, typesNeedNoImport: true },
  grammar: "ocaml",
  grammarPackage: "tree-sitter-ocaml",
  query: `
    (compilation_unit (value_definition (let_binding) @variable))
    (structure (value_definition (let_binding) @variable))
    (let_binding) @function
    (class_binding) @class
    (method_definition) @method
    (application_expression) @invocation
    (value_path (module_path)) @invocation
    ${ocamlQuery}
  `,
  invocation: (node) => calleeOf(node.type === "value_path" ? node : node.childForFieldName("function")),
};

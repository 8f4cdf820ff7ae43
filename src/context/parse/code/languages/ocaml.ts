import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parsed.js";
import type { Found, Language } from "../language.js";
import { childOfType, found } from "../nodes.js";

/** A binding with a parameter is a function wherever it stands; others are definitions only in a module. */
function binding(whole: Node, kind: SymbolKind): Found[] {
  const body = whole.childForFieldName("body");
  const isFunction = childOfType(whole, "parameter") || /^fun(?:ction)?_expression$/.test(body?.type ?? "");
  const name = whole.childForFieldName("pattern");
  if (name?.type !== "value_name" || (!isFunction && kind === "function")) return [];
  return found(isFunction ? "function" : "variable", whole, name, isFunction ? body : null);
}

const valueName = (whole: Node): Found[] => found("function", whole, childOfType(whole, "value_name"));

export const ocaml: Language = {
  id: "ocaml",
  extensions: ["ml"],
  grammar: "ocaml",
  query: `
    (compilation_unit (value_definition (let_binding) @variable))
    (structure (value_definition (let_binding) @variable))
    (let_binding) @function
    (external) @function
    (value_specification) @function
    (module_definition) @namespace
    (module_type_definition) @interface
    (type_binding) @type
    (exception_definition) @type
    (class_binding) @class
    (method_definition) @method
    (application_expression) @invocation
    (open_module) @import
  `,
  read: {
    let_binding: binding,
    external: valueName,
    value_specification: valueName,
    module_definition: (whole) => {
      const module = childOfType(whole, "module_binding");
      return found(
        "namespace",
        whole,
        module && childOfType(module, "module_name"),
        module?.childForFieldName("body"),
      );
    },
    exception_definition: (whole) =>
      found("type", whole, childOfType(whole, "constructor_declaration")?.firstNamedChild),
  },
  attached: /^\[@/,
  blockComment: ["(*", "*)"],
  importOf: (statement) => {
    const module = /open!?\s+([\w.]+)/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

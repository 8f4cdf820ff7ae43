import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parse/parsed.js";
import type { Found } from "../language.js";
import { childOfType, found } from "../reading/nodes.js";

/**
 * A binding with a parameter is a function everywhere. Any other binding is a definition only at a module's
 * level.
 */
function binding(whole: Node, kind: SymbolKind): Found[] {
  const body = whole.childForFieldName("body");
  const isFunction = childOfType(whole, "parameter") || /^fun(?:ction)?_expression$/.test(body?.type ?? "");
  const name = whole.childForFieldName("pattern");
  if (
    !name ||
    !/^(?:value_name|parenthesized_operator)$/.test(name.type) ||
    (!isFunction && kind === "function")
  )
    return [];
  return found(isFunction ? "function" : "variable", whole, name, isFunction ? body : null);
}

/**
 * Reads the name from a child of one of these types, since the grammar has no field for it in most
 * definitions.
 */
const named =
  (...types: readonly string[]) =>
  (whole: Node, kind: SymbolKind): Found[] =>
    found(kind, whole, childOfType(whole, ...types), whole.childForFieldName("body"));
const valueName = named("value_name", "parenthesized_operator");

/** Query patterns that implementations and interfaces share. */
export const ocamlQuery = `
    (external) @function
    (value_specification) @function
    (module_definition) @namespace
    (module_type_definition) @interface
    (type_binding) @type
    (exception_definition) @type
    (open_module) @import
    (module_path) @import
    (extended_module_path) @import
    (module_name) @mention
`;

export const ocamlFamily = {
  family: "ocaml",
  // Nothing is surely external: a module that matches no file may be defined inside one.
  modules: { isExternal: () => false, interfacesBeside: true },
  scopes: { ownReceivers: ["self"], namespaces: true },
  reports: { definers: ["module", "type", "class"] },
  read: {
    let_binding: binding,
    external: valueName,
    value_specification: valueName,
    module_type_definition: named("module_type_name"),
    class_binding: named("class_name"),
    method_definition: named("method_name"),
    module_definition: (whole: Node) => {
      const module = childOfType(whole, "module_binding");
      return found(
        "namespace",
        whole,
        module && childOfType(module, "module_name"),
        module?.childForFieldName("body"),
      );
    },
    exception_definition: (whole: Node) =>
      found("type", whole, childOfType(whole, "constructor_declaration")?.firstNamedChild),
  },
  attached: /^\[@/,
  blockComment: ["(*", "*)"],
  importsAreUses: true,
  // Keep the last segment only: the library's name before it is not a file name.
  importOf: (statement: string) => {
    const opened = /^open!?\s+([\w.]+)/.exec(statement)?.[1];
    if (opened) return [{ module: opened, names: [{ name: "*" }] }];
    const module = statement.split(".").pop() ?? "";
    return /^[A-Z][\w']*$/.test(module) ? [{ module, names: [] }] : [];
  },
} as const;

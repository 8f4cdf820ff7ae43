import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { childOfType, children, found } from "./reading/nodes.js";

const CONTAINERS: Readonly<Record<string, SymbolKind>> = {
  struct_declaration: "struct",
  enum_declaration: "enum",
  union_declaration: "struct",
  opaque_declaration: "struct",
  error_set_declaration: "enum",
};

/** A constant; a type definition when its value is a struct, an enum or the like. */
function variable(whole: Node, kind: SymbolKind): Found[] {
  const value = children(whole).find((child) => CONTAINERS[child.type]);
  const name = childOfType(whole, "identifier");
  if (!value) return kind === "constant" ? found(kind, whole, name) : [];
  const open = value.text.indexOf("{");
  return found(CONTAINERS[value.type]!, whole, name, null, {
    ...(open < 0 ? {} : { bodyStart: value.startIndex + open }),
  });
}

export const zig: Language = {
  id: "zig",
  extensions: ["zig", "zon"],
  modules: { namedWhole: ["zon"] },
  scopes: { ownReceivers: ["self"], namespaces: true },
  reports: { definers: ["fn", "const"] },
  grammar: "zig",
  query: `
    (function_declaration) @function
    (source_file (variable_declaration) @constant)
    (variable_declaration) @struct
    (test_declaration) @test
    (call_expression) @invocation
    (variable_declaration) @import
  `,
  read: {
    variable_declaration: variable,
    test_declaration: (whole) =>
      found("test", whole, childOfType(whole, "string", "identifier"), childOfType(whole, "block")),
  },
  lineComment: "//",
  attached: /^\/\//,
  importOf: (statement) => {
    const match = /^(?:pub\s+)?(?:const|var)\s+(\w+)\b[^={;]*=\s*@import\("([^"]+)"\)/.exec(statement);
    return match ? [{ module: match[2]!, names: [{ name: "*", alias: match[1]! }] }] : [];
  },
};

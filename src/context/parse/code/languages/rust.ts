import type { Import } from "../../parsed.js";
import { implemented, type Language, splitTopLevel } from "../language.js";

/** `a::{b, c::{d, e as f}}` as one import for each module. */
function useTree(path: string, prefix: string): Omit<Import, "line">[] {
  const open = path.indexOf("{");
  if (open < 0) {
    const [whole = "", alias] = path.split(/\s+as\s+/);
    const segments = `${prefix}${whole.trim()}`.split("::");
    const name = segments.pop() ?? "";
    return name === ""
      ? []
      : [{ module: segments.join("::") || name, names: [alias ? { name, alias: alias.trim() } : { name }] }];
  }
  const before = `${prefix}${path.slice(0, open).trim()}`;
  const inside = path.slice(open + 1, path.lastIndexOf("}"));
  return splitTopLevel(inside).flatMap((part) => useTree(part.trim(), before));
}

export const rust: Language = {
  id: "rust",
  extensions: ["rs"],
  grammar: "rust",
  query: `
    (function_item name: (identifier) @name body: (block) @body) @function
    (function_signature_item name: (identifier) @name) @function
    (struct_item name: (type_identifier) @name body: (_)? @body) @struct
    (enum_item name: (type_identifier) @name body: (_) @body) @enum
    (union_item name: (type_identifier) @name body: (_) @body) @struct
    (trait_item name: (type_identifier) @name body: (_) @body) @trait
    (impl_item trait: (_) @bases type: (_) @name body: (_) @body) @class
    (impl_item type: (_) @name body: (_) @body) @class
    (type_item name: (type_identifier) @name) @type
    (mod_item name: (identifier) @name body: (_) @body) @namespace
    (macro_definition name: (identifier) @name) @macro
    (const_item name: (identifier) @name) @constant
    (static_item name: (identifier) @name) @constant
    (call_expression function: (identifier) @call)
    (call_expression function: (field_expression value: (_) @receiver field: (field_identifier) @call))
    (call_expression function: (scoped_identifier path: (_) @receiver name: (identifier) @call))
    (macro_invocation macro: (identifier) @call)
    (type_identifier) @type
    (use_declaration) @import
  `,
  attached: /^(?:\/\/|#!?\[)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) =>
    implemented([
      text
        .replace(/<[\s\S]*$/, "")
        .split("::")
        .pop()!
        .trim(),
    ]),
  isTest: (_name, attached) => /#\[(?:\w+::)*test\b/.test(attached),
  importOf: (statement) => useTree(statement.replace(/^[\s\S]*?\buse\s+/, "").replace(/;\s*$/, ""), ""),
};

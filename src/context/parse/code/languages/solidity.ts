import { inherited, type Language, lastSegment } from "../language.js";

export const solidity: Language = {
  id: "solidity",
  extensions: ["sol"],
  grammar: "solidity",
  query: `
    (contract_declaration name: (identifier) @name (inheritance_specifier)* @bases body: (_) @body) @class
    (interface_declaration name: (identifier) @name body: (_) @body) @interface
    (library_declaration name: (identifier) @name body: (_) @body) @class
    (function_definition name: (identifier) @name body: (_)? @body) @function
    (modifier_definition name: (identifier) @name body: (_)? @body) @function
    (event_definition name: (identifier) @name) @type
    (struct_declaration name: (identifier) @name) @struct
    (call_expression function: (identifier) @call)
    (call_expression function: (member_expression object: (_) @receiver property: (identifier) @call))
    (import_directive) @import
  `,
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  basesOf: (text) => inherited([lastSegment(text.replace(/\([\s\S]*$/, "").trim())]),
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

import { inherited, type Language } from "../language.js";

export const objectiveC: Language = {
  id: "objective-c",
  extensions: ["m", "mm"],
  grammar: "objc",
  query: `
    (class_interface . (identifier) @name superclass: (identifier)? @bases) @interface
    (class_implementation . (identifier) @name) @class
    (protocol_declaration . (identifier) @name) @interface
    (method_definition (method_type) . (identifier) @name (compound_statement) @body) @method
    (method_declaration (method_type) . (identifier) @name) @method
    (function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body) @function
    (call_expression function: (identifier) @call)
    (message_expression receiver: (_) @receiver method: (identifier) @call)
    (preproc_include) @import
  `,
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  basesOf: (text) => inherited([text]),
  importOf: (statement) => {
    const module = /[<"]([^>"]+)[>"]/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

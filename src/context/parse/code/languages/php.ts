import { extendsAndImplements, type Language } from "../language.js";

export const php: Language = {
  id: "php",
  extensions: ["php", "phtml", "inc"],
  interpreters: ["php"],
  grammar: "php",
  query: `
    (class_declaration name: (name) @name (base_clause)? @bases (class_interface_clause)? @bases body: (_) @body) @class
    (interface_declaration name: (name) @name (base_clause)? @bases body: (_) @body) @interface
    (trait_declaration name: (name) @name body: (_) @body) @trait
    (enum_declaration name: (name) @name body: (_) @body) @enum
    (method_declaration name: (name) @name body: (_)? @body) @method
    (function_definition name: (name) @name body: (_) @body) @function
    (const_declaration (const_element (name) @name)) @property
    (function_call_expression function: (name) @call)
    (member_call_expression object: (_) @receiver name: (name) @call)
    (scoped_call_expression scope: (_) @receiver name: (name) @call)
    (object_creation_expression (name) @call)
    (namespace_use_declaration) @import
  `,
  attached: /^(?:\/\/|#)/,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  isTest: (name) => /^test[A-Z_]/.test(name),
  importOf: (statement) =>
    [...statement.matchAll(/([\w\\]+)(?:\s+as\s+(\w+))?\s*(?=[,;}])/g)].map(([, module = "", alias]) => {
      const name = module.split("\\").pop()!;
      return { module: module.replaceAll("\\", "/"), names: [alias ? { name, alias } : { name }] };
    }),
};

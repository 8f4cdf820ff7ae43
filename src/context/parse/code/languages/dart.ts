import { extendsAndImplements, type Language } from "../language.js";

export const dart: Language = {
  id: "dart",
  extensions: ["dart"],
  grammar: "dart",
  query: `
    (class_definition name: (identifier) @name superclass: (_)? @bases interfaces: (_)? @bases body: (_) @body) @class
    (mixin_declaration (identifier) @name (class_body) @body) @trait
    (extension_declaration name: (identifier) @name body: (_) @body) @class
    (enum_declaration name: (identifier) @name body: (_) @body) @enum
    (function_signature name: (identifier) @name) @function
    (constructor_signature name: (identifier) @name) @constructor
    (type_alias . (type_identifier) @name) @type
    (import_or_export) @import
    (type_identifier) @type
  `,
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) => extendsAndImplements(text.replace(/\bwith\b/, ",")),
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

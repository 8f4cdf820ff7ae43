import type { Language } from "./language.js";
import { inherited, lastSegment, splitTopLevel } from "./reading/names.js";
import { calleeIn, found } from "./reading/nodes.js";

export const solidity: Language = {
  id: "solidity",
  extensions: ["sol"],
  modules: { namedWhole: ["sol"], opensAll: true },
  scopes: { ownReceivers: ["this"], parentReceivers: ["super"], implicitReceiver: true },
  reports: { importLine: /import/, definers: ["function", "struct", "enum", "interface"] },
  grammar: "solidity",
  query: `
    (contract_declaration) @class
    (interface_declaration) @interface
    (library_declaration) @class
    (function_definition) @function
    (constructor_definition) @constructor
    (modifier_definition) @function
    (event_definition) @type
    (error_declaration) @type
    (struct_declaration) @struct
    (enum_declaration) @enum
    (state_variable_declaration) @property
    (constant_variable_declaration) @constant
    (call_expression) @invocation
    (emit_statement) @invocation
    (user_defined_type) @mention
    (import_directive) @import
  `,
  read: {
    constructor_definition: (whole) =>
      found("constructor", whole, "constructor", whole.childForFieldName("body")),
  },
  heritage: ["inheritance_specifier"],
  invocation: calleeIn("function"),
  lineComment: "//",
  isTest: (name) => /^test[A-Z_]/.test(name),
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  basesOf: (text) =>
    inherited(splitTopLevel(text).map((part) => lastSegment(part.replace(/\([\s\S]*$/, "").trim()))),
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

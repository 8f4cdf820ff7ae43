import { baseNames, implemented, inherited, type Language } from "../language.js";

export const csharp: Language = {
  id: "csharp",
  extensions: ["cs", "csx"],
  grammar: "c_sharp",
  query: `
    (class_declaration name: (identifier) @name bases: (base_list)? @bases body: (_) @body) @class
    (interface_declaration name: (identifier) @name bases: (base_list)? @bases body: (_) @body) @interface
    (struct_declaration name: (identifier) @name bases: (base_list)? @bases body: (_) @body) @struct
    (record_declaration name: (identifier) @name) @class
    (enum_declaration name: (identifier) @name body: (_) @body) @enum
    (namespace_declaration name: (_) @name body: (_) @body) @namespace
    (method_declaration name: (identifier) @name body: (_)? @body) @method
    (constructor_declaration name: (identifier) @name body: (_) @body) @constructor
    (property_declaration name: (identifier) @name) @property
    (delegate_declaration name: (identifier) @name) @type
    (invocation_expression function: (identifier) @call)
    (invocation_expression function: (member_access_expression expression: (_) @receiver name: (identifier) @call))
    (object_creation_expression type: (identifier) @call)
    (using_directive) @import
  `,
  attached: /^(?:\/\/|\[)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) => {
    const names = baseNames(text);
    return [
      ...inherited(names.filter((name) => !/^I[A-Z]/.test(name))),
      ...implemented(names.filter((name) => /^I[A-Z]/.test(name))),
    ];
  },
  isTest: (_name, attached) => /\[(?:Fact|Theory|Test|TestMethod)\b/.test(attached),
  importOf: (statement) => {
    const module = /using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

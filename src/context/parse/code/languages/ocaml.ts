import type { Language } from "../language.js";

export const ocaml: Language = {
  id: "ocaml",
  extensions: ["ml"],
  grammar: "ocaml",
  query: `
    (value_definition (let_binding pattern: (value_name) @name body: (_) @body)) @function
    (module_definition (module_binding name: (module_name) @name body: (_)? @body)) @namespace
    (type_definition (type_binding name: (type_constructor) @name body: (_)? @body)) @type
    (class_definition (class_binding name: (class_name) @name body: (_) @body)) @class
    (method_definition name: (method_name) @name body: (_) @body) @method
    (application_expression function: (value_path (value_name) @call))
    (open_module) @import
  `,
  attached: /^\[@/,
  blockComment: ["(*", "*)"],
  importOf: (statement) => {
    const module = /open!?\s+([\w.]+)/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

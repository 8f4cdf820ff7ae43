import { importedNames, type Language } from "../language.js";

export const python: Language = {
  id: "python",
  extensions: ["py", "pyi", "pyx", "pxd"],
  fileNames: ["SConstruct", "SConscript", "wscript"],
  interpreters: ["python", "python2", "python3"],
  grammar: "python",
  query: `
    (class_definition name: (identifier) @name superclasses: (argument_list)? @bases body: (block) @body) @class
    (function_definition name: (identifier) @name body: (block) @body) @function
    (module (expression_statement (assignment left: (identifier) @name)) @variable)
    (call function: (identifier) @call)
    (call function: (attribute object: (_) @receiver attribute: (identifier) @call))
    (import_statement) @import
    (import_from_statement) @import
    (decorator (identifier) @call)
    (type (identifier) @type)
  `,
  attached: /^(?:#|@)/,
  docstring: true,
  isTest: (name) => /^test_|^Test[A-Z]/.test(name),
  importOf: (statement) => {
    const from = /^from\s+([\w.]+)\s+import\s+\(?([\s\S]*?)\)?$/.exec(statement.replace(/#.*$/gm, ""));
    if (from) return [{ module: from[1]!, names: importedNames(from[2]!) }];
    return importedNames(statement.replace(/^import\s+/, "")).map(({ name, alias }) => ({
      module: name,
      names: alias ? [{ name: name.split(".").pop()!, alias }] : [],
    }));
  },
};

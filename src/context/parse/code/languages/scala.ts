import { inherited, type Language, splitTopLevel } from "../language.js";

export const scala: Language = {
  id: "scala",
  extensions: ["scala", "sc", "sbt"],
  grammar: "scala",
  query: `
    (class_definition name: (identifier) @name extend: (extends_clause)? @bases body: (_)? @body) @class
    (object_definition name: (identifier) @name extend: (extends_clause)? @bases body: (_)? @body) @class
    (trait_definition name: (identifier) @name extend: (extends_clause)? @bases body: (_)? @body) @trait
    (function_definition name: (_) @name body: (_)? @body) @function
    (function_declaration name: (_) @name) @function
    (type_definition name: (type_identifier) @name) @type
    (template_body (val_definition pattern: (identifier) @name) @property)
    (call_expression function: (identifier) @call)
    (call_expression function: (field_expression value: (_) @receiver field: (identifier) @call))
    (type_identifier) @type
    (import_declaration) @import
  `,
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) =>
    inherited(
      text
        .replace(/^\s*extends\s+/, "")
        .split(/\s+with\s+/)
        .map((part) => /^[\w.]+/.exec(part.trim())?.[0].split(".").pop() ?? "")
        .filter((name) => name !== ""),
    ),
  importOf: (statement) =>
    splitTopLevel(statement.replace(/^import\s+/, "")).flatMap((part) => {
      const grouped = /^\s*([\w.]+)\.\{([^}]*)\}/.exec(part);
      if (grouped)
        return [
          {
            module: grouped[1]!,
            names: grouped[2]!
              .split(",")
              .map((item) => item.trim().split(/\s*=>\s*|\s+as\s+/))
              .map(([name = "", alias]) => (alias ? { name, alias } : { name })),
          },
        ];
      const path = part.trim().split(".");
      const name = path.pop() ?? "";
      return [{ module: path.join("."), names: name === "_" || name === "*" ? [] : [{ name }] }];
    }),
};

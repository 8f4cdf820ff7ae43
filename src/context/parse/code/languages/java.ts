import { extendsAndImplements, type Language } from "../language.js";

/** `import static a.b.C.d;` and its like in JVM languages. */
export function dottedImport(
  statement: string,
): { module: string; names: { name: string; alias?: string }[] }[] {
  const match = /import\s+(?:static\s+)?([\w.]+?)(?:\.([\w]+|\*|_))?\s*(?:(?:as|=>)\s+(\w+)\s*)?;?\s*$/.exec(
    statement.trim(),
  );
  if (!match) return [];
  const [, module = "", name, alias] = match;
  if (!name || name === "*" || name === "_") return [{ module, names: [] }];
  return [{ module: `${module}.${name}`, names: [alias ? { name, alias } : { name }] }];
}

export const java: Language = {
  id: "java",
  extensions: ["java"],
  grammar: "java",
  query: `
    (class_declaration name: (identifier) @name superclass: (superclass)? @bases interfaces: (super_interfaces)? @bases body: (class_body) @body) @class
    (interface_declaration name: (identifier) @name (extends_interfaces)? @bases body: (interface_body) @body) @interface
    (enum_declaration name: (identifier) @name body: (enum_body) @body) @enum
    (record_declaration name: (identifier) @name body: (class_body) @body) @class
    (annotation_type_declaration name: (identifier) @name body: (_) @body) @interface
    (method_declaration name: (identifier) @name body: (block)? @body) @method
    (constructor_declaration name: (identifier) @name body: (_) @body) @constructor
    (field_declaration declarator: (variable_declarator name: (identifier) @name)) @property
    (method_invocation object: (_)? @receiver name: (identifier) @call)
    (object_creation_expression type: (type_identifier) @call)
    (type_identifier) @type
    (import_declaration) @import
  `,
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  importOf: dottedImport,
};

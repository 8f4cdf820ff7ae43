import { extendsAndImplements, type Language } from "./language.js";
import { calleeApart, calleeOf, children, shared } from "./nodes.js";

/** Of one name; the pattern tries each of its dots. */
const LONGEST_IMPORT = 500;

/** `import static a.b.C.d;` and its like in JVM languages. */
export function dottedImport(
  statement: string,
): { module: string; names: { name: string; alias?: string }[] }[] {
  if (statement.length > LONGEST_IMPORT) return [];
  const match = /import\s+(?:static\s+)?([\w.]+?)(?:\.([\w]+|\*|_))?\s*(?:(?:as|=>)\s+(\w+)\s*)?;?\s*$/.exec(
    statement.trim(),
  );
  if (!match) return [];
  const [, module = "", name, alias] = match;
  if (!name || name === "*" || name === "_") return [{ module, names: name ? [{ name: "*" }] : [] }];
  return [{ module: `${module}.${name}`, names: [alias ? { name, alias } : { name }] }];
}

export const java: Language = {
  id: "java",
  extensions: ["java"],
  grammar: "java",
  query: `

    (class_declaration) @class
    (interface_declaration) @interface
    (enum_declaration) @enum
    (record_declaration) @class
    (annotation_type_declaration) @interface
    (method_declaration) @method
    (constructor_declaration) @constructor
    (compact_constructor_declaration) @constructor
    (field_declaration) @property
    (method_invocation) @invocation
    (object_creation_expression) @invocation
    (type_identifier) @mention
    (import_declaration) @import
  `,
  read: {
    field_declaration: (whole) =>
      shared(
        "property",
        whole,
        children(whole)
          .filter((child) => child.type === "variable_declarator")
          .map((child) => child.childForFieldName("name"))
          .filter((name) => name !== null),
      ),
  },
  heritage: ["superclass", "super_interfaces", "extends_interfaces"],
  invocation: (node) =>
    node.type === "method_invocation"
      ? calleeApart("object", "name")(node)
      : calleeOf(node.childForFieldName("type")),
  decorator: /@(?!interface\b)[\w.]+/y,
  lineComment: "//",
  isTest: (_name, attached) => /@(?:\w+\.)*(?:Parameterized|Repeated)?Test\b/.test(attached),
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  importOf: dottedImport,
};

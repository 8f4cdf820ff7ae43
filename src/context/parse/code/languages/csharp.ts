import type { Node } from "web-tree-sitter";
import { baseNames, type Found, implemented, inherited, type Language } from "../language.js";
import { calleeOf, childOfType, children, found, shared } from "../nodes.js";

/** The names of `int a = 1, b;`. */
function fields(whole: Node): Found[] {
  const declaration = childOfType(whole, "variable_declaration");
  const names = declaration
    ? children(declaration)
        .filter((child) => child.type === "variable_declarator")
        .map((child) => child.childForFieldName("name") ?? child.firstNamedChild)
        .filter((name) => name !== null)
    : [];
  return shared("property", whole, names);
}

/** The accessors are the body of a property, and so is what stands behind `=>`. */
const property = (whole: Node): Found[] =>
  found(
    "property",
    whole,
    whole.childForFieldName("name"),
    whole.childForFieldName("accessors") ?? whole.childForFieldName("value"),
  );

const operator = (whole: Node): Found[] =>
  found(
    "method",
    whole,
    /\boperator\s*\S+?(?=\s*\()/.exec(whole.text)?.[0].replace(/\s+/g, ""),
    whole.childForFieldName("body"),
  );

export const csharp: Language = {
  id: "csharp",
  extensions: ["cs", "csx"],
  grammar: "c_sharp",
  query: `
    (class_declaration) @class
    (interface_declaration) @interface
    (struct_declaration) @struct
    (record_declaration) @class
    (record_struct_declaration) @struct
    (enum_declaration) @enum
    (namespace_declaration) @namespace
    (method_declaration) @method
    (local_function_statement) @function
    (constructor_declaration) @constructor
    (operator_declaration) @method
    (property_declaration) @property
    (field_declaration) @property
    (event_field_declaration) @property
    (delegate_declaration) @type
    (invocation_expression) @invocation
    (object_creation_expression) @invocation
    (using_directive) @import
  `,
  read: {
    field_declaration: fields,
    event_field_declaration: fields,
    property_declaration: property,
    operator_declaration: operator,
  },
  heritage: ["base_list"],
  invocation: (node) => calleeOf(node.childForFieldName("function") ?? node.childForFieldName("type")),
  decorator: /\[/y,
  lineComment: "//",
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

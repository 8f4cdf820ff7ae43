import type { Node } from "web-tree-sitter";
import type { Base } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { beginsOrEndsWithTest, endsWithExample } from "./reading/conventions.js";
import { typedDeclarations } from "./reading/declarations.js";
import { baseNames, implemented, inherited } from "./reading/names.js";
import { calleeOf, childOfType, children, found, shared } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

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

/** Characters of a declaration that contain its attributes, modifiers and keyword. */
const HEAD = 400;
/** The same for declarations whose attributes may contain text. */
const LONGEST_HEAD = 2000;

/** The body of a property is its accessors, or its expression after `=>`. */
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
    /\boperator\s*\S+?(?=\s*\()/.exec(whole.text.slice(0, LONGEST_HEAD))?.[0].replace(/\s+/g, ""),
    whole.childForFieldName("body"),
  );

/** Names like `IShelf` are interfaces by convention: the syntax of a base list does not distinguish them. */
function basesOf(text: string): Base[] {
  const names = baseNames(text);
  return [
    ...inherited(names.filter((name) => !/^I[A-Z]/.test(name))),
    ...implemented(names.filter((name) => /^I[A-Z]/.test(name))),
  ];
}

export const csharp: Language = {
  id: "csharp",
  extensions: ["cs", "csx"],
  modules: { namedWhole: ["csx"], opensAll: true, folderIsScope: true },
  scopes: {
    ownReceivers: ["this"],
    parentReceivers: ["base"],
    implicitReceiver: true,
    namespaces: true,
    typesNeedNoImport: true,
    isPart: ({ signature }) => /\bpartial\b/.test(signature),
  },
  conventions: {
    test: beginsOrEndsWithTest,
    example: endsWithExample,
    generated: /\.(?:gen|designer|g|g\.i)\.cs$/i,
    lockFiles: ["packages.lock.json", "project.assets.json", "paket.lock"],
  },
  reports: {
    importLine: /using/,
    definers: ["class", "struct", "interface", "enum"],
    errorPackages: ["System"],
    errors: wordSet(
      "AccessViolationException AggregateException ApplicationException ArgumentException ArgumentNullException",
      "ArgumentOutOfRangeException ArithmeticException BadImageFormatException DirectoryNotFoundException",
      "DivideByZeroException DllNotFoundException Exception FileLoadException FileNotFoundException",
      "FormatException IOException IndexOutOfRangeException InvalidCastException InvalidOperationException",
      "InvalidProgramException KeyNotFoundException MissingFieldException MissingMethodException",
      "NotImplementedException NotSupportedException NullReferenceException ObjectDisposedException",
      "OperationCanceledException OutOfMemoryException OverflowException StackOverflowException",
      "TaskCanceledException TimeoutException TypeInitializationException TypeLoadException",
      "UnauthorizedAccessException",
    ),
  },
  occurrences: {
    longStrings: ['"""'],
    interpolation: /^\$["][\s\S]*\{[^{}]*$/,
    declarations: typedDeclarations,
    key: /^\s*(?:=(?!=)|:(?!:))/,
  },
  grammar: "c_sharp",
  grammarPackage: "tree-sitter-c-sharp",
  query: `
    (class_declaration) @class
    (interface_declaration) @interface
    (struct_declaration) @struct
    (record_declaration) @class
    (enum_declaration) @enum
    (enum_member_declaration) @property
    (namespace_declaration) @namespace
    (method_declaration) @method
    (local_function_statement) @function
    (constructor_declaration) @constructor
    (operator_declaration) @method
    (property_declaration) @property
    (field_declaration) @property
    (event_field_declaration) @property
    (event_declaration) @property
    (indexer_declaration) @property
    (conversion_operator_declaration) @method
    (delegate_declaration) @type
    (invocation_expression) @invocation
    (object_creation_expression) @invocation
    (_ type: (identifier) @mention)
    (_ returns: (identifier) @mention)
    (_ type: (generic_name . (identifier) @mention))
    (_ returns: (generic_name . (identifier) @mention))
    (type_argument_list (generic_name . (identifier) @mention))
    (base_list (generic_name . (identifier) @mention))
    (type_argument_list (identifier) @mention)
    (base_list (identifier) @mention)
    (as_expression right: (identifier) @mention)
    (attribute name: (identifier) @mention)
    (using_directive) @import
  `,
  read: {
    field_declaration: fields,
    event_field_declaration: fields,
    property_declaration: property,
    operator_declaration: operator,
    conversion_operator_declaration: operator,
    indexer_declaration: (whole) =>
      found(
        "property",
        whole,
        "this",
        whole.childForFieldName("accessors") ?? whole.childForFieldName("value"),
      ),
    record_declaration: (whole) =>
      found(
        /\brecord\s+struct\b/.test(whole.text.slice(0, HEAD)) ? "struct" : "class",
        whole,
        whole.childForFieldName("name"),
        whole.childForFieldName("body"),
        { bases: basesOf(childOfType(whole, "base_list")?.text ?? "") },
      ),
  },
  heritage: ["base_list"],
  invocation: (node) => calleeOf(node.childForFieldName("function") ?? node.childForFieldName("type")),
  decorator: /\[/y,
  lineComment: "//",
  attached: /^(?:\/\/|\[)/,
  blockComment: ["/*", "*/"],
  basesOf,
  isTest: (_name, attached) => /\[(?:Fact|Theory|Test|TestMethod)\b/.test(attached),
  importOf: (statement) => {
    const module = /using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

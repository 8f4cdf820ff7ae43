import { dottedImport, jvm } from "./families/jvm.js";
import type { Language } from "./language.js";
import { typedDeclarations } from "./reading/declarations.js";
import { extendsAndImplements } from "./reading/names.js";
import { calleeOf, children, shared } from "./reading/nodes.js";
import { assignment, typeBefore, untyped } from "./reading/type-rules.js";

export const java: Language = {
  id: "java",
  extensions: ["java"],
  ...jvm,
  occurrences: {
    longStrings: ['"""'],
    declarations: typedDeclarations,
    functionValue: /::\s*$/,
    label: /\bcase\s+(?:\w+\s*,\s*)*$/,
  },
  scopes: {
    ...jvm.scopes,
    types: {
      variables: [...typeBefore, ...untyped, ...assignment],
      result: "before",
      wrappers: ["Optional"],
    },
  },
  conventions: {
    ...jvm.conventions,
    lockFiles: ["gradle.lockfile", "buildscript-gradle.lockfile", "maven_install.json"],
  },
  reports: { ...jvm.reports, definers: ["class", "interface", "enum"], tools: ["java"] },
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
    (constant_declaration) @property
    (enum_constant) @property
    (method_invocation arguments: (_) @arguments)
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
  invocation: (node) => calleeOf(node.childForFieldName("type")),
  decorator: /@(?!interface\b)[\w.]+/y,
  lineComment: "//",
  isTest: (_name, attached) => /@(?:\w+\.)*(?:Parameterized|Repeated)?Test\b/.test(attached),
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  importOf: dottedImport,
};

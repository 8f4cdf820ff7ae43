import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { endsWithTest } from "./reading/conventions.js";
import { typedDeclarations } from "./reading/declarations.js";
import { onlyName } from "./reading/manifests.js";
import { extendsAndImplements } from "./reading/names.js";
import { calleeAt, found } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

/**
 * Reads a signature node. A method's node wraps the signature of a constructor, an operator, a getter or a
 * function.
 */
function signature(whole: Node, kind: SymbolKind): Found[] {
  const inner = whole.type === "method_signature" ? whole.firstNamedChild : whole;
  if (!inner) return [];
  if (/constructor/.test(inner.type)) {
    const name = /^(?:const\s+|factory\s+|external\s+)*([\w.]+)/.exec(inner.text)?.[1];
    // `Shelf.open` is the constructor `open` of Shelf.
    const [type, named] = name?.split(".") ?? [];
    return found("constructor", whole, named ?? name, null, named && type ? { owner: type } : {});
  }
  if (inner.type === "operator_signature")
    return found(kind, whole, /\boperator\s*[^\s(]+/.exec(inner.text)?.[0].replace(/\s+/g, ""));
  return found(kind, whole, inner.childForFieldName("name"));
}

export const dart: Language = {
  id: "dart",
  extensions: ["dart"],
  modules: {
    opensAll: true,
    // The library file of a package reexports its public files.
    reexports: true,
    manifests: [{ fileName: "pubspec.yaml", read: (text) => onlyName(/^name:\s*(\w+)/m.exec(text)?.[1]) }],
    packagePath: (module) => module.replace(/^package:/, ""),
    exactPath: (module, { folder }) => (module.includes(":") ? undefined : `${folder}/${module}`),
  },
  scopes: { ownReceivers: ["this"], parentReceivers: ["super"], implicitReceiver: true },
  conventions: {
    test: endsWithTest,
    generated: /\.(?:pb|g|freezed|gr|mocks|config)\.dart$/i,
    lockFiles: ["pubspec.lock"],
  },
  reports: {
    importLine: /import/,
    definers: ["class", "enum"],
    errors: wordSet(
      "ArgumentError AssertionError Exception FormatException LateInitializationError NoSuchMethodError",
      "RangeError StateError StackOverflowError TypeError UnimplementedError UnsupportedError",
    ),
  },
  occurrences: {
    longStrings: ['"""', "'''"],
    shortStrings: ['"', "'"],
    interpolation: /\$$|\$\{[^{}]*$/,
    declarations: typedDeclarations,
    key: /^:(?!:)/,
  },
  grammar: "dart",
  query: `
    (class_definition) @class
    (mixin_declaration (identifier) @name (class_body) @body) @trait
    (extension_declaration) @class
    (enum_declaration) @enum
    (enum_constant) @property
    (method_signature) @method
    (function_signature) @function
    (getter_signature) @function
    (constructor_signature) @constructor
    (constant_constructor_signature) @constructor
    (redirecting_factory_constructor_signature) @constructor
    (program (static_final_declaration_list (static_final_declaration) @constant))
    (function_body) @tail
    (type_alias . (type_identifier) @name) @type
    (import_or_export) @import
    (type_identifier) @mention
    (argument_part) @invocation
  `,
  read: {
    method_signature: signature,
    function_signature: signature,
    getter_signature: signature,
    constructor_signature: signature,
    constant_constructor_signature: signature,
    redirecting_factory_constructor_signature: signature,
    static_final_declaration: (whole) => found("constant", whole, whole.firstNamedChild),
  },
  // The callee is the text before the node of the arguments.
  invocation: (node, text) => calleeAt(text, node.startIndex),
  heritage: ["superclass", "interfaces"],
  decorator: /@[\w.]+/y,
  lineComment: "//",
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) => extendsAndImplements(text.replace(/\bwith\b/g, ",")),
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    if (!module) return [];
    return /^\s*export\b/.test(statement)
      ? [{ module, names: [], reexports: true }]
      : [{ module, names: [] }];
  },
};

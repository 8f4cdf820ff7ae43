import type { Node } from "web-tree-sitter";
import { blank } from "../parse/code/text.js";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { endsWithExample, endsWithTest } from "./reading/conventions.js";
import { keywordDeclarations } from "./reading/declarations.js";
import { baseNames, inherited } from "./reading/names.js";
import { children, found } from "./reading/nodes.js";

/** The grammar uses `class_declaration` for structures, enumerations, actors and extensions too. */
function type(whole: Node): Found[] {
  const name = whole.childForFieldName("name");
  const head = whole.text.slice(0, (name?.startIndex ?? whole.startIndex) - whole.startIndex);
  const keyword = /\b(struct|enum)\s+$/.exec(head)?.[1];
  const bases = children(whole)
    .filter((child) => child.type === "inheritance_specifier")
    .flatMap((child) => baseNames(child.text));
  return found(
    (keyword as "struct" | "enum" | undefined) ?? "class",
    whole,
    name,
    whole.childForFieldName("body"),
    {
      bases: inherited(bases),
    },
  );
}

/** Reads the name from the text, since the grammar has no field for an operator's name. */
const callable = (whole: Node): Found[] => {
  const body = whole.childForFieldName("body");
  const head = whole.text.slice(0, body ? body.startIndex - whole.startIndex : undefined);
  const name = /\bfunc\s+(`\w+`|\w+|[^\s\w(]+)/.exec(head)?.[1]?.replaceAll("`", "");
  return found("function", whole, name, body);
};

const property = (whole: Node, kind: SymbolKind): Found[] =>
  found(
    kind,
    whole,
    /\b\w+/.exec(whole.childForFieldName("name")?.text.replace(/^(?:var|let)\s+/, "") ?? "")?.[0],
    whole.childForFieldName("computed_value"),
  );

export const swift: Language = {
  id: "swift",
  extensions: ["swift"],
  modules: { opensAll: true, folderIsScope: true },
  scopes: {
    ownReceivers: ["self", "Self"],
    parentReceivers: ["super"],
    implicitReceiver: true,
    typesNeedNoImport: true,
    // `extension` is the keyword of the declaration, before its name.
    isPart: ({ signature }) => /\bextension\b/.test(signature),
  },
  conventions: {
    test: endsWithTest,
    example: endsWithExample,
    lockFiles: ["podfile.lock", "cartfile.resolved", "package.resolved"],
  },
  reports: { importLine: /import/, definers: ["class", "struct", "enum", "protocol", "func"] },
  occurrences: {
    longStrings: ['"""'],
    interpolation: /\\\([^)]*$/,
    declarations: keywordDeclarations,
    key: /^:(?!:)/,
  },
  grammar: "swift",
  query: `
    (class_declaration) @class
    (protocol_declaration) @interface
    (function_declaration) @function
    (protocol_function_declaration) @method
    (init_declaration) @constructor
    (deinit_declaration) @method
    (class_body (property_declaration) @property)
    (enum_class_body (property_declaration) @property)
    (enum_entry) @property
    (source_file (property_declaration) @variable)
    (typealias_declaration) @type
    (call_expression) @invocation
    (user_type (type_identifier) @mention)
    (import_declaration) @import
  `,
  read: {
    class_declaration: type,
    function_declaration: callable,
    protocol_function_declaration: callable,
    init_declaration: (whole) => found("constructor", whole, "init", whole.childForFieldName("body")),
    deinit_declaration: (whole) => found("method", whole, "deinit", whole.childForFieldName("body")),
    property_declaration: property,
  },
  // The grammar does not know typed throws, expression macros and `for try await`.
  prepare: (text) =>
    text
      .replace(/(?<=\bthrows)\([^()\n]{0,100}\)/g, blank)
      .replace(/#(?!(?:if|elseif|else|endif|(?:un)?available|selector|keyPath)\b)(?=[a-z_]\w*)/g, " ")
      .replace(/(?=try)(?<=\bfor[ \t]+)try[ \t]+await(?=[ \t])/g, blank),
  heritage: ["inheritance_specifier"],
  decorator: /@[\w.]+/y,
  lineComment: "//",
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  isTest: (name) => /^test[A-Z_]/.test(name),
  importOf: (statement) => {
    const module = /import\s+(?:\w+\s+)?([\w.]+)\s*$/.exec(statement.trim())?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};

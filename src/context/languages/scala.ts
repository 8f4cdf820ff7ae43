import type { Node } from "web-tree-sitter";
import { jvm } from "./families/jvm.js";
import type { Found, Language } from "./language.js";
import { keywordDeclarations } from "./reading/declarations.js";
import { inherited, splitTopLevel } from "./reading/names.js";
import { found } from "./reading/nodes.js";

const TEST_CALL = /^(?:test|it|describe|property|scenario|feature)$/;

/** `test("finds a book") { … }` of ScalaTest and MUnit: a call whose function is a call. */
function test(whole: Node): Found[] {
  const called = whole.childForFieldName("function");
  if (called?.type !== "call_expression") return [];
  if (!TEST_CALL.test(called.childForFieldName("function")?.text ?? "")) return [];
  const title = called.childForFieldName("arguments")?.firstNamedChild;
  return title?.type === "string" ? found("test", whole, title, whole.childForFieldName("arguments")) : [];
}

/** A `given` without a name gets the name of its type. */
const given = (whole: Node): Found[] =>
  found(
    "class",
    whole,
    whole.childForFieldName("name") ?? whole.childForFieldName("return_type")?.text.replace(/\[[\s\S]*$/, ""),
    whole.childForFieldName("body"),
  );

const value =
  (kind: "property" | "variable") =>
  (whole: Node): Found[] => {
    const pattern = whole.childForFieldName("pattern");
    return pattern?.type === "identifier" ? found(kind, whole, pattern) : [];
  };

export const scala: Language = {
  id: "scala",
  extensions: ["scala", "sc", "sbt"],
  ...jvm,
  modules: { ...jvm.modules, namedWhole: ["sc", "sbt"] },
  reports: { ...jvm.reports, definers: ["class", "def", "trait", "type"] },
  occurrences: {
    longStrings: ['"""'],
    interpolation: /\$$|\$\{[^{}]*$/,
    declarations: keywordDeclarations,
    key: /^\s*=(?![=>])/,
  },
  grammar: "scala",
  grammarPackage: "tree-sitter-scala",
  query: `
    (class_definition) @class
    (object_definition) @class
    (package_object) @class
    (trait_definition) @trait
    (enum_definition) @enum
    (simple_enum_case) @property
    (given_definition) @class
    (function_definition) @function
    (function_declaration) @function
    (type_definition) @type
    (template_body (val_definition) @property)
    (template_body (var_definition) @property)
    (call_expression) @test
    (call_expression) @invocation
    (type_identifier) @mention
    (import_declaration) @import
  `,
  read: {
    call_expression: test,
    given_definition: given,
    val_definition: value("property"),
    var_definition: value("property"),
  },
  heritage: ["extends_clause"],
  decorator: /@[\w.]+/y,
  lineComment: "//",
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) =>
    inherited(
      splitTopLevel(text.replace(/^\s*extends\s+/, "").replace(/(?<!\s)\s+with\s+/g, ", "))
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
              .map((item) => item.trim().split(/(?<!\s)\s*=>\s*|(?<!\s)\s+as\s+/))
              .map(([name = "", alias]) => (alias ? { name, alias } : { name })),
          },
        ];
      const path = part.trim().split(".");
      const name = path.pop() ?? "";
      return [{ module: path.join("."), names: [{ name: name === "_" ? "*" : name }] }];
    }),
};

import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Language } from "./language.js";
import { pythonDeclarations } from "./reading/declarations.js";
import { importedNames } from "./reading/names.js";
import { children, shared } from "./reading/nodes.js";

/** `a = b = 1` and `a, b = 1, 2` at the top level of a module or class. */
function assigned(whole: Node, kind: SymbolKind) {
  const left = whole.childForFieldName("left");
  const targets = left ? (left.type === "identifier" ? [left] : children(left)) : [];
  const constant = targets.every((target) => /^[A-Z][A-Z\d_]*$/.test(target.text));
  return shared(
    kind === "property" ? kind : constant ? "constant" : "variable",
    whole,
    left && /identifier|pattern_list|tuple_pattern/.test(left.type)
      ? targets.filter((target) => target.type === "identifier")
      : [],
  );
}

export const python: Language = {
  id: "python",
  extensions: ["py", "pyi", "pyx", "pxd"],
  fileNames: ["SConstruct", "SConscript", "wscript"],
  interpreters: ["python", "python2", "python3"],
  modules: { indexFiles: ["__init__"], sourceRoots: ["python"], ownSegments: 1 },
  scopes: { ownReceivers: ["self", "cls"], parentReceivers: ["super"] },
  occurrences: {
    longStrings: ['"""', "'''"],
    shortStrings: ['"', "'"],
    interpolation: /^[rR]?[fFtT][rR]?["'][\s\S]*\{[^{}]*$/,
    declarations: pythonDeclarations,
    key: /^\s*=(?!=)/,
    property: /@(?:\w+\.)*(?:cached_?)?property\b/,
  },
  conventions: {
    test: /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$|^conftest\./,
    generated: /_pb2(?:_grpc)?\.pyi?$/i,
    lockFiles: ["poetry.lock", "pdm.lock", "uv.lock", "pipfile.lock", "pixi.lock", "conda-lock.yml"],
  },
  reports: {
    importLine: /(?:>>>\s*)?(?:from\s+[\w.]+\s+import|import)/,
    definers: ["class", "def"],
    tools: ["python", "pip", "conda", "numpy", "torch"],
    traces: [
      {
        head: /^\s*(?:E\s+)?Traceback \(most recent call last\)/,
        frame: /^\s*(?:E\s+)?File "(?<path>[^"\n]+)", line \d+(?:, in (?<name>[\w.<>]+))?/,
        innermost: "last",
        showsSource: true,
      },
    ],
  },
  grammar: "python",
  query: `
    (class_definition) @class
    (function_definition) @function
    (module (expression_statement (assignment) @variable))
    (class_definition body: (block (expression_statement (assignment) @property)))
    (decorated_definition) @outer
    (call arguments: (_) @arguments)
    (argument_list (identifier) @value)
    (keyword_argument value: (identifier) @value)
    (list (identifier) @value)
    (tuple (identifier) @value)
    (pair value: (identifier) @value)
    (assignment right: (identifier) @value)
    (import_statement) @import
    (import_from_statement) @import
    (decorator (identifier) @call)
    (type (identifier) @mention)
  `,
  read: { assignment: assigned },
  heritage: ["argument_list"],
  attached: /^(?:#|@)/,
  decorator: /@[\w.]+/y,
  lineComment: "#",
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

import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Language } from "./language.js";
import { pythonDeclarations } from "./reading/declarations.js";
import { importedNames } from "./reading/names.js";
import { children, shared } from "./reading/nodes.js";
import { loop } from "./reading/type-rules.js";
import { wordSet } from "./reading/word-set.js";

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
  modules: { indexFiles: ["__init__"], sourceRoots: ["python"], ownSegments: 1, importsAreExports: true },
  occurrences: {
    longStrings: ['"""', "'''"],
    shortStrings: ['"', "'"],
    interpolation: /^[rR]?[fFtT][rR]?["'][\s\S]*\{[^{}]*$/,
    declarations: pythonDeclarations,
    key: /^\s*=(?!=)/,
    property: /@(?:\w+\.)*(?:cached_?)?property\b/,
  },
  scopes: {
    ownReceivers: ["self", "cls"],
    parentReceivers: ["super"],
    types: {
      variables: [
        "\\b(?:with|async with)\\b.*?(?<value>[\\w.]+\\(.*?\\))\\s+as\\s+NAME\\b",
        "\\bexcept\\s+(?<type>[\\w.]+)\\s+as\\s+NAME\\b",
        "(?<![.\\w])NAME\\s*:(?![:=])\\s*(?<type>[^:]+)",
        ...loop,
        "\\blambda\\b[^:]*\\bNAME\\b",
        "(?<![.\\w])NAME(?:\\s*,\\s*\\w+)+\\s*=(?!=)",
        "\\w\\s*,\\s*NAME(?:\\s*,\\s*\\w+)*\\s*=(?!=)",
        // A parameter without a type.
        "\\bdef\\s+\\w+\\([^)]*(?<=[(,*\\s])NAME\\s*(?:=[^,)]*)?[,)]",
        // Not a keyword argument, which has a comma or a bracket before it.
        "(?<!(?:[.\\w]|[(,]\\s{0,20}))NAME\\s*=(?!=)\\s*(?<value>.+)",
      ],
      fields: [
        "\\b(?:self|cls)\\.NAME\\s*:\\s*(?<type>[^=]+)",
        "\\b(?:self|cls)\\.NAME\\s*=(?!=)\\s*(?<value>.+)",
      ],
      result: { mark: "->" },
      inferred: true,
      wrappers: ["Optional", "Annotated", "ClassVar", "Final", "Awaitable"],
    },
    globals: wordSet(
      "abs all any ascii bin bool bytearray bytes callable chr classmethod compile complex delattr dict dir divmod",
      "enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance",
      "issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr",
      "reversed round set setattr slice sorted staticmethod str sum tuple type vars zip Exception ValueError TypeError",
      "KeyError IndexError AttributeError RuntimeError NotImplementedError StopIteration OSError IOError ImportError",
    ),
    builtInMembers: wordSet(
      "append extend insert remove pop clear index count sort reverse copy get items keys values update setdefault",
      "popitem add discard union join split strip lstrip rstrip replace format encode decode startswith endswith lower",
      "upper title find rfind read write close flush seek readline readlines open group match search sub findall put",
      "start run wait acquire release set is_set cancel done result send recv connect bind listen accept name",
    ),
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
    errorPackages: ["builtins", "exceptions"],
    errors: wordSet(
      "ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError",
      "ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError",
      "DeprecationWarning EOFError EnvironmentError Exception FileExistsError FileNotFoundError",
      "FloatingPointError FutureWarning IOError ImportError IndentationError IndexError InterruptedError",
      "IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError",
      "NotADirectoryError NotImplementedError OSError OverflowError PermissionError ProcessLookupError",
      "RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration",
      "StopIteration SyntaxError SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError",
      "UnicodeDecodeError UnicodeEncodeError UnicodeError UserWarning ValueError Warning ZeroDivisionError",
    ),
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

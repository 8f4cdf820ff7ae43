import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { calleeIn, childOfType, children, found } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

/** Definitions in Elixir are calls of these macros. */
const DEFINERS: Readonly<Record<string, SymbolKind>> = {
  defmodule: "class",
  defprotocol: "interface",
  defimpl: "class",
  def: "function",
  defp: "function",
  defmacro: "macro",
  defmacrop: "macro",
  defguard: "macro",
  defguardp: "macro",
  defdelegate: "function",
  test: "test",
  describe: "test",
  callback: "method",
  macrocallback: "method",
  type: "type",
  typep: "type",
  opaque: "type",
  feature: "test",
};
/** These are definitions only after an `@`. */
const IN_ATTRIBUTE: ReadonlySet<string> = new Set(["callback", "macrocallback", "type", "typep", "opaque"]);
const LONGEST_BASE = 200;
/** Special forms: calls that never call a definition of another file. */
const FORMS: ReadonlySet<string> = new Set([
  ...Object.keys(DEFINERS),
  ..."alias import use require doc moduledoc typedoc spec impl behaviour quote unquote".split(" "),
]);

function defined(whole: Node): Found[] {
  const target = whole.childForFieldName("target");
  const definer = target?.type === "identifier" ? target.text : "";
  const kind = DEFINERS[definer];
  const list = kind && childOfType(whole, "arguments");
  if (!kind || !list) return [];
  // `find(books, title) when is_list(books)` → `find(books, title)` → `find`
  let named = list.firstNamedChild;
  while (named?.type === "binary_operator") named = named.childForFieldName("left");
  if (named?.type === "call") named = named.childForFieldName("target");
  if (!named || !/^(?:alias|identifier|string)$/.test(named.type)) return [];
  if (IN_ATTRIBUTE.has(definer))
    return whole.parent?.type === "unary_operator" ? found(kind, whole.parent, named) : [];
  const body = childOfType(whole, "do_block") ?? childOfType(list, "keywords");
  // The implementation of a protocol (`defimpl P, for: T`) has the name of its type T, as in Haskell's
  // instances.
  const type = definer === "defimpl" && /\bfor:\s*(?:\[\s*)?([\w.]+)/.exec(list.text)?.[1];
  const bases = type ? [named.text] : kind === "class" && body ? behaviours(body) : [];
  return found(kind, whole, type || named, body, {
    bases: bases.map((base) => ({ name: base, relation: "implements" })),
  });
}

/** `@behaviour Store` and `use Store`, of the module itself. */
const behaviours = (body: Node): string[] =>
  children(body)
    .map((child) => /^(?:@behaviour|use)\s+([A-Z][\w.]*)/.exec(child.text.slice(0, LONGEST_BASE))?.[1])
    .filter((name) => name !== undefined);

export const elixir: Language = {
  id: "elixir",
  extensions: ["ex", "exs"],
  interpreters: ["elixir"],
  scopes: { namespaces: true, typesNeedNoImport: true },
  conventions: { lockFiles: ["mix.lock"] },
  reports: {
    importLine: /import|require|use/,
    definers: ["def"],
    errors: wordSet(
      "ArgumentError ArithmeticError BadArityError BadFunctionError BadMapError CaseClauseError CompileError",
      "CondClauseError ErlangError FunctionClauseError KeyError MatchError UndefinedError RuntimeError",
      "SyntaxError SystemLimitError TokenMissingError TryClauseError UndefinedFunctionError WithClauseError",
    ),
  },
  grammar: "elixir",
  query: `
    (call) @function
    (call) @invocation
    ((call target: (identifier) @_import) @import (#any-of? @_import "alias" "import" "use" "require"))
  `,
  read: { call: defined },
  invocation: (node) => {
    const callee = calleeIn("target")(node);
    return callee && FORMS.has(callee.name) ? undefined : callee;
  },
  lineComment: "#",
  docstring: true,
  attached: /^(?:#|@(?:doc|spec|impl|typedoc|moduledoc|since|deprecated)\b)/,
  blockComment: ['@doc """', '"""'],
  clauses: true,
  importOf: (statement) => {
    const match = /^\w+\s+([\w.]*\w)(?:\.\{([^}]*)\})?(?:,\s*as:\s*(\w+))?/.exec(statement);
    if (!match) return [];
    const [, module = "", group, alias] = match;
    const only = /\bonly:\s*\[([^\][]*)\]/.exec(statement)?.[1];
    if (statement.startsWith("import"))
      return [
        {
          module,
          names: only
            ? [...only.matchAll(/(?<!\w)(\w+[?!]?):/g)].map(([, name = ""]) => ({ name }))
            : [{ name: "*" }],
        },
      ];
    if (group) return group.split(",").map((name) => ({ module: `${module}.${name.trim()}`, names: [] }));
    return [{ module, names: alias ? [{ name: "*", alias }] : [] }];
  },
};

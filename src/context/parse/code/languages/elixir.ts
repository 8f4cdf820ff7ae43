import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parsed.js";
import type { Found, Language } from "../language.js";
import { calleeIn, childOfType, found } from "../nodes.js";

/** What defines something in Elixir is a call itself. */
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
  feature: "test",
};
/** Calls that are no calls of something that another file may define. */
const FORMS: ReadonlySet<string> = new Set([
  ...Object.keys(DEFINERS),
  ..."alias import use require doc moduledoc typedoc spec type typep opaque callback impl behaviour quote unquote".split(
    " ",
  ),
]);

function defined(whole: Node): Found[] {
  const target = whole.childForFieldName("target");
  const kind = target?.type === "identifier" ? DEFINERS[target.text] : undefined;
  const list = kind && childOfType(whole, "arguments");
  if (!kind || !list) return [];
  // `find(books, title) when is_list(books)` → `find(books, title)` → `find`
  let named = list.firstNamedChild;
  if (named?.type === "binary_operator") named = named.childForFieldName("left");
  if (named?.type === "call") named = named.childForFieldName("target");
  if (!named || !/^(?:alias|identifier|string)$/.test(named.type)) return [];
  const body = childOfType(whole, "do_block") ?? childOfType(list, "keywords");
  return found(kind, whole, named, body);
}

export const elixir: Language = {
  id: "elixir",
  extensions: ["ex", "exs"],
  interpreters: ["elixir"],
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
    if (group) return group.split(",").map((name) => ({ module: `${module}.${name.trim()}`, names: [] }));
    return [{ module, names: alias ? [{ name: "*", alias }] : [] }];
  },
};

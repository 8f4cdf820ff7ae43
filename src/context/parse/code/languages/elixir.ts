import type { Language } from "../language.js";

export const elixir: Language = {
  id: "elixir",
  extensions: ["ex", "exs"],
  interpreters: ["elixir"],
  grammar: "elixir",
  query: `
    (call target: (identifier) @_def (arguments . (alias) @name) (do_block) @body (#any-of? @_def "defmodule" "defprotocol" "defimpl")) @class
    (call target: (identifier) @_def (arguments . (call target: (identifier) @name)) (do_block) @body (#any-of? @_def "def" "defp" "defmacro" "defmacrop" "defguard" "defdelegate")) @function
    (call target: (identifier) @_def (arguments . (identifier) @name) (do_block) @body (#any-of? @_def "def" "defp" "defmacro" "defmacrop")) @function
    (call target: (identifier) @_def (arguments . (binary_operator left: (call target: (identifier) @name))) (do_block) @body (#any-of? @_def "def" "defp" "defmacro" "defmacrop" "defguard")) @function
    (call target: (identifier) @_def (arguments . (call target: (identifier) @name)) (#any-of? @_def "def" "defp" "defmacro" "defmacrop" "defguard" "defdelegate")) @function
    (call target: (identifier) @_def (arguments . (identifier) @name) (#any-of? @_def "def" "defp")) @function
    (call target: (identifier) @_def (arguments . (binary_operator left: (call target: (identifier) @name))) (#any-of? @_def "def" "defp" "defguard")) @function
    (call target: (identifier) @_test (arguments . (string) @name) (do_block) @body (#any-of? @_test "test" "describe")) @test
    (call target: (dot left: (_) @receiver right: (identifier) @call))
    (call target: (identifier) @call (#not-any-of? @call "def" "defp" "defmodule" "defmacro" "alias" "import" "use" "require" "do"))
    ((call target: (identifier) @_import (arguments . (alias))) (#any-of? @_import "alias" "import" "use" "require")) @import
  `,
  attached: /^(?:#|@(?:doc|spec|impl|typedoc|moduledoc|since|deprecated)\b)/,
  blockComment: ['@doc """', '"""'],
  clauses: true,
  importOf: (statement) => {
    const match = /^\w+\s+([\w.]+)(?:\.\{([^}]*)\})?(?:,\s*as:\s*(\w+))?/.exec(statement);
    if (!match) return [];
    const [, module = "", group, alias] = match;
    if (group) return group.split(",").map((name) => ({ module: `${module}.${name.trim()}`, names: [] }));
    return [{ module, names: alias ? [{ name: "*", alias }] : [] }];
  },
};

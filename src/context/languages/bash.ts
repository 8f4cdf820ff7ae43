import type { Language } from "./language.js";

const LONGEST_PATH = 1000;

export const bash: Language = {
  id: "bash",
  extensions: ["sh", "bash", "zsh", "ksh", "bats"],
  fileNames: [".bashrc", ".bash_profile", ".profile", ".zshrc", "configure"],
  interpreters: ["sh", "bash", "zsh", "ksh", "dash"],
  modules: { namedWhole: ["zsh", "ksh", "bats"], opensAll: true },
  conventions: {
    test: /\.bats$/i,
    generated: /^configure$/i,
    vendored: /^(?:ltmain|wrap_node)\.sh$/i,
  },
  reports: { definers: ["function"] },
  grammar: "bash",
  grammarPackage: "tree-sitter-bash",
  query: `
    (function_definition) @function
    (program (variable_assignment) @variable)
    (program (declaration_command (variable_assignment) @variable))
    (command name: (command_name (word) @call))
    ((command name: (command_name (word) @_source)) @import (#any-of? @_source "source" "."))
  `,
  lineComment: "#",
  attached: /^#(?!!)/,
  importOf: (statement) => {
    // Drop computed directories: `"$(dirname "$0")/lib.sh"` becomes `lib.sh`.
    const path = statement
      .replace(/^(?:source|\.)\s+/, "")
      .slice(0, LONGEST_PATH)
      .replace(/\$\((?:[^()]|\([^()]*\))*\)\/?/g, "")
      .replace(/\$(?:\{[^}]*\}|\w+)\/?/g, "");
    const module = /[^\s"';]+/.exec(path)?.[0];
    return module ? [{ module, names: [] }] : [];
  },
};

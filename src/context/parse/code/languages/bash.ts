import type { Language } from "../language.js";

export const bash: Language = {
  id: "bash",
  extensions: ["sh", "bash", "zsh", "ksh", "bats"],
  fileNames: [".bashrc", ".bash_profile", ".profile", ".zshrc", "configure"],
  interpreters: ["sh", "bash", "zsh", "ksh", "dash"],
  grammar: "bash",
  query: `
    (function_definition name: (word) @name body: (_) @body) @function
    (program (variable_assignment name: (variable_name) @name) @variable)
    (command name: (command_name (word) @call))
    ((command name: (command_name (word) @_source)) (#any-of? @_source "source" ".")) @import
  `,
  attached: /^#(?!!)/,
  importOf: (statement) => {
    const module = /^(?:source|\.)\s+["']?([^\s"';]+)/.exec(statement)?.[1];
    return module ? [{ module: module.replace(/^.*\}\//, ""), names: [] }] : [];
  },
};

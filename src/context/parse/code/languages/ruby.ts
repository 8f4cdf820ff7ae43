import { inherited, type Language } from "../language.js";

export const ruby: Language = {
  id: "ruby",
  extensions: ["rb", "rake", "gemspec", "ru"],
  fileNames: ["Rakefile", "Gemfile", "Guardfile", "Vagrantfile"],
  interpreters: ["ruby"],
  grammar: "ruby",
  query: `
    (module name: (_) @name body: (_)? @body) @namespace
    (class name: (_) @name superclass: (superclass)? @bases body: (_)? @body) @class
    (method name: (_) @name body: (_)? @body) @method
    (singleton_method name: (_) @name body: (_)? @body) @method
    (assignment left: (constant) @name) @constant
    (call receiver: (_) @receiver method: (identifier) @call)
    (call !receiver method: (identifier) @call)
    ((call method: (identifier) @_require) (#any-of? @_require "require" "require_relative" "load" "autoload")) @import
    (superclass (constant) @type)
  `,
  attached: /^#/,
  basesOf: (text) =>
    inherited([
      text
        .replace(/^\s*<\s*/, "")
        .split("::")
        .pop()!
        .trim(),
    ]),
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    return module && /^(?:require|load|autoload)/.test(statement) ? [{ module, names: [] }] : [];
  },
};

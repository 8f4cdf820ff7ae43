import type { Node } from "web-tree-sitter";
import { type Found, inherited, type Language } from "../language.js";
import { calleeApart, childOfType, children, found, shared } from "../nodes.js";

const TEST_CALL = /^(?:describe|context|it|specify|feature|scenario|test|shared_examples)$/;

/** `attr_reader :name` defines methods; `describe … do` is a test. */
function call(whole: Node): Found[] {
  const method = whole.childForFieldName("method")?.text ?? "";
  const list = whole.childForFieldName("arguments");
  if (!list) return [];
  if (/^attr_(?:reader|writer|accessor)$/.test(method))
    return shared(
      "property",
      whole,
      children(list).filter((argument) => argument.type === "simple_symbol"),
    ).map((part) => ({ ...part, name: part.name.slice(1) }));
  const block = whole.childForFieldName("block");
  const title = list.firstNamedChild;
  return TEST_CALL.test(method) && block && title ? found("test", whole, title, block) : [];
}

export const ruby: Language = {
  id: "ruby",
  extensions: ["rb", "rake", "gemspec", "ru"],
  fileNames: ["Rakefile", "Gemfile", "Guardfile", "Vagrantfile"],
  interpreters: ["ruby"],
  grammar: "ruby",
  query: `
    (module) @namespace
    (class) @class
    (method) @method
    (singleton_method) @method
    (assignment) @constant
    (call) @property
    (call) @invocation
    ((call method: (identifier) @_require) @import (#any-of? @_require "require" "require_relative" "load" "autoload"))
  `,
  read: {
    call,
    assignment: (whole) => {
      const left = whole.childForFieldName("left");
      const right = whole.childForFieldName("right");
      if (left?.type !== "constant") return [];
      return found("constant", whole, left, right?.type === "call" ? childOfType(right, "do_block") : null);
    },
  },
  heritage: ["superclass"],
  invocation: calleeApart("receiver", "method"),
  lineComment: "#",
  isTest: (name) => /^test_/.test(name),
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

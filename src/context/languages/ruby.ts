import type { Node } from "web-tree-sitter";
import type { Found, Language } from "./language.js";
import { rubyDeclarations } from "./reading/declarations.js";
import { inherited } from "./reading/names.js";
import { calleeApart, childOfType, children, found, shared } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

const TEST_CALL = /^(?:describe|context|it|specify|feature|scenario|test|shared_examples)$/;

const MIXIN = /^(?:include|extend|prepend)\s+[A-Z(]/;
const LONGEST_MIXIN = 300;

/**
 * A class or module with its superclass and mixins as bases. A module that has methods is a trait, else a
 * namespace.
 */
function type(whole: Node): Found[] {
  const body = whole.childForFieldName("body");
  const inside = body ? children(body) : [];
  const mixed = inside
    .map((child) => child.text.slice(0, LONGEST_MIXIN))
    .filter((text) => MIXIN.test(text))
    .flatMap((text) =>
      [...text.replace(/\n[\s\S]*/, "").matchAll(/(?:[A-Z]\w*::)*([A-Z]\w*)/g)].map(([, name = ""]) => name),
    );
  const above = childOfType(whole, "superclass")?.firstNamedChild;
  const kind =
    whole.type === "class" ? "class" : inside.some(({ type }) => type === "method") ? "trait" : "namespace";
  return found(kind, whole, whole.childForFieldName("name"), body, {
    bases: inherited([...(above ? [above.text.split("::").pop()!.trim()] : []), ...mixed]),
  });
}

/** `alias a b` */
const alias = (whole: Node): Found[] =>
  found("method", whole, whole.childForFieldName("name")?.text.replace(/^:/, ""));

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
  if (
    /^(?:alias_method|define_method)$/.test(method) &&
    title &&
    /^(?:simple_symbol|string)$/.test(title.type)
  )
    return found("method", whole, title.text.replace(/^:|["']/g, ""), block);
  return TEST_CALL.test(method) && block && title ? found("test", whole, title, block) : [];
}

export const ruby: Language = {
  id: "ruby",
  extensions: ["rb", "rake", "gemspec", "ru"],
  fileNames: ["Rakefile", "Gemfile", "Guardfile", "Vagrantfile"],
  interpreters: ["ruby"],
  modules: { namedWhole: ["rake", "gemspec", "ru"], opensAll: true },
  scopes: {
    ownReceivers: ["self"],
    parentReceivers: ["super"],
    implicitReceiver: true,
    namespaces: true,
    typesNeedNoImport: true,
    // Every class and module can be reopened.
    isPart: ({ kind }) => kind === "class" || kind === "trait" || kind === "namespace",
  },
  conventions: { test: /^rails_helper\./i, generated: /_pb\.rb$/i, lockFiles: ["gemfile.lock"] },
  reports: {
    importLine: /require/,
    definers: ["class", "def", "module"],
    tools: ["ruby"],
    errors: wordSet(
      "ArgumentError EOFError EncodingError Errno FiberError FloatDomainError FrozenError IOError IndexError",
      "Interrupt KeyError LoadError LocalJumpError NameError NoMatchingPatternError NoMemoryError NoMethodError",
      "NotImplementedError RangeError RegexpError RuntimeError ScriptError SecurityError SignalException",
      "StandardError StopIteration SyntaxError SystemCallError SystemExit SystemStackError ThreadError",
      "TypeError UncaughtThrowError ZeroDivisionError",
    ),
  },
  occurrences: {
    shortStrings: ['"', "'"],
    interpolation: /#\{[^{}]*$/,
    declarations: rubyDeclarations,
    key: /^:(?!:)/,
  },
  grammar: "ruby",
  query: `
    (module) @namespace
    (class) @class
    (method) @method
    (singleton_method) @method
    (alias) @method
    (assignment) @constant
    (call) @property
    (call) @invocation
    (constant) @mention
    ((call method: (identifier) @_require) @import (#any-of? @_require "require" "require_relative" "load" "autoload"))
  `,
  read: {
    module: type,
    class: type,
    alias,
    call,
    assignment: (whole) => {
      const left = whole.childForFieldName("left");
      const right = whole.childForFieldName("right");
      if (left?.type !== "constant") return [];
      return found("constant", whole, left, right?.type === "call" ? childOfType(right, "do_block") : null);
    },
  },
  invocation: calleeApart("receiver", "method"),
  lineComment: "#",
  isTest: (name) => /^test_/.test(name),
  attached: /^#/,
  importOf: (statement) => {
    const module = /["']([^"']+)["']/.exec(statement)?.[1];
    return module && /^(?:require|load|autoload)/.test(statement) ? [{ module, names: [] }] : [];
  },
};

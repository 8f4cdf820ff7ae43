import { endsWithTest } from "../reading/conventions.js";
import {
  between,
  character,
  type DefinitionRule,
  doubleQuotes,
  hashComment,
  longQuoted,
  type RuleLanguage,
  singleQuotes,
  slashComments,
  toLineEnd,
} from "../rule.js";
import { lispLike, mlLike, rustLike, slashAttached } from "./shared.js";

const NAME = "[^\\s()[\\]{}\"';]+";
const META = "(?:\\^(?:\\{[^}]*\\}|[^\\s{]+)\\s+)*";
const list = (words: string): RegExp =>
  new RegExp(`^\\s*\\((?:[\\w.-]+[/:])?(?:${words})\\s+${META}\\(?'?(${NAME})`);
const dashes = { open: "--[^\\n]*", comment: true } as const;
const haskellComments = [between("{-", "-}"), dashes] as const;

const haskellLike: readonly DefinitionRule[] = [
  ["type", /^(?:data|newtype|type(?!\s+role)|record)\s+(?:instance\s+)?(\w+)/],
  ["interface", /^(?:class|interface)\s+(?:.*(?:<=|=>)\s*)?(\w+)/],
  ["class", /^(?:derive\s+)?(?:newtype\s+)?instance\s+(?:(\w+)\s*::|.*?([A-Z]\w*))/],
  ["function", /^foreign\s+import\s+(?:data\s+)?(\w+)/],
  [
    "function",
    /^(?!module\b|import\b|where\b|infix|else\b|public\b|export\b|namespace\b|%)([a-z_][\w']*)\s*(?:::|:\s|[^=]*=)/,
  ],
];

const schemeDefinitions: readonly DefinitionRule[] = [
  ["namespace", list("module\\+?|module\\*|define-library|library|define-module")],
  ["macro", list("define-syntax(?:-rule|-parameter)?|define-macro|macro")],
  ["struct", list("struct|define-struct|define-record-type")],
  ["function", /^\s*\(define[\w*-]*\s+\(+([^\s()[\]"';]+)/],
  ["function", list("fn|lambda\\*?")],
  ["variable", list("define[\\w*-]*|local|global")],
];

/** Functional and logical languages. */
export const functional: readonly RuleLanguage[] = [
  {
    id: "clojure",
    extensions: ["clj", "cljs", "cljc", "bb"],
    interpreters: ["bb", "clojure"],
    definers: ["defn", "defmacro"],
    wholeNames: true,
    body: "list",
    definitions: [
      ["namespace", list("ns|in-ns")],
      ["interface", list("defprotocol|definterface")],
      ["struct", list("defrecord|deftype|defstruct")],
      ["macro", list("defmacro-?")],
      ["test", list("deftest-?|defspec")],
      ["constant", list("def|defonce|defvar")],
      ["function", list("def[\\w-]*")],
      ["method", new RegExp(`^\\s*\\((${NAME})\\s+\\[`), "list", ["interface", "struct"]],
    ],
    opaque: lispLike,
    attached: /^;/,
    docstring: true,
  },
  {
    id: "emacs-lisp",
    extensions: ["el"],
    fileName: /^\.emacs$/,
    wholeNames: true,
    body: "list",
    definitions: [
      ["macro", list("(?:cl-)?defmacro|define-inline")],
      ["struct", list("cl-defstruct|defclass|defface|defgroup")],
      ["variable", list("defvar(?:-local|-keymap)?|defcustom|defconst|defvaralias")],
      ["test", list("ert-deftest")],
      [
        "function",
        list(
          "(?:cl-)?def(?:un|subst|method|generic|advice|alias)\\*?|define-[\\w-]+|transient-define-[\\w-]+",
        ),
      ],
    ],
    opaque: lispLike,
    attached: /^;/,
  },
  {
    id: "common-lisp",
    extensions: ["lisp", "lsp", "asd"],
    wholeNames: true,
    body: "list",
    definitions: [
      ["namespace", list("defpackage|defsystem|in-package")],
      ["class", list("defclass|define-condition")],
      ["struct", list("defstruct")],
      ["macro", list("defmacro|define-compiler-macro|define-setf-expander")],
      ["variable", list("defvar|defparameter|defconstant")],
      ["type", list("deftype")],
      ["function", list("def[\\w-]*")],
    ],
    opaque: lispLike,
    attached: /^;/,
  },
  {
    id: "scheme",
    extensions: ["scm", "ss", "sld"],
    interpreters: ["guile"],
    wholeNames: true,
    body: "list",
    definitions: schemeDefinitions,
    opaque: lispLike,
    attached: /^;/,
  },
  {
    id: "racket",
    extensions: ["rkt", "rktl"],
    interpreters: ["racket"],
    wholeNames: true,
    body: "list",
    definitions: schemeDefinitions,
    opaque: lispLike,
    attached: /^;/,
  },
  {
    id: "erlang",
    extensions: ["erl", "hrl", "escript"],
    interpreters: ["escript"],
    body: { until: /\.(?=\s|$)/ },
    conventions: { test: /_(?:SUITE|tests)\.erl$/, generated: /^\w+_(?:parse|scan)\.erl$/ },
    definitions: [
      ["namespace", /^-module\(\s*'?([\w@]+)/, "next"],
      ["struct", /^-record\(\s*'?([\w@]+)/],
      ["macro", /^-define\(\s*'?([\w@]+)/],
      ["type", /^-(?:type|opaque|nominal)\s+'?([\w@]+)/],
      ["method", /^-callback\s+'?([\w@]+)/],
      ["function", /^([a-z][\w@]*|'[^'\n]+')\s*\(/],
    ],
    opaque: [{ open: "\\$\\\\?[^\\n]" }, toLineEnd("%"), longQuoted('"""'), longQuoted('"'), singleQuotes],
    attached: /^(?:%|-spec\b|-doc\b)/,
    lineComment: "%",
  },
  {
    id: "fsharp",
    extensions: ["fs", "fsi", "fsx"],
    conventions: { test: endsWithTest },
    body: "indent",
    definitions: [
      ["namespace", /^namespace\s+(?:rec\s+)?([\w.]+)/, "next"],
      ["namespace", /^module\s+(?:(?:rec|private|internal|public)\s+)*([\w.]+|``[^`]+``)\s*$/, "next"],
      ["namespace", /^\s*module\s+(?:(?:rec|private|internal|public)\s+)*([\w.]+|``[^`]+``)\s*=/],
      [
        "type",
        /^\s*(?:type|and(?=\s+(?:\[<[^>]*>\]\s*)?(?:(?:private|internal|public)\s+)*[A-Z]))\s+(?:\[<[^>]*>\]\s*)?(?:(?:private|internal|public)\s+)*([\w.]+|``[^`]+``)/,
      ],
      ["type", /^\s*exception\s+(\w+)/],
      [
        "method",
        /^\s*(?:(?:static|abstract|default|override|private|internal|public)\s+)*(?:member|abstract|override|default)\s+(?:(?:inline|private|internal|public|val)\s+)*(?:\w+\.)?(?:``([^`]+)``|\(([^)]+)\)|(\w+))/,
        "indent",
        ["", "type", "namespace"],
      ],
      [
        "variable",
        /^\s*(?:\[<[^>]*>\]\s*)?let\s+(?:(?:inline|private|internal|public|mutable)\s+)*(?:``([^`]+)``|([\w']+))\s*(?::[^=(]*)?=/,
        "indent",
        ["", "type", "namespace"],
      ],
      [
        "function",
        /^\s*(?:\[<[^>]*>\]\s*)?(?:let|and)\s+(?:(?:rec|inline|private|internal|public|mutable)\s+)*(?:``([^`]+)``|\(([^)]+)\)|([\w']+))/,
        "indent",
        ["", "type", "namespace"],
      ],
      [
        "variable",
        /^\s*val\s+(?:(?:mutable|inline|private|internal|public)\s+)*(\w+)/,
        "indent",
        ["", "type", "namespace"],
      ],
    ],
    opaque: mlLike,
    attached: /^(?:\/\/|\[<)/,
    lineComment: "//",
  },
  {
    id: "nix",
    extensions: ["nix"],
    wholeNames: true,
    body: "value",
    definitions: [
      [
        "function",
        /^\s*([\w'-]+(?:\.[\w'-]+)*)\s*=\s*(?:[\w-]+\s*:(?!:)|\{[^={}]*\}\s*:|\{[^={}]*,[^={}]*$)/,
      ],
      ["namespace", /^\s*([\w'-]+(?:\.(?:[\w'-]+|"[^"]+"))*|"[^"]+")\s*=(?!=)[^{}[\];]*\{\s*$/],
      ["property", /^\s*([\w'-]+(?:\.(?:[\w'-]+|"[^"]+"))*|"[^"]+")\s*=(?!=)/],
    ],
    opaque: [
      between("/*", "*/"),
      hashComment,
      { open: "''", close: "(?<!')''(?!['$\\\\])", multiline: true },
      longQuoted('"'),
    ],
    attached: /^#/,
    blockComment: ["/*", "*/"],
    lineComment: "#",
  },
  {
    id: "elm",
    extensions: ["elm"],
    body: "indent",
    definitions: [
      ["type", /^type\s+(?:alias\s+)?(\w+)/],
      ["function", /^port\s+(?!module\b)(\w+)\s*:/],
      ["function", /^(?!type\b|module\b|import\b|port\b|effect\b|infix\b)([a-z]\w*)\s[^:|]*=(?!=)/],
      [
        "function",
        /^(?!type\b|module\b|import\b|port\b|effect\b|infix\b|exposing\b)([a-z]\w*)(?:\s+[^\s:]+)*$/,
      ],
    ],
    opaque: [...haskellComments, longQuoted('"""'), doubleQuotes, character],
    attached: /^(?:--|[a-z]\w*\s*:)/,
    blockComment: ["{-", "-}"],
    lineComment: "--",
  },
  {
    id: "purescript",
    extensions: ["purs"],
    body: "indent",
    clauses: true,
    definitions: haskellLike,
    opaque: [...haskellComments, longQuoted('"""'), doubleQuotes, character],
    attached: /^--/,
    blockComment: ["{-", "-}"],
    lineComment: "--",
  },
  {
    id: "idris",
    extensions: ["idr"],
    body: "indent",
    clauses: true,
    definitions: haskellLike,
    opaque: [...haskellComments, longQuoted('"""'), doubleQuotes, character],
    attached: /^(?:--|\|\|\|)/,
    lineComment: "--",
  },
  {
    id: "lean",
    extensions: ["lean"],
    body: "indent",
    definitions: [
      ["type", /^(?:@\[[^\]]*\]\s*)?(?:inductive|structure|class(?:\s+inductive)?)\s+([^\s(:{[]+)/],
      [
        "class",
        /^(?:@\[[^\]]*\]\s*)?(?:(?:noncomputable|scoped|local)\s+)*instance\s+(?:\([^)]*\)\s*)?([\w.']+)/,
      ],
      [
        "function",
        /^(?:@\[[^\]]*\]\s*)?(?:(?:private|protected|noncomputable|partial|unsafe)\s+)*(?:def|theorem|lemma|abbrev|axiom|opaque)\s+([^\s(:{[]+)/,
      ],
      ["macro", /^(?:macro|syntax|notation|elab)\s+"([^"]+)"/],
    ],
    opaque: [between("/-", "-/"), dashes, longQuoted('"')],
    attached: /^(?:--|@\[)/,
    blockComment: ["/-", "-/"],
    lineComment: "--",
  },
  {
    id: "rescript",
    extensions: ["res", "resi"],
    body: "block",
    definitions: [
      ["namespace", /^\s*module\s+(?:type\s+|rec\s+)?(\w+)/],
      ["type", /^\s*(?:type|and)\s+(?:rec\s+|nonrec\s+)?(\w+)/],
      ["function", /^\s*(?:let|external)\s+(?:rec\s+)?(\w+)/, "line", ["", "namespace"]],
      ["type", /^\s*exception\s+(\w+)/, "line"],
    ],
    opaque: [...slashComments, doubleQuotes, { open: "`[^`]{0,2000}`" }],
    attached: slashAttached,
    lineComment: "//",
  },
  {
    id: "gleam",
    extensions: ["gleam"],
    body: "block",
    definitions: rustLike.map(
      ([kind, pattern, body]) => [kind, pattern, body === "value" ? "line" : "block"] as const,
    ),
    opaque: [...slashComments, longQuoted('"')],
    attached: /^(?:\/\/|@)/,
    lineComment: "//",
  },
  {
    id: "prolog",
    extensions: ["prolog", "plt"],
    shares: {
      extensions: ["pl"],
      when: (text) =>
        /^:-\s*\w|^[a-z]\w*\([^)\n]*\)[ \t]*(?::-|\.[ \t]*$)/m.test(text) &&
        !/^[ \t]*(?:use|my|sub|package)\s/m.test(text),
    },
    interpreters: ["swipl"],
    clauses: true,
    body: { until: /\.(?=\s|$)/ },
    definitions: [
      ["namespace", /^:-\s*module\(\s*'?(\w+)/, "next"],
      ["function", /^([a-z]\w*|'[^'\n]+')\s*(?:\(|:-|-->)/],
    ],
    opaque: [toLineEnd("%"), between("/*", "*/"), doubleQuotes, singleQuotes],
    attached: /^%/,
    lineComment: "%",
  },
];

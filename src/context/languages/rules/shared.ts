import {
  type Body,
  between,
  character,
  type DefinitionRule,
  doubleQuotes,
  hashComment,
  longQuoted,
  type Opaque,
  singleQuotes,
  slashComments,
} from "../rule.js";

// Rules that several languages share.

/** `//` and block comments, strings and characters. */
export const cLike: readonly Opaque[] = [...slashComments, doubleQuotes, character, singleQuotes];
export const slashAttached = /^(?:\/\/|@\w)/;
export const cBlock = ["/*", "*/"] as const;

/** Comments and strings of Python and the languages after it. */
export const pythonLike: readonly Opaque[] = [
  hashComment,
  longQuoted('"""'),
  longQuoted("'''"),
  doubleQuotes,
  singleQuotes,
];

/** Comments and strings of the ML family. */
export const mlLike: readonly Opaque[] = [
  { ...between("(*", "*)"), open: "\\(\\*(?!\\))" },
  ...slashComments,
  longQuoted('"""'),
  doubleQuotes,
  character,
];

export const lispLike: readonly Opaque[] = [
  { open: "[?#]?\\\\(?:\\w+|[^\\n])" },
  { open: ";[^\\n]*", comment: true },
  between("#|", "|#"),
  longQuoted('"'),
];

/** A definition that ends at the line `end word`, or at a bare `end`. */
export const endOf = (word: string): Body => ({ closes: new RegExp(`^end(?:\\s*${word}\\b.*)?;?$`, "i") });

/** `pub fn name`, `struct Name`, `impl Trait for Name` and their like. */
export const rustLike: readonly DefinitionRule[] = [
  ["namespace", /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:mod|module)\s+([\w:]+)/, "statement"],
  ["struct", /^\s*(?:pub(?:lic)?(?:\([^)]*\))?\s+)?(?:native\s+)?struct\s+(\w+)/, "statement"],
  ["enum", /^\s*(?:pub(?:lic)?(?:\([^)]*\))?\s+)?enum\s+(\w+)/, "statement"],
  ["trait", /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:trait|interface)\s+(\w+)/, "statement"],
  ["class", /^\s*impl\s+(?:\w+<[^>]*>\s+)?([\w:]+)/, "statement"],
  [
    "function",
    /^\s*(?:(?:pub(?:lic)?(?:\([^)]*\))?|entry|native|inline|extern|const|async|unsafe|macro)\s+)*(?:fn|fun)\s+(\w+)/,
    "statement",
  ],
  ["type", /^\s*(?:(?:pub|opaque)\s+)*type\s+(\w+)/, "statement"],
  ["constant", /^\s*(?:pub(?:\([^)]*\))?\s+)?const\s+(\w+)/, "value"],
];

const JAVA_MODIFIERS =
  "(?:(?:public|private|protected|internal|global|static|abstract|final|sealed|virtual|override|partial|inline|dynamic|extern|async|synchronized|with sharing|without sharing|inherited sharing|testMethod|webservice|@\\w+(?:\\([^)]*\\))?)\\s+)";

/** Classes and their like as in Java. */
export const javaTypes: readonly DefinitionRule[] = (
  [
    ["class", "class|record"],
    ["interface", "@?interface"],
    ["trait", "trait"],
    ["enum", "enum"],
    ["struct", "struct"],
  ] as const
).map(([kind, word]) => [
  kind,
  new RegExp(`^\\s*${JAVA_MODIFIERS}*(?:${word})\\s+([A-Za-z_]\\w*)`, "i"),
  "block",
]);

const TYPE = "[A-Za-z_][\\w.$]*(?:<[\\w<>,.?& ]*>)?(?:\\[\\])*";
const NOT_TYPE =
  "(?!(?:return|new|else|throw|assert|case|package|import|if|for|foreach|while|switch|try|catch|in|do|goto|delete|yield|await|and|or|not|using|insert|update|upsert|select)\\b)";

/** `int add(int a)`, with or without modifiers, directly in a type. */
export const javaMethods: readonly DefinitionRule[] = [
  [
    "method",
    new RegExp(`^\\s*${JAVA_MODIFIERS}*(?:<[^>]*>\\s*)?${NOT_TYPE}${TYPE}\\s+(\\w+)\\s*\\(`),
    "statement",
    ["class", "interface", "trait", "enum", "struct"],
  ],
  [
    "constructor",
    new RegExp(`^\\s*${JAVA_MODIFIERS}*([A-Z]\\w*)\\s*\\([^;]*$`),
    "block",
    ["class", "enum", "struct"],
  ],
];

/** A function in C and the languages after it: a type, a name, parameters, and no `;` on the line. */
export const cFunction: DefinitionRule = [
  "function",
  new RegExp(
    `^\\s*(?:(?:static|inline|extern|const|public|private|protected|export|pure|nothrow|final|override|auto|highp|mediump|lowp)\\s+)*${NOT_TYPE}${TYPE}[\\s*&]+(\\w+)\\s*(?:\\([^;]*$|\\([^;]*\\{)`,
  ),
  "statement",
  ["", "namespace", "class", "interface", "struct", "trait"],
];

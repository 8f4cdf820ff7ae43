import {
  between,
  doubleQuotes,
  hashComment,
  longQuoted,
  type RuleLanguage,
  slashComments,
  toLineEnd,
} from "../rule.js";
import { cBlock, cLike, slashAttached } from "./shared.js";

const PART = '(?:[\\w$#@]+|"[^"]+"|`[^`]+`|\\[[^\\]]+\\])';
const SQL_NAME = `(${PART}(?:\\s*\\.\\s*${PART})*)`;
const sql = (kinds: string): RegExp =>
  new RegExp(
    `^\\s*create\\s+(?:or\\s+(?:replace|alter)\\s+)?(?:(?:temp|temporary|unique|materialized|global|local|unlogged|external|virtual|recursive|constraint|clustered|nonclustered|columnstore|fulltext|spatial|bitmap|editionable|noneditionable|force|foreign|aggregate|public|transient|dynamic|event|private|definer\\s*=\\s*\\S+|algorithm\\s*=\\s*\\w+|sql\\s+security\\s+\\w+)\\s+)*(?:${kinds})\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?${SQL_NAME}`,
    "i",
  );
const statement = { until: /;|^[ \t]*go[ \t]*$/ } as const;
/** A routine may contain statements: those between `begin` and `end` do not end it. */
const routine = {
  until: /;|^[ \t]*go[ \t]*$/,
  blocks: {
    open: /\b(?:begin(?!\s*(?:;|tran|work\b))|case)\b/,
    close: /\bend\b(?!\s*(?:if|loop|while|repeat|for)\b)/,
  },
} as const;

/** Schemas of data and interfaces. */
export const schemas: readonly RuleLanguage[] = [
  {
    id: "sql",
    extensions: ["sql", "ddl", "pgsql", "psql", "plsql", "pls", "pks", "pkb", "mysql"],
    body: statement,
    definitions: [
      ["struct", sql("table")],
      ["type", sql("view|type|domain")],
      ["class", sql("package(?:\\s+body)?"), routine],
      ["function", sql("function|procedure|proc|trigger|rule"), routine],
      ["variable", sql("index|sequence|synonym")],
      ["namespace", sql("schema|database")],
      ["property", sql("policy")],
    ],
    opaque: [
      toLineEnd("--"),
      toLineEnd("^#"),
      between("/*", "*/"),
      { open: "\\$[A-Za-z_]*\\$", close: (open) => open.replaceAll("$", "\\$"), multiline: true },
      { open: "'[^']*(?:''[^']*)*'", multiline: true },
      doubleQuotes,
      { open: "`[^`\\n]{1,200}`" },
    ],
    attached: /^--/,
    blockComment: cBlock,
    lineComment: "--",
  },
  {
    id: "protobuf",
    extensions: ["proto"],
    body: "statement",
    definitions: [
      ["struct", /^\s*message\s+(\w+)/],
      ["enum", /^\s*enum\s+(\w+)/],
      ["interface", /^\s*service\s+(\w+)/],
      ["method", /^\s*rpc\s+(\w+)/],
      ["struct", /^\s*extend\s+([\w.]+)/],
    ],
    opaque: cLike,
    attached: slashAttached,
    blockComment: cBlock,
    lineComment: "//",
  },
  {
    id: "graphql",
    extensions: ["graphql", "gql", "graphqls"],
    body: "block",
    definitions: [
      ["class", /^\s*(?:extend\s+)?type\s+(\w+)/],
      ["interface", /^\s*(?:extend\s+)?interface\s+(\w+)/],
      ["struct", /^\s*(?:extend\s+)?input\s+(\w+)/],
      ["enum", /^\s*(?:extend\s+)?enum\s+(\w+)/],
      ["type", /^\s*(?:extend\s+)?(?:union|scalar)\s+(\w+)/],
      ["macro", /^\s*directive\s+@(\w+)/],
      ["function", /^\s*(?:query|mutation|subscription|fragment)\s+(\w+)/],
      ["property", /^\s+(\w+)\s*(?:\(|:)/, "line", ["class", "interface", "struct"]],
    ],
    opaque: [hashComment, longQuoted('"""'), doubleQuotes],
    attached: /^(?:#|"[^"])/,
    blockComment: ['"""', '"""'],
    lineComment: "#",
  },
  {
    id: "thrift",
    extensions: ["thrift"],
    body: "statement",
    definitions: [
      ["struct", /^\s*(?:struct|union)\s+(\w+)/],
      ["type", /^\s*exception\s+(\w+)/],
      ["enum", /^\s*(?:senum|enum)\s+(\w+)/],
      ["interface", /^\s*service\s+(\w+)/],
      ["type", /^\s*typedef\s+.*\s(\w+)\s*[;,]?$/, "line"],
      ["constant", /^\s*const\s+\S+\s+(\w+)/, "line"],
      ["method", /^\s+(?:oneway\s+)?[\w.]+(?:<[^>]*>)?\s+(\w+)\s*\(/, "line", ["interface"]],
    ],
    opaque: [...cLike, hashComment],
    attached: /^(?:\/\/|#)/,
    blockComment: cBlock,
  },
  {
    id: "capnp",
    extensions: ["capnp"],
    body: "statement",
    definitions: [
      ["struct", /^\s*struct\s+(\w+)/],
      ["enum", /^\s*enum\s+(\w+)/],
      ["interface", /^\s*interface\s+(\w+)/],
      ["constant", /^\s*(?:const|annotation)\s+(\w+)/],
      ["method", /^\s+(\w+)\s+@\d+\s*\(/, "statement", ["interface"]],
    ],
    opaque: [toLineEnd("#"), doubleQuotes],
    attached: /^#/,
  },
  {
    id: "flatbuffers",
    extensions: ["fbs"],
    body: "statement",
    definitions: [
      ["struct", /^\s*(?:table|struct)\s+(\w+)/],
      ["enum", /^\s*(?:enum|union)\s+(\w+)/],
      ["interface", /^\s*rpc_service\s+(\w+)/],
    ],
    opaque: cLike,
    attached: slashAttached,
    blockComment: cBlock,
  },
  {
    id: "prisma",
    extensions: ["prisma"],
    body: "block",
    definitions: [
      ["class", /^\s*(?:model|view|type)\s+(\w+)/],
      ["enum", /^\s*enum\s+(\w+)/],
      ["namespace", /^\s*(?:datasource|generator)\s+(\w+)/],
    ],
    opaque: [toLineEnd("//"), doubleQuotes],
    attached: slashAttached,
  },
  {
    id: "xml-schema",
    extensions: ["xsd"],
    body: "indent",
    wholeNames: true,
    definitions: [
      ["type", /^\s*<(?:\w+:)?(?:complexType|simpleType)\s(?:[^>]*\s)?name="([^"]+)"/],
      ["property", /^\s*<(?:\w+:)?(?:element|group|attributeGroup|attribute)\s(?:[^>]*\s)?name="([^"]+)"/],
    ],
    opaque: [between("<!--", "-->")],
    attached: /^<!--/,
  },
  {
    id: "gherkin",
    extensions: ["feature"],
    uncertain: ["feature"],
    conventions: { test: /\.feature$/i },
    body: "next",
    wholeNames: true,
    definitions: [
      ["class", /^\s*Feature:\s*(.+)$/],
      ["namespace", /^\s*Rule:\s*(.+)$/],
      ["test", /^\s*(?:Scenario(?: Outline| Template)?|Example|Background):\s*(.+)$/],
    ],
    opaque: [toLineEnd("^[ \\t]*#"), { ...longQuoted('"""'), multiline: true }],
    attached: /^[#@]/,
  },
  {
    id: "rego",
    extensions: ["rego"],
    body: "block",
    definitions: [
      ["namespace", /^package\s+([\w.]+)/, "line"],
      ["constant", /^default\s+(\w+)/, "line"],
      [
        "function",
        /^(?!import\b|package\b|else\b|not\b|some\b)(\w[\w.]*)(?:\([^)]*\)|\[[^\]]*\])?\s*(?::=|=|contains\b|if\b|\{)/,
      ],
    ],
    opaque: [...slashComments.slice(1), hashComment, doubleQuotes, { open: "`[^`]{0,2000}`" }],
    attached: /^#/,
    lineComment: "#",
  },
];

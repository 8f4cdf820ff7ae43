import { Brackets } from "../../parse/rules/brackets.js";
import type { Found } from "../language.js";
import {
  between,
  type DefinitionRule,
  doubleQuotes,
  type MaskedText,
  type RuleLanguage,
  toLineEnd,
} from "../rule.js";
import { cBlock, slashAttached } from "./shared.js";

const closed = (kind: DefinitionRule[0], word: string, pattern: RegExp): DefinitionRule => [
  kind,
  pattern,
  { closes: new RegExp(`^end${word}\\b`) },
];

const vhdl = (kind: DefinitionRule[0], word: string, name = "(\\w+)"): DefinitionRule => [
  kind,
  new RegExp(`^\\s*(?:(?:pure|impure)\\s+)?${word}\\s+${name}`, "i"),
  { end: /^end\b/i, sameLine: /\)?\s*;$/ },
];

const TYPEDEF = /^[ \t]*typedef\b[^;{]{0,300}\{/gm;
const NAME_AFTER = /\s*(\w+)\s*(?:\[[^\]\n]*\]\s*)*;/y;

/** `typedef struct { … } name;`: the name comes after the body. */
function typedefs({ structure }: MaskedText): Found[] {
  const brackets = new Brackets(structure);
  return [...structure.matchAll(TYPEDEF)].flatMap((match) => {
    const body = match.index + match[0].length - 1;
    const after = brackets.after(body);
    if (after === undefined) return [];
    NAME_AFTER.lastIndex = after;
    const name = NAME_AFTER.exec(structure)?.[1];
    const start = match.index + match[0].search(/\S/);
    return name ? [{ kind: "type", name, start, end: NAME_AFTER.lastIndex, bodyStart: body }] : [];
  });
}

/** Languages that describe circuits. */
export const hardware: readonly RuleLanguage[] = [
  {
    id: "verilog",
    extensions: ["v", "vh", "sv", "svh"],
    body: "line",
    definitions: [
      closed("namespace", "module", /^\s*(?:macro)?module\s+(?:(?:automatic|static)\s+)?(\w+)/),
      closed("interface", "interface", /^\s*interface\s+(?!class\b)(?:(?:automatic|static)\s+)?(\w+)/),
      closed("namespace", "package", /^\s*package\s+(?:(?:automatic|static)\s+)?(\w+)/),
      closed("namespace", "program", /^\s*program\s+(?:automatic\s+)?(\w+)/),
      closed("namespace", "primitive", /^\s*primitive\s+(\w+)/),
      closed("class", "class", /^\s*(?:(?:virtual|interface)\s+)*class\s+(?:automatic\s+)?(\w+)/),
      closed(
        "function",
        "task",
        /^\s*(?:(?:virtual|static|automatic|protected|local)\s+)*task\s+(?:(?:automatic|static)\s+)?([\w:$]+)/,
      ),
      closed(
        "function",
        "function",
        /^\s*(?:(?:virtual|static|automatic|protected|local)\s+)*function\s+(?:[^;(]*[\s\]])?([\w$:]+)\s*(?:[(;]|$)/,
      ),
      closed("type", "group", /^\s*covergroup\s+(\w+)/),
      closed("type", "property", /^\s*property\s+(\w+)/),
      closed("type", "sequence", /^\s*sequence\s+(\w+)/),
      ["method", /^\s*(?:extern|pure|import)\s[^;]*\b(?:function|task)\s+(?:[^;(]*[\s\]])?([\w$:]+)\s*[(;]/],
      ["type", /^\s*typedef\b[^{]*?(\w+)\s*(?:\[[^\]]*\]\s*)?;/],
      ["macro", /^\s*`define\s+(\w+)/],
      ["constant", /^\s*(?:localparam|parameter)\s+(?:[^=(,]*[\s\]])?(\w+)\s*=/],
    ],
    opaque: [toLineEnd("//"), between("/*", "*/"), doubleQuotes],
    attached: slashAttached,
    blockComment: cBlock,
    lineComment: "//",
    read: typedefs,
  },
  {
    id: "vhdl",
    extensions: ["vhd", "vhdl"],
    body: "line",
    definitions: [
      vhdl("class", "entity", "(\\w+)\\s+is"),
      vhdl("class", "architecture"),
      vhdl("namespace", "package", "(?:body\\s+)?(\\w+)"),
      vhdl("class", "configuration"),
      vhdl("interface", "component"),
      vhdl("function", "(?:function|procedure)", '(\\w+|"[^"]+")'),
      ["function", /^\s*(\w+)\s*:\s*(?:postponed\s+)?process\b/i, { end: /^end\b/i }],
      ["type", /^\s*(?:sub)?type\s+(\w+)/i, { until: /;/ }],
      ["constant", /^\s*constant\s+(\w+)/i, { until: /;/ }],
    ],
    opaque: [toLineEnd("--"), between("/*", "*/"), doubleQuotes, { open: "'.'" }],
    attached: /^--/,
    lineComment: "--",
  },
];

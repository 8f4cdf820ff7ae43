import type { Body, MaskedText, RuleLanguage } from "../../languages/rule.js";
import type { SymbolKind } from "../parsed.js";
import { widthOf } from "./head.js";

/** Characters of a line that are matched: a name after so many is data. */
export const LONGEST_LINE = 400;
/** Definitions that are read from one file. A file with more is data. */
const MOST_DEFINITIONS = 20_000;

/** A line that a rule matched. */
export interface Match {
  readonly kind: SymbolKind;
  /** Empty for a definition without a name, which only closes with its own end. */
  readonly name: string;
  readonly body: Body;
  readonly inside: readonly (SymbolKind | "")[] | undefined;
  readonly rule: number;
  /** From 0. */
  readonly line: number;
  readonly start: number;
  /** Columns before it. */
  readonly indent: number;
}

const anyRule = new WeakMap<RuleLanguage, RegExp>();

/** One pattern for all rules, which most lines do not match. */
function anyRuleOf(language: RuleLanguage): RegExp {
  const known = anyRule.get(language);
  if (known) return known;
  const flags = language.definitions.some(([, { ignoreCase }]) => ignoreCase) ? "i" : "";
  const sources = language.definitions.map(([, { source }]) => `(?:${source})`);
  const made = new RegExp(sources.join("|"), flags);
  anyRule.set(language, made);
  return made;
}

/** The lines that begin a definition. */
export function matchesOf(language: RuleLanguage, { code }: MaskedText, lines: Int32Array): Match[] {
  if (language.definitions.length === 0) return [];
  const any = anyRuleOf(language);
  const lineAt = (line: number): string => {
    const from = lines[line]!;
    return code.slice(from, Math.min(lines[line + 1] ?? code.length, from + LONGEST_LINE)).trimEnd();
  };
  const found: Match[] = [];
  for (let line = 0; line < lines.length && found.length < MOST_DEFINITIONS; line++) {
    let content = lineAt(line);
    if (content === "") continue;
    // The name may be on the next line: `add_library(`.
    if (content.endsWith("(") && line + 1 < lines.length) content += lineAt(line + 1).trim();
    if (!any.test(content)) continue;
    const rule = language.definitions.findIndex(([, pattern]) => pattern.test(content));
    const [kind, pattern, body, inside] = language.definitions[rule] ?? [];
    const match = pattern?.exec(content);
    if (!kind || !match) continue;
    const parts = match.slice(1).filter((part) => part !== undefined && part !== "");
    const space = content.slice(0, content.search(/\S/));
    found.push({
      kind,
      name: parts.map(unquoted).join("."),
      body: body ?? language.body,
      inside,
      rule,
      line,
      start: lines[line]! + space.length,
      indent: widthOf(space),
    });
  }
  return found;
}

/** A name without its quotes, each part of `"a"."b"` alone. */
function unquoted(part: string): string {
  const name = part.trim();
  return /^["'`[].*["'`\]]$/.test(name) ? name.replace(/["'`[\]]/g, "") : name;
}

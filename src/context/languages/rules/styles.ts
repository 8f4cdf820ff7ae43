import type { SymbolKind } from "../../parse/parsed.js";
import type { Found } from "../language.js";
import type { MaskedText } from "../rule.js";

const LONGEST_SELECTOR = 400;
/** At-rules whose block holds declarations of one thing, by the word before its name. */
const NAMED =
  /^@(?:-\w+-)?(mixin|function|keyframes|layer|property|counter-style|font-palette-values|view-transition|utility)\s+([\w$.,\s-]+?)\s*(?:\(|$)/;

/** Every rule with a block: its selector, or the name of an at-rule. `&` and nested selectors stay as they are written. */
export function styleDefinitions({ code, structure }: MaskedText): readonly Found[] {
  const found: { kind: SymbolKind; name: string; start: number; end: number; bodyStart: number }[] = [];
  const open: (number | undefined)[] = [];
  let from = 0;
  const mark = /[{};]/g;
  for (let match = mark.exec(structure); match; match = mark.exec(structure)) {
    const at = match.index;
    // `#{$name}` in a selector or a value is not a block.
    if (match[0] === "{" && structure[at - 1] === "#") {
      const length = structure.slice(at, at + LONGEST_SELECTOR).indexOf("}");
      if (length >= 0) mark.lastIndex = at + length + 1;
      continue;
    }
    if (match[0] === "{") {
      const head = code.slice(Math.max(from, at - 4 * LONGEST_SELECTOR), at);
      const prelude = head.trim().replace(/\s+/g, " ").slice(0, LONGEST_SELECTOR);
      const [kind, name] = described(prelude);
      // Steps of an animation, and nested maps and properties, are no definitions.
      if (name === "" || /^(?:from|to|[\d.]+%)(?:\s*,|$)/.test(name) || name.endsWith(":"))
        open.push(undefined);
      else {
        open.push(found.length);
        found.push({ kind, name, start: at - head.trimStart().length, end: structure.length, bodyStart: at });
      }
    } else if (match[0] === "}") {
      const index = open.pop();
      if (index !== undefined) found[index]!.end = at + 1;
    }
    from = at + 1;
  }
  return found;
}

function described(prelude: string): [SymbolKind, string] {
  const [, word, name = ""] = NAMED.exec(prelude) ?? [];
  if (word) return [word === "mixin" || word === "function" ? "function" : "type", name];
  return [prelude.startsWith("@") ? "namespace" : "class", prelude];
}

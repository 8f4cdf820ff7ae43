import type { MaskedText, Opaque, RuleLanguage } from "../../languages/rule.js";

/** Searches for an end that may fail in one file: each may read to the end of the text. */
const MOST_FAILURES = 20;

interface Compiled {
  readonly opening: RegExp;
  readonly each: readonly {
    readonly open: RegExp;
    readonly close: RegExp | undefined;
    readonly opaque: Opaque;
  }[];
}

const compiled = new WeakMap<RuleLanguage, Compiled>();

function compile(language: RuleLanguage): Compiled {
  const known = compiled.get(language);
  if (known) return known;
  const made = {
    opening: new RegExp(language.opaque.map(({ open }) => `(?:${open})`).join("|") || "(?!)", "gm"),
    each: language.opaque.map((opaque) => ({
      opaque,
      open: new RegExp(opaque.open, "my"),
      close: typeof opaque.close === "string" ? new RegExp(opaque.close, "gm") : undefined,
    })),
  };
  compiled.set(language, made);
  return made;
}

const blank = (text: string): string => text.replace(/[^\r\n]+/g, (run) => " ".repeat(run.length));

/** Blanks comments, and in the second copy strings too. Offsets and lines stay as they are. Linear time. */
export function masked(language: RuleLanguage, text: string): MaskedText {
  const { opening, each } = compile(language);
  const code: string[] = [];
  const structure: string[] = [];
  let from = 0;
  let failures = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const at = match.index;
    const found = each.find(({ open }) => {
      open.lastIndex = at;
      return open.test(text);
    });
    if (!found) {
      opening.lastIndex = at + 1;
      continue;
    }
    const opened = found.open.lastIndex;
    const end = failures < MOST_FAILURES || !found.opaque.close ? endOf(found, text, at, opened) : undefined;
    if (end === undefined) {
      failures++;
      opening.lastIndex = Math.max(opened, at + 1);
      continue;
    }
    const piece = text.slice(at, end);
    const hidden = blank(piece);
    const before = text.slice(from, at);
    code.push(before, found.opaque.comment ? hidden : visible(piece, hidden));
    structure.push(before, hidden);
    from = end;
    opening.lastIndex = Math.max(end, at + 1);
  }
  const rest = text.slice(from);
  return { text, code: code.join("") + rest, structure: structure.join("") + rest };
}

function endOf(
  { opaque, close }: Compiled["each"][number],
  text: string,
  at: number,
  opened: number,
): number | undefined {
  if (opaque.close === undefined) return opened;
  const pattern =
    close ?? new RegExp((opaque.close as (open: string) => string)(text.slice(at, opened)), "gm");
  pattern.lastIndex = opened;
  const match = pattern.exec(text);
  if (match) return pattern.lastIndex;
  // An open comment hides the rest of the file; an open string is more likely a misreading.
  return opaque.comment ? text.length : undefined;
}

/** A string's first line and its last character: the lines between may look like definitions. */
function visible(piece: string, hidden: string): string {
  const line = piece.indexOf("\n");
  return line < 0 ? piece : piece.slice(0, line) + hidden.slice(line, -1) + piece.slice(-1);
}

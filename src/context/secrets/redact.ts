import { AssignedValues, NAME_KEYWORDS } from "./assigned.js";
import { contextRules } from "./context-rules.js";
import type { Found } from "./found.js";
import { KeywordScan } from "./keyword-scan.js";
import { OBJECT_KEYWORD, SecretObjects } from "./kubernetes.js";
import { PrivateKeys } from "./private-key.js";
import { gramsOf, type TokenRule, tokenRules } from "./token-rules.js";

type Rule = TokenRule | ((text: string, at: number) => Found | undefined) | "private-key" | "object" | "name";

let made: KeywordScan<Rule> | undefined;

/** Made at the first use: some 5,000 keywords. */
function keywords(): KeywordScan<Rule> {
  if (made) return made;
  const scan = new KeywordScan<Rule>();
  for (const rule of tokenRules)
    for (const start of rule.starts) for (const gram of gramsOf(start)) scan.add(gram, rule);
  for (const { keywords: list, find, anyCase = false } of contextRules)
    for (const keyword of list) scan.add(keyword, find, { anyCase });
  for (const keyword of NAME_KEYWORDS) scan.add(keyword, "name", { anyCase: true });
  for (const head of ["-----BEGIN", "---- BEGIN", "PuTTY-User"]) scan.add(head, "private-key");
  scan.add(OBJECT_KEYWORD, "object");
  made = scan;
  return scan;
}

/** Redacting may put two halves of a secret beside each other; it ends when nothing is found any more. */
const MOST_PASSES = 4;

/**
 * The text with each secret replaced by a mark, `[redacted <kind>]`: tokens of well-known services, private keys, passwords
 * in addresses, values of names that say they are secret. It has as many lines as before, each mark stands where the
 * secret stood, and redacting it again changes nothing. The whole secret goes, or nothing does. Takes linear time: about
 * 300 MB/s where there is none. Meant for a whole file: a key that is cut in two is not known by its second half.
 */
export function redact(text: string): string {
  let shown = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = findSecrets(shown);
    if (found.length === 0) return shown;
    shown = marked(shown, found);
  }
  return shown;
}

/**
 * Whether a short text, such as a file's name, holds a token of a known form. Looks for each form by itself: to make the
 * table by which long texts are searched takes longer than to look through thousands of names.
 */
export const holdsToken = (text: string): boolean =>
  tokenRules.some((rule) =>
    rule.starts.some((start) => {
      for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
        if (tokenAt(text, at, rule)) return true;
      return false;
    }),
  );

/** The secrets of a text in order, none overlapping another. */
export function findSecrets(text: string): Found[] {
  const found: Found[] = [];
  const keys = new PrivateKeys(text);
  const values = new AssignedValues(text);
  const objects = new SecretObjects(text);
  const scan = keywords();
  for (let at = scan.next(text, 0); at >= 0; ) {
    let next = at + 1;
    for (const rule of scan.found) {
      if (rule === "name" || rule === "object") {
        found.push(...(rule === "name" ? values.at(at) : objects.at(at)));
        continue;
      }
      const secret =
        typeof rule === "function"
          ? rule(text, at)
          : rule === "private-key"
            ? keys.at(at)
            : tokenAt(text, at, rule);
      if (!secret) continue;
      found.push(secret);
      // The secret of a name stands behind other names that may have one of their own.
      if (secret.start <= at) next = Math.max(next, secret.end);
    }
    at = scan.next(text, next);
  }
  return joined(found);
}

/** In order, what overlaps joined to one: the whole of both goes. */
function joined(found: Found[]): Found[] {
  const list: Found[] = [];
  for (const secret of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = list[list.length - 1];
    if (!last || last.end <= secret.start) {
      list.push(secret);
      continue;
    }
    // The rule that knows the form says more than the name before it.
    const named = last.kind === "secret" || last.kind === "password";
    const kind = named ? secret.kind : last.kind;
    list[list.length - 1] = { start: last.start, end: Math.max(last.end, secret.end), kind };
  }
  return list;
}

const isWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);

function tokenAt(
  text: string,
  at: number,
  { id, starts, rest, inside, before }: TokenRule,
): Found | undefined {
  let start = at;
  if (before) {
    const least = Math.max(0, at - before.most);
    while (start > least && before.each.test(text[start - 1]!)) start--;
    if (at - start < before.fewest) return undefined;
  }
  if (!inside && isWord(text.charCodeAt(start - 1)) && !isEscape(text, start - 1)) return undefined;
  for (const literal of starts) {
    if (!text.startsWith(literal, at)) continue;
    rest.lastIndex = at + literal.length;
    if (!rest.test(text)) continue;
    let end = rest.lastIndex;
    // `xxxx…` and `0000…` are no secrets.
    if (!before && new Set(text.slice(at + literal.length, Math.min(end, at + 60))).size < 5)
      return undefined;
    while (
      isWord(text.charCodeAt(end)) ||
      text[end] === "_" ||
      (text[end] === "-" && isWord(text.charCodeAt(end + 1)))
    )
      end++;
    return { start, end, kind: id };
  }
  return undefined;
}

/** The letter of `\n` or `\t` in a string, or the last of `%3D`, is no part of what follows. */
const isEscape = (text: string, at: number): boolean =>
  text[at - 1] === "\\" || (text[at - 2] === "%" && /[0-9A-Fa-f]/.test(text[at - 1]!));

function marked(text: string, found: readonly Found[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, kind } of found) {
    parts.push(text.slice(at, start));
    const secret = text.slice(start, end);
    // Indentation stays: what is parsed after this depends on it.
    parts.push(
      secret.includes("\n") ? secret.replace(/[^\s][^\r\n]*/g, `[redacted ${kind}]`) : `[redacted ${kind}]`,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

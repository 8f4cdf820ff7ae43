import { AssignedValues, NAME_KEYWORDS } from "./assigned.js";
import { contextRules } from "./context-rules.js";
import { KeywordScan } from "./keyword-scan.js";
import { OBJECT_KEYWORD, SecretObjects } from "./kubernetes.js";
import { PrivateKeys } from "./private-key.js";
import type { SecretSpan } from "./secret-span.js";
import { gramsOf, type TokenRule, tokenRules } from "./token-rules.js";

type Rule =
  | TokenRule
  | ((text: string, at: number) => SecretSpan | undefined)
  | "private-key"
  | "object"
  | "name";

let keywordScan: KeywordScan<Rule> | undefined;

/** The search table of some 5,000 keywords, built on first use. */
function keywords(): KeywordScan<Rule> {
  if (keywordScan) return keywordScan;
  const scan = new KeywordScan<Rule>();
  for (const rule of tokenRules)
    for (const start of rule.starts) for (const gram of gramsOf(start)) scan.add(gram, rule);
  for (const { keywords: list, find, anyCase = false } of contextRules)
    for (const keyword of list) scan.add(keyword, find, { anyCase });
  for (const keyword of NAME_KEYWORDS) scan.add(keyword, "name", { anyCase: true });
  for (const head of ["-----BEGIN", "---- BEGIN", "PuTTY-User"]) scan.add(head, "private-key");
  scan.add(OBJECT_KEYWORD, "object");
  keywordScan = scan;
  return scan;
}

/**
 * Replacing one secret may bring the halves of another together, so the text is searched until nothing is
 * found.
 */
const MOST_PASSES = 4;

/** The word of each mark. A file without it in the index had no secret when it was indexed. */
export const REDACTED = "redacted";

/**
 * Replaces each secret in a text by a mark, `[redacted <kind>]`: tokens of well-known services, private keys,
 * passwords in addresses, and values whose names say that they are secret. The number of lines stays the
 * same, each mark is on the line of its secret, and redacting the result again changes nothing. A secret is
 * replaced whole or not at all. Takes linear time: about 300 MB/s for text without secrets. Pass a whole
 * file: the second half of a key alone is not recognised.
 */
export function redact(text: string): string {
  let shown = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = findSecrets(shown);
    if (found.length === 0) return shown;
    shown = replaceSecrets(shown, found);
  }
  return shown;
}

/**
 * Whether a short text, such as a file name, contains a token of a known form. Searches for each form by
 * itself, because building the keyword table takes longer than searching thousands of names this way.
 */
export const holdsToken = (text: string): boolean =>
  tokenRules.some((rule) =>
    rule.starts.some((start) => {
      for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
        if (tokenAt(text, at, rule)) return true;
      return false;
    }),
  );

/** Finds the secrets of a text, in order and without overlaps. */
export function findSecrets(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
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
      // A secret that begins after this position may have more names with secrets before it: search them too.
      if (secret.start <= at) next = Math.max(next, secret.end);
    }
    at = scan.next(text, next);
  }
  return mergeOverlaps(found);
}

/** Sorts the secrets and merges overlapping ones, so that both are redacted whole. */
function mergeOverlaps(found: SecretSpan[]): SecretSpan[] {
  const list: SecretSpan[] = [];
  for (const secret of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = list[list.length - 1];
    if (!last || last.end <= secret.start) {
      list.push(secret);
      continue;
    }
    // Prefer the kind of a token rule: it is more specific than `secret` or `password`, which come from a
    // name.
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
): SecretSpan | undefined {
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
    // `xxxx…` and `0000…` are placeholders.
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

/** Whether a letter or digit ends an escape (`\n`, `%3D`), so that it is not part of the word after it. */
const isEscape = (text: string, at: number): boolean =>
  text[at - 1] === "\\" || (text[at - 2] === "%" && /[0-9A-Fa-f]/.test(text[at - 1]!));

function replaceSecrets(text: string, found: readonly SecretSpan[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, kind } of found) {
    parts.push(text.slice(at, start));
    const secret = text.slice(start, end);
    // Keep the indentation: the text is parsed later.
    parts.push(
      secret.includes("\n")
        ? secret.replace(/[^\s][^\r\n]*/g, `[${REDACTED} ${kind}]`)
        : `[${REDACTED} ${kind}]`,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

import type { Found } from "./found.js";
import { isPlausible, type NameStrength } from "./plausible.js";

/**
 * Values that are given to a name which says that they are secret: `password = "…"`, `DB_PASSWORD=…`, YAML, JSON, TOML,
 * XML, property lists, .properties, HCL, flags, headers, netrc, `define('DB_PASSWORD', '…')`.
 */

/** Keywords in any case with which a name of a secret is found. */
export const NAME_KEYWORDS: readonly string[] =
  "pass toke secr cred auth _pwd -pwd pwd= pwd: pwd\" pwd' pwd> dpwd rpwd _PAT _key -key .key ikey skey tkey ekey gkey nkey rkey dkey pkey hkey ykey ckey".split(
    " ",
  );

const LONGEST_NAME = 80;
const PASSWORD = "pass(?:word|wd|phrase|code)?|pwd";
const KEYS =
  "api|app|application|access|secret|private|priv|license|account|acct|encryption|encrypt|decryption|signing|sign|signature|master|auth|authorization|service|subscription|consumer|shared|admin|root|deploy|storage|client|webhook|server|security|session|cookie|hmac|jwt|crypto|cipher|ssh|gpg|aes|ingest|ingestion|write|restricted|integration|functions?|cognitive|maps|search|bot|live|test|user|project|organization|team|workspace|sid|dsa|rsa|ec";
const TOKEN = `[_-]pat|tokens?|secrets?|credentials?|(?:${KEYS})[_.-]?keys?|[_.-]auth|bearer`;
const TAIL =
  "(?:[_.-]?(?:values?|key|base|string|str|text|plain|plaintext|plain_text|raw|data|hash|encoded|base64|b64|prod|production|dev|development|stag(?:e|ing)|test|live|main|default|primary|secondary|old|new|current|admin|root|user|id|file)|[_.-]?\\d{1,4}){0,2}";
const PASSWORD_NAME = new RegExp(
  `(?:^|[^a-z]|(?<=[a-z])(?=[A-Z])|(?:db|user|my|admin|root|mysql|redis|smtp|ftp|ssh|key|store|pg|sql|mail|ldap|proxy|test|client|server))(?:${PASSWORD})${TAIL}$`,
  "i",
);
const PASSWORD_WORD = new RegExp(`(?:password|passwd|passphrase)${TAIL}$`, "i");
const TOKEN_NAME = new RegExp(`(?:${TOKEN})${TAIL}$`, "i");
const WEAK_NAME = /(?:^|[a-z_.-])(?:key|auth)(?:[_.-]?(?:value|data|base64|b64|\d{1,3}))?$/i;
/** What is about a secret and none itself. */
const ABOUT =
  /(?:_?(?:id|file|path|name|type|url|uri|count|length|size|limit|ttl|expiry|expires(?:_?(?:in|at|on))?|field|header|prefix|suffix|label|hint|policy|arn|ref|class|endpoint|version|algorithm|format))$|public[_-]?key|primary[_-]?key(?!s?$)|foreign[_-]?key|sort[_-]?key|partition[_-]?key|cache[_-]?key|tokens_|ssh[_-]?rsa|integrity|translation/i;

const isNameUnit = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 48 && unit <= 57) ||
  unit === 95 ||
  unit === 45 ||
  unit === 46;

function strengthOf(name: string): NameStrength | undefined {
  if (ABOUT.test(name)) return undefined;
  if (PASSWORD_WORD.test(name) || PASSWORD_NAME.test(name)) return "password";
  if (TOKEN_NAME.test(name)) return "token";
  return WEAK_NAME.test(name) ? "weak" : undefined;
}

/** Between a name and its value on one line; a type may stand between. */
const SEPARATOR =
  /(?:\\?["'`\])]){0,3}(?:\??:[ \t]{0,4}[A-Za-z_&*?][\w.<>[\]&?|* ]{0,40}?)?[ \t]{0,60}(?:=>|:=|\?\?=|\?=|\|\|=|\+=|={1,3}|!={1,2}|::?|<-|~>)[ \t]{0,60}/y;
/** `<password>`, `<entry key="password">`, `<key>password</key> <string>`. */
const XML =
  /(?:["'][^<>\n]{0,80})?>(?!>)\s{0,80}|<\/key>\s{0,80}<(?:string|data)>\s{0,80}|<\/name>\s{0,80}<value>\s{0,80}/y;
/** `name="password" value="`, `{"name": "PASSWORD", "value": "`, `- name: PASSWORD` and `value:` on the next line. */
const NAMED_VALUE =
  /(?:\\?["'])?[ \t]{0,10},?\s{1,80}(?:\\?["'])?(?:value|default|stringValue)(?:\\?["'])?[ \t]{0,10}[:=][ \t]{0,10}|(?:\\?["'])[ \t]{0,4},[ \t]{0,4}(?:\\?["'])?value(?:\\?["'])[ \t]{0,4}:[ \t]{0,4}|"\s{0,10}\{\s{1,80}(?:(?:description|type|sensitive|nullable)[ \t]{0,40}=[^\n]{0,200}\n\s{0,80}){0,4}default[ \t]{0,40}=[ \t]{0,40}/iy;
/** `define('DB_PASSWORD', '…')`, `setenv("TOKEN", "…")`. */
const ARGUMENT = /\\?["'][ \t]{0,4},[ \t]{0,4}(?=["'`\\])/y;
const FLAG = /[ \t]{1,20}(?=[^-\s|)\]>])/y;
const QUOTED_STATEMENT = /[ \t]{1,4}(?=['"])/y;

const PREFIX =
  /(?:!{1,2}\w{1,20} |[bBrRuUfFL@$]{1,2}(?=["'`])|(?:[\w.:[\]<>]{1,60}\([ \t]?|\[\]byte\(|&)(?=["'`]))/y;
const FALLBACK =
  /[^\n"'`;=]{0,80}?(?:["'`][\w.-]{1,60}["'`][\])]{0,2})?[ \t]{0,4}(?:\|\||\?\?|\bor\b|,)[ \t]{0,4}(?=["'`])/y;
/** Where what is not in quotes ends: at a space, and in code at quotes and separators too. */
const TO_SPACE = /[\s\0]/g;
const TO_MARK = /[\s"'`<>,;]/g;
const MOST_QUOTED = 4096;
/** What a value begins with tells what it is. */
const JUDGED = 300;

/** Finds such values in one text; asked at growing places, it reads the text once. */
export class AssignedValues {
  private readonly wordEnd: NextMatch;
  private readonly markEnd: NextMatch;
  private readonly tagStart: NextMatch;

  constructor(private readonly text: string) {
    this.wordEnd = new NextMatch(text, TO_SPACE);
    this.markEnd = new NextMatch(text, TO_MARK);
    this.tagStart = new NextMatch(text, /[<>\n]/g);
  }

  /** The value given to the name around `at`, when it is a secret. */
  at(at: number): Found | undefined {
    const { text } = this;
    let start = at;
    while (start > 0 && at - start < LONGEST_NAME && isNameUnit(text.charCodeAt(start - 1))) start--;
    let end = at + 4;
    const keywordEnd = text.charCodeAt(end - 1);
    if (!isNameUnit(keywordEnd)) end--;
    while (end - at < LONGEST_NAME && isNameUnit(text.charCodeAt(end))) end++;
    // Whatever follows is told by one or two characters: most names in code are followed by something else.
    const value = this.valueAfter(start, end);
    if (!value) return undefined;
    const name = text.slice(start, end).replace(/^[-.\d]+|[-.]+$/g, "");
    const strength = strengthOf(name);
    if (!strength || text.startsWith("[redacted ", start - 10)) return undefined;
    return judged(text, value, strength, name);
  }

  private valueAfter(nameStart: number, nameEnd: number): Value | undefined {
    const { text } = this;
    for (const [pattern, kind] of FORMS) {
      pattern.lastIndex = nameEnd;
      if (!pattern.test(text)) continue;
      const from = pattern.lastIndex;
      if (kind === "flag" && !isFlag(text, nameStart, nameEnd)) continue;
      if (kind === "statement" && !/pass|PASS/.test(text.slice(nameStart, nameEnd))) continue;
      const value = kind === "xml" ? this.element(from) : this.valueAt(nameStart, from, kind);
      if (value) return kind === "argument" ? { ...value, indirect: true } : value;
    }
    return undefined;
  }

  /** The text of an element, to the next tag. */
  private element(from: number): Value | undefined {
    const { text } = this;
    const tag = this.tagStart.after(from);
    if (tag - from > MOST_QUOTED || text[tag] !== "<") return undefined;
    let end = tag;
    while (end > from && text.charCodeAt(end - 1) <= 32) end--;
    return end > from ? { start: from, end, literal: true } : undefined;
  }

  private valueAt(nameStart: number, from: number, kind: Form): Value | undefined {
    const { text } = this;
    let at = from;
    PREFIX.lastIndex = at;
    const prefix = PREFIX.exec(text);
    const wrapped = prefix?.[0].includes("(") === true;
    if (prefix) at += prefix[0].length;
    QUOTE.lastIndex = at;
    const quote = QUOTE.exec(text)?.[0];
    if (quote !== undefined) return inQuotes(text, at + quote.length, quote, wrapped);
    FALLBACK.lastIndex = from;
    const fallback = FALLBACK.exec(text);
    if (fallback) {
      const open = from + fallback[0].length;
      return inQuotes(text, open + 1, text[open]!, true);
    }
    const alone = kind === "assignment" && ALONE.test(text.slice(Math.max(0, nameStart - 60), nameStart));
    const stop = (alone ? this.wordEnd : this.markEnd).after(from);
    if (stop === from || stop - from > MOST_QUOTED) return undefined;
    const found = text.slice(from, stop);
    const lineEnd = /[ \t]{0,40}(?:[#;].{0,200})?(?:\r?\n|$)/y;
    lineEnd.lastIndex = stop;
    const whole = alone && lineEnd.test(text);
    const value = whole ? found.replace(/[;,]$/, "") : found.replace(/[.;,)\]}\\]{1,8}$/, "");
    // `x = y;` is code, `NAME=y` and `name: y` are not.
    const data =
      whole &&
      found === value &&
      (/=$/.test(text.slice(from - 1, from)) ||
        /:[ \t]{1,60}$/.test(text.slice(Math.max(0, from - 61), from)));
    return { start: from, end: from + value.length, literal: data || kind === "named" };
  }
}

/** Where a pattern matches next, found once for all places up to there. */
class NextMatch {
  private from = 0;
  private at = -1;

  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  after(place: number): number {
    if (place >= this.from && place <= this.at) return this.at;
    this.pattern.lastIndex = place;
    this.from = place;
    this.at = this.pattern.exec(this.text)?.index ?? this.text.length;
    return this.at;
  }
}

interface Value {
  readonly start: number;
  readonly end: number;
  /** Stands in quotes, or alone in its place: it can be nothing but a literal. */
  readonly literal: boolean;
  /** Something in between makes it less sure that the name is the value's. */
  readonly indirect?: boolean;
}

function judged(
  text: string,
  { start, end, literal, indirect }: Value,
  named: NameStrength,
  name: string,
): Found | undefined {
  const value = text.slice(start, Math.min(end, start + JUDGED));
  if (value.toLowerCase() === name.toLowerCase()) return undefined;
  const strength = indirect ? (named === "weak" ? undefined : "token") : named;
  if (!strength || /\s/.test(value)) return undefined;
  if (!literal) {
    // An expression of code: a call, an index, a member; or a name that happens to hold digits.
    if (
      /^[\w$.]{0,80}[([{]|^[A-Za-z_$][\w$]{0,80}(?:(?:\.|::|->)[A-Za-z_$][\w$]{0,80}){1,8}$|^[!*&]/.test(
        value,
      )
    )
      return undefined;
    if (!isPlausible(value, strength === "password" ? "token" : strength) || value.length < 8)
      return undefined;
  } else if (!isPlausible(value, strength)) return undefined;
  return { start, end, kind: strength === "password" ? "password" : "secret" };
}

const QUOTE = /\\{0,2}["'`]/y;

type Form = "assignment" | "xml" | "named" | "argument" | "flag" | "statement";
const FORMS: readonly (readonly [RegExp, Form])[] = [
  [SEPARATOR, "assignment"],
  [XML, "xml"],
  [NAMED_VALUE, "named"],
  [ARGUMENT, "argument"],
  [QUOTED_STATEMENT, "statement"],
  [FLAG, "flag"],
];

/** `--token value`, `-password value`; `password value` where a netrc names the login. */
function isFlag(text: string, nameStart: number, nameEnd: number): boolean {
  if (text[nameStart] === "-") return true;
  const before = text.slice(Math.max(0, nameStart - 200), nameStart);
  if (/(?:^|\n)[ \t]{0,20}(?:ENV|ARG|SetEnv)[ \t]{1,4}$/.test(before)) return true;
  return (
    text.slice(nameStart, nameEnd) === "password" &&
    /(?:\b(?:login|user)\s{1,20}\S{1,100}\s{1,40}|(?:^|\n)[ \t]{1,40})$/.test(before)
  );
}

/** The whole line is `NAME=value` or `name: value`: whatever stands there is the value. */
const ALONE = /(?:^|\n)[ \t]{0,40}(?:(?:export|set|ENV|ARG|-|-e|--env|\*|;|#|\/\/)[ \t]{1,4}){0,2}["']?$/;

/** Up to the same quote on the same line; a quote that was escaped once ends escaped too. */
function inQuotes(text: string, from: number, quote: string, indirect: boolean): Value | undefined {
  const mark = quote[quote.length - 1]!;
  const escaped = quote.length > 1;
  for (let at = from; at < text.length && at - from <= MOST_QUOTED; at++) {
    const one = text[at]!;
    if (one === "\n") return undefined;
    if (one === "\\") {
      if (escaped && text[at + 1] === mark) return { start: from, end: at, literal: true, indirect };
      if (escaped && text.startsWith(quote, at)) return { start: from, end: at, literal: true, indirect };
      at++;
    } else if (one === mark) return { start: from, end: at, literal: true, indirect };
    else if (one === " " && !escaped) {
      // A sentence: no secret, and not worth reading to its end.
      return undefined;
    }
  }
  return undefined;
}

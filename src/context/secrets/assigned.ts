import { isMixed, isPlausible, type NameStrength } from "./plausible.js";
import type { SecretSpan } from "./secret-span.js";

/**
 * Finds values assigned to a name that says they are secret: `password = "…"`, `DB_PASSWORD=…`, YAML, JSON,
 * TOML, XML, property lists, .properties, HCL, command line flags, headers, netrc, `define('DB_PASSWORD',
 * '…')`.
 */

/** Keywords, in any case, that occur in every name of a secret. */
export const NAME_KEYWORDS: readonly string[] =
  "pass toke secr cred auth _pwd -pwd pwd= ndpw otpw arer _sal _pw= _pw: pwd: pwd\" pwd' pwd> dpwd rpwd _PAT _key -key .key ikey skey tkey ekey gkey nkey rkey dkey pkey hkey ykey ckey".split(
    " ",
  );

const LONGEST_NAME = 80;
const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
/** Words before `key` in the name of a secret. */
const SECRET_KEY_WORDS = words(
  "api s app application access secret private priv license account acct encryption encrypt decryption signing sign signature master auth authorization service subscription consumer shared admin root deploy storage client webhook server security session cookie hmac jwt crypto cipher ssh gpg aes ingest ingestion write restricted integration function functions cognitive maps search bot live test user project organization team workspace sid dsa rsa ec",
);
/** Words before `key` in a name that is not a secret. */
const PLAIN_KEY_WORDS = words("public primary foreign sort partition cache");
/** Words joined before `pass` or `pwd` in one word, as in `dbpass`. */
const PASSWORD_PREFIXES = words(
  "db user my admin root bind mysql redis smtp ftp ssh key store pg sql mail ldap proxy test client server",
);
/** Words after the name of a secret: `password_hash`, `SECRET_KEY_BASE`, `token_prod`. */
const SUFFIX_WORDS = words(
  "value values base string str text plain plaintext raw data hash encoded base64 b64 prod production dev development stag stage staging test live main default primary secondary old new current admin root user",
);
/** Last words of names for facts about a secret, which are not secret: `token_url`, `key_id`. */
const METADATA_WORDS = words(
  "id ids file path name names type types url uri count length size limit ttl expiry expires in at on field header prefix suffix label hint policy arn ref class endpoint version algorithm format",
);
const PASSWORD = /pass(?:word|wd|phrase|code)$/;
const SHORT_PASSWORD = /(?:pass|pwd|pw)$/;
const TOKEN = /(?:tokens?|secrets?|credentials?|bearer)$/;

const isNameUnit = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) ||
  (unit >= 65 && unit <= 90) ||
  (unit >= 48 && unit <= 57) ||
  unit === 95 ||
  unit === 45 ||
  unit === 46;

/** How strongly a name suggests a secret; undefined when it does not. */
function strengthOf(name: string): NameStrength | undefined {
  const parts = name.split(/[_.-]+|(?<=[a-z\d])(?=[A-Z])/).map((part) => part.toLowerCase());
  if (METADATA_WORDS.has(parts[parts.length - 1]!)) return undefined;
  for (let dropped = 0; dropped < 2 && parts.length > 1; dropped++) {
    const tail = parts[parts.length - 1]!;
    if (!SUFFIX_WORDS.has(tail) && !/^\d{1,4}$/.test(tail)) break;
    parts.pop();
  }
  const last = parts.pop()!.replace(/\d{1,4}$/, "");
  const before = parts[parts.length - 1];
  if (PASSWORD.test(last) || (before === "pass" && /^(?:phrase|word|code)$/.test(last))) return "password";
  if (SHORT_PASSWORD.test(last)) {
    const prefix = last.replace(SHORT_PASSWORD, "");
    return prefix === "" || PASSWORD_PREFIXES.has(prefix) ? "password" : undefined;
  }
  if (TOKEN.test(last) || (last === "pat" && before !== undefined)) return "token";
  if (last === "salt") return before === undefined ? undefined : "weak";
  if (last === "auth") return before === undefined ? "weak" : "token";
  const key = /^(.*)keys?$/.exec(last);
  if (!key) return undefined;
  const what = key[1] === "" ? before : key[1]!;
  if (what === undefined) return "weak";
  if (
    SECRET_KEY_WORDS.has(what) ||
    what.endsWith("api") ||
    what.endsWith("secret") ||
    what.endsWith("access")
  )
    return "token";
  return PLAIN_KEY_WORDS.has(what) || key[1] !== "" ? undefined : "weak";
}

/** Between a name and its value on one line; a type annotation may come between. */
const SEPARATOR =
  /(?:\\?["'`\])]){0,3}(?:\??:[ \t]{0,4}[A-Za-z_&*?][\w.<>[\]&?|* ]{0,40}?)?[ \t]{0,60}(?:=>|:=|\?\?=|\?=|\|\|=|\+=|={1,3}|!={1,2}|::?|<-|~>)[ \t]{0,60}/y;
/** `TOKEN =` and `token: (` with the value on the next line. */
const NEXT_LINE =
  /(?:\\?["'`\])]){0,3}(?:[ \t]{0,20}:[ \t]{0,4}[\w.<>&]{1,40})?[ \t]{0,20}(?:=|:=|=>|:)[ \t]{0,4}\(?[ \t]{0,4}\\?\r?\n[ \t]{0,60}(?=["'`])/y;
/** The header of a YAML block scalar. */
const BLOCK = /["']?:[ \t]{1,10}[|>][+-]?\d?[+-]?[ \t]{0,20}\r?\n(?=[ \t])[ \t]{1,80}/y;
/** Between two cells of a Markdown table. */
const TABLE = /[`*]{0,3}[ \t]{0,60}\|[ \t]{0,60}[`*]{0,3}(?=[^\s|`])/y;
/** `<password>`, `<entry key="password">`, `<key>password</key> <string>`. */
const XML =
  /(?:["'][^<>\n]{0,80})?>(?!>)\s{0,80}|<\/key>\s{0,80}<(?:string|data)>\s{0,80}|<\/name>\s{0,80}<value>\s{0,80}/y;
/**
 * `name="password" value="`, `{"name": "PASSWORD", "value": "`, `- name: PASSWORD` and `value:` on the next
 * line.
 */
const NAMED_VALUE =
  /(?:\\?["'])?[ \t]{0,10}[,:]?\s{1,80}(?:\\?["'])?(?:value|default|stringValue)(?:\\?["'])?[ \t]{0,10}[:=][ \t]{0,10}|(?:\\?["'])[ \t]{0,4},[ \t]{0,4}(?:\\?["'])?value(?:\\?["'])[ \t]{0,4}:[ \t]{0,4}|"\s{0,10}\{\s{1,80}(?:(?:description|type|sensitive|nullable)[ \t]{0,40}=[^\n]{0,200}\n\s{0,80}){0,4}default[ \t]{0,40}=[ \t]{0,40}/iy;
/** `define('DB_PASSWORD', '…')`, `setenv("TOKEN", "…")`. */
const ARGUMENT = /\\?["'][ \t]{0,4},[ \t]{0,4}(?=["'`\\])/y;
const FLAG = /[ \t]{1,20}(?=[^-\s|)\]>])/y;
const QUOTED_STATEMENT = /[ \t]{1,4}(?=['"])/y;

const SPACE = 32;
const TAB = 9;
const table = (characters: string): Uint8Array => {
  const made = new Uint8Array(128);
  for (const one of characters) made[one.charCodeAt(0)] = 1;
  return made;
};
const FOLLOWS_NAME = table("\"'`])\\:=?|+!<>~\n\r");
const FOLLOWS_SPACE = table("\"'`:=?|+!<~");

const PREFIX =
  /(?:!{1,2}\w{1,20} |[bBrRuUfFL@$]{1,2}(?=["'`])|(?:[\w.:[\]<>]{1,60}\([ \t]?|\[\]byte\(|&)(?=["'`]))/y;
const FALLBACK =
  /[^\n"'`;=]{0,80}?(?:["'`][\w.-]{1,60}["'`][\])]{0,2})?[ \t]{0,4}(?:\|\||\?\?|\bor\b|,)[ \t]{0,4}(?=["'`])/y;
/** End of an unquoted value: at white space; in code also at quotes and separators (`TO_MARK`). */
const TO_SPACE = /[\s\0]/g;
const TO_MARK = /[\s"'`<>,;]/g;
const MOST_QUOTED = 4096;
const MOST_PIECES = 20;
const MOST_LINES = 200;
const BLOCK_LINE = /\r?\n([ \t]{1,80})([A-Za-z0-9+/=_.-]{16,400})(?=\r?\n|$)/y;
/** `Server=db;Password=…;`, `?user=me&password=…` */
const PARAMETER = /(?:[?&]|[\w ]{1,30}=[^;=\n"'`]{1,120};[ ]?)$/;
const JOINT =
  /["'`](?:[ \t]{0,20}(?:[+.&]|\.\.|<>)[ \t]{0,20}(?:\\?\r?\n[ \t]{0,60})?|[ \t]{0,4}\\?\r?\n[ \t]{0,60}(?:[+.&][ \t]{0,4})?)["'`]/y;
/** Only this many first characters of a value are judged. */
const JUDGED_LENGTH = 300;

/** Finds assigned secrets in one text. Calls must have growing positions; then the text is read once. */
export class AssignedValues {
  private readonly wordEnd: NextMatch;
  private readonly markEnd: NextMatch;
  private readonly tagStart: NextMatch;

  constructor(private readonly text: string) {
    this.wordEnd = new NextMatch(text, TO_SPACE);
    this.markEnd = new NextMatch(text, TO_MARK);
    this.tagStart = new NextMatch(text, /[<>\n]/g);
  }

  /**
   * The secret assigned to the name around `at`, if any; several spans when the value is written in pieces.
   */
  at(at: number): readonly SecretSpan[] {
    const { text } = this;
    let start = at;
    while (start > 0 && at - start < LONGEST_NAME && isNameUnit(text.charCodeAt(start - 1))) start--;
    let end = at + 4;
    const keywordEnd = text.charCodeAt(end - 1);
    if (!isNameUnit(keywordEnd)) end--;
    while (end - at < LONGEST_NAME && isNameUnit(text.charCodeAt(end))) end++;
    if (!this.mayHaveValue(start, end)) return [];
    const value = this.valueAfter(start, end);
    if (!value) return [];
    const name = text.slice(start, end).replace(/^[-.\d]+|[-.]+$/g, "");
    const strength = strengthOf(name);
    if (!strength || text.startsWith("[redacted ", start - 10)) return [];
    const pieces = value.more ?? (value.isQuoted === true ? this.piecesAfter(value) : []);
    return secretSpans(text, value, pieces, strength, name);
  }

  /** The strings concatenated to a quoted value: `"…" + "…"`, and `"…"` on the next line. */
  private piecesAfter({ end }: Value): Value[] {
    const { text } = this;
    const pieces: Value[] = [];
    for (let at = end; pieces.length < MOST_PIECES; ) {
      JOINT.lastIndex = at;
      const joint = JOINT.exec(text)?.[0];
      const quote = joint?.[joint.length - 1];
      if (joint === undefined || quote === undefined) break;
      const piece = inQuotes(text, at + joint.length, quote, false);
      if (!piece) break;
      pieces.push(piece);
      at = piece.end;
    }
    return pieces;
  }

  /**
   * A quick check of the next one or two characters: after most names in code and prose no value can follow.
   */
  private mayHaveValue(nameStart: number, nameEnd: number): boolean {
    const { text } = this;
    let at = nameEnd;
    let next = text.charCodeAt(at);
    if (next !== SPACE && next !== TAB) return FOLLOWS_NAME[next] === 1;
    while (next === SPACE || next === TAB) next = text.charCodeAt(++at);
    return FOLLOWS_SPACE[next] === 1 || this.isFlag(nameStart, nameEnd);
  }

  private valueAfter(nameStart: number, nameEnd: number): Value | undefined {
    const { text } = this;
    for (const [pattern, kind] of FORMS) {
      pattern.lastIndex = nameEnd;
      if (!pattern.test(text)) continue;
      const from = pattern.lastIndex;
      if (kind === "flag" && !this.isFlag(nameStart, nameEnd)) continue;
      if (kind === "statement" && !this.isStatement(nameStart, nameEnd)) continue;
      if (kind === "block") {
        const block = this.block(from);
        if (block) return block;
        continue;
      }
      if (kind === "table") {
        const cell = this.markEnd.after(from);
        return cell > from ? { start: from, end: cell, literal: false } : undefined;
      }
      const value = kind === "xml" ? this.element(from) : this.valueAt(nameStart, from, kind);
      if (value) return kind === "argument" ? { ...value, indirect: true } : value;
    }
    return undefined;
  }

  /** `SET PASSWORD '…'`, `(setq token "…")`. */
  private isStatement(nameStart: number, nameEnd: number): boolean {
    const { text } = this;
    return (
      /pass|PASS/.test(text.slice(nameStart, nameEnd)) ||
      /\((?:setq|setf|set!|defvar|defconst|defcustom|defparameter|define|def)[ \t]{1,4}$/.test(
        text.slice(Math.max(0, nameStart - 20), nameStart),
      )
    );
  }

  /**
   * The first line of a YAML block, and the following lines with the same indentation: a long value has
   * several.
   */
  private block(from: number): Value | undefined {
    const { text } = this;
    const indent = from - 1 - text.lastIndexOf("\n", from - 1);
    const first = this.wordEnd.after(from);
    let end = first;
    const more: Value[] = [];
    if (!/^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 40))) return undefined;
    for (let lines = 0; lines < MOST_LINES; lines++) {
      BLOCK_LINE.lastIndex = end;
      const next = BLOCK_LINE.exec(text);
      if (!next || next[1]!.length !== indent) break;
      end = BLOCK_LINE.lastIndex;
      more.push({ start: end - next[2]!.length, end, literal: true });
    }
    return { start: from, end: first, literal: true, more };
  }

  /** The text of an XML element, up to the next tag. */
  private element(from: number): Value | undefined {
    const { text } = this;
    const tag = this.tagStart.after(from);
    if (tag - from > MOST_QUOTED || text[tag] !== "<") return undefined;
    let end = tag;
    while (end > from && text.charCodeAt(end - 1) <= 32) end--;
    return end > from ? { start: from, end, literal: true } : undefined;
  }

  /** `--token value`, `-password value`; `password value` where a netrc names the login. */
  private isFlag(nameStart: number, nameEnd: number): boolean {
    const { text } = this;
    if (text[nameStart] === "-") return true;
    // Otherwise only a name in capitals after ENV, ARG or SetEnv, or `password` as in a netrc.
    const capital = text.charCodeAt(nameStart) < 97;
    if (!capital && !text.startsWith("password", nameStart)) return false;
    const before = text.slice(Math.max(0, nameStart - 200), nameStart);
    if (/(?:^|\n)[ \t]{0,20}(?:ENV|ARG|SetEnv)[ \t]{1,4}$/.test(before)) return true;
    return (
      text.slice(nameStart, nameEnd) === "password" &&
      /(?:\b(?:login|user)\s{1,20}\S{1,100}\s{1,40}|(?:^|\n)[ \t]{1,40})$/.test(before)
    );
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
    if (text.startsWith("[[", from)) return inBrackets(text, from + 2);
    if (fallback) {
      const open = from + fallback[0].length;
      return inQuotes(text, open + 1, text[open]!, true);
    }
    // `!!binary` of YAML.
    if (prefix?.[0].startsWith("!")) return this.valueAt(nameStart, at, kind);
    const alone =
      kind === "assignment" && LINE_START.test(text.slice(Math.max(0, nameStart - 60), nameStart));
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
    const before = text.slice(Math.max(0, nameStart - 160), nameStart);
    const literal = data || kind === "named" || (text[from - 1] === "=" && PARAMETER.test(before));
    return { start: from, end: from + value.length, literal };
  }
}

/** The next match of a pattern; a match is reused for all positions before it. */
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
  /** In quotes, or the whole value of a configuration line: it must be a literal, not an expression. */
  readonly literal: boolean;
  /** A call or a fallback stands between name and value, so the value may belong to something else. */
  readonly indirect?: boolean;
  readonly isQuoted?: boolean;
  /** Further parts of the value. */
  readonly more?: readonly Value[];
}

/** The spans of a value and its pieces when together they are plausible as a secret; none otherwise. */
function secretSpans(
  text: string,
  { start, end, literal, indirect }: Value,
  pieces: readonly Value[],
  named: NameStrength,
  name: string,
): readonly SecretSpan[] {
  const value = [{ start, end }, ...pieces]
    .map((piece) => text.slice(piece.start, Math.min(piece.end, piece.start + JUDGED_LENGTH)))
    .join("");
  if (value.toLowerCase() === name.toLowerCase()) return [];
  const strength = indirect ? (named === "weak" ? undefined : "token") : named;
  if (!strength || /\s/.test(value)) return [];
  const isPassword = named === "password" && isMixed(value);
  if (!literal) {
    // An expression: a call, an index, a member access, a reference.
    if (
      /^[\w$.:]{0,80}[([{]|^[A-Za-z_$][\w$]{0,80}(?:(?:\.|::|->)[A-Za-z_$][\w$]{0,80}){1,8}$|^[!*&]/.test(
        value,
      )
    )
      return [];
    if (value.length < 8 || !(isPlausible(value, strength === "password" ? "token" : strength) || isPassword))
      return [];
  } else if (!isPlausible(value, strength) && !isPassword) return [];
  const kind = strength === "password" ? "password" : "secret";
  return [{ start, end }, ...pieces]
    .filter((piece) => piece.end > piece.start)
    .map((piece) => ({ start: piece.start, end: piece.end, kind }));
}

const QUOTE = /\\{0,2}["'`]/y;

type Form = "assignment" | "block" | "table" | "xml" | "named" | "argument" | "flag" | "statement";
const FORMS: readonly (readonly [RegExp, Form])[] = [
  [NEXT_LINE, "assignment"],
  [BLOCK, "block"],
  [SEPARATOR, "assignment"],
  [XML, "xml"],
  [NAMED_VALUE, "named"],
  [ARGUMENT, "argument"],
  [QUOTED_STATEMENT, "statement"],
  [FLAG, "flag"],
  [TABLE, "table"],
];

/**
 * Before the name on a line that is only `NAME=value` or `name: value`: the rest of the line is the value.
 */
const LINE_START =
  /(?:^|\n)[ \t]{0,40}(?:(?:export|set|ENV|ARG|-|-e|--env|\*|;|#|\/\/)[ \t]{1,4}){0,2}["']?$/;

/** A long string of Lua: `[[…]]`. */
function inBrackets(text: string, start: number): Value | undefined {
  const end = text.slice(start, start + JUDGED_LENGTH).search(/[\]\s]/);
  return end > 0 && text.startsWith("]]", start + end)
    ? { start, end: start + end, literal: true }
    : undefined;
}

/**
 * A string up to the same quote on the same line; a string that begins with an escaped quote ends with one.
 */
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
    } else if (one === mark) return { start: from, end: at, literal: true, indirect, isQuoted: !escaped };
    else if (one === " " && !escaped) {
      // A string with a space is a sentence, not a secret.
      return undefined;
    }
  }
  return undefined;
}

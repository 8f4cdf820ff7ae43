/** Decides whether a value is a secret, or a placeholder, a name or ordinary words. */

/**
 * How strongly the name before a value suggests a secret. `password`: the value may look like anything.
 * `token`: the value must look random. `weak` (such as `cache_key`): only a value that can be nothing else
 * counts.
 */
export type NameStrength = "password" | "token" | "weak";

const PLACEHOLDER_WORDS: ReadonlySet<string> = new Set(
  `a abc abcd abcdef abcdefg abcdefgh abcdefghijklmnopqrstuvwxyz access account add admin administrator and any api app application at auth authorization aws azure
  bar base baz basic bearer blank change changed changeme changeit cert client clientsecret code confirm confirmed correct cookie credential credentials csrf current data database db dbpass dbpassword default demo dev development
  dont disabled do does doe dummy email empty enabled enter env environment error example expired fake false field file filler foo foobar for from get github gitlab google goes guest header hash here hello hidden hunter id in incorrect input insecure insert integration invalid is it jwt john key label letmein login local localhost long me min minimum missing mock my mysql mysecret mypassword mytoken name new nil no none not null number of old on one only optional or other pass passphrase passwd password passwords path please plain placeholder postgres postgresql private prod production pw pwd qwerty random read redacted redis refresh remove replace request required reset root sample sandbox secret secrets secretkey secure server service session set short shared should some something somepassword staging string strong super supersecret teacher temp temporary test testing testpass testpassword tests text the this three to todo token tokens topsecret true two type undefined unset unused update url use user username users valid value var variable vault very wrong word world write x xx xxx xxxx xyz y you your yours yourpassword z`
    .trim()
    .split(/\s+/),
);

/**
 * Template parts, replaced at run time or by the reader: `${TOKEN}`, `{{ token }}`, `<your key>`, `%(pw)s`.
 */
const TEMPLATE_PART =
  /^[$@#&](?:[A-Za-z_({]|$)|\$\{|\$\(|\{\{|<%|#\{|%[({][A-Za-z]|^<[^<>]{1,100}>?$|^\{[^{}]{0,100}\}?$|^%[A-Za-z_]{1,60}%?$|^\[|\[redacted |^\\?\(|^`/;
const REPEATED = /(?:\*{3}|\.{3}|…|[xX]{5}|0{7}|(.)\1{6})/;

/** Whether a value after a name of this strength is probably a secret. Takes time linear in the value. */
export function isPlausible(value: string, strength: NameStrength): boolean {
  const { length } = value;
  if (length < (strength === "password" ? 6 : strength === "token" ? 10 : 20) || length > 4096) return false;
  // Some base64 keys begin with zero bytes (`AAAA…`), which must not count as repetition.
  if (TEMPLATE_PART.test(value) || REPEATED.test(value.replace(/^A{12,30}(?=[A-Za-z0-9%]{30})/, "")))
    return false;
  // An address without a password, or a path.
  if (
    /^(?:[a-z][a-z0-9+.-]{1,20}:)?\/\//i.test(value) ||
    (/^(?:\.{0,2}|~|[A-Za-z]:\\?)\/[\w.~/@-]*$/.test(value) && !isRandomPath(value))
  )
    return false;
  const parts = value.slice(0, 512).match(/[A-Za-z]+|\d+|[^A-Za-z\d]+/g) ?? [];
  let letters = 0;
  let digits = 0;
  let others = 0;
  let random = 0;
  let unknown = 0;
  for (const part of parts) {
    const first = part.charCodeAt(0);
    if (first >= 48 && first <= 57) {
      digits += part.length;
      if (part.length > 4 || parts.length > 8) random += part.length;
    } else if (/[A-Za-z]/.test(part[0]!)) {
      letters += part.length;
      if (!isWordLike(part)) random += part.length;
      if (!isKnown(part)) unknown += part.length;
    } else others += part.length;
  }
  if (unknown === 0 && (digits <= 4 || isSequence(value))) return false;
  if (digits === length) return strength === "password" && !isSequence(value);
  if (strength === "password") {
    // `password: Annotated[`, an expression that continues on the next line.
    if (digits === 0 && /[([{]$/.test(value)) return false;
    // Words without digits are a type, a label or a message.
    if (digits === 0 && !/[^A-Za-z\d\s_.,:;/|()<>'"\\=*+-]/.test(value))
      return random >= 8 && random > letters * 0.6;
    if (/^[\w.-]+\(|^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$|[()[\]]{2}|=>|\|\|/.test(value))
      return random > length * 0.6;
    return others < length * 0.7;
  }
  if (/^[\w$.:~-]+\((?:[^()]*[):])?$/.test(value)) return false;
  // No expression and no sentence contains five different special characters of this kind.
  const signs = new Set(value.slice(0, 512).match(/[^\w\s.,:;/()'"=\\-]/g));
  if (signs.size >= 5 && length >= 20 && random + digits > 4) return entropyBits(value) >= 3.8;
  if (/[()]/.test(value)) return false;
  if (random < length * (strength === "token" ? 0.4 : 0.5)) return false;
  if (digits === 0 && length < 16) return false;
  return entropyBits(value) >= (strength === "token" ? 2.7 : 3.2);
}

/**
 * Whether a value looks like a password by itself: letters, digits and special characters mixed as in no
 * code.
 */
export const isMixed = (value: string): boolean =>
  value.length >= 8 &&
  /[A-Za-z]/.test(value) &&
  /\d/.test(value) &&
  /[#!@$%^*~?]/.test(value) &&
  !/[()[\]{}<>"'`|=\\\s]|^[$%&!*@?#~]|::|\?\.|&&/.test(value) &&
  isPlausible(value, "password");

/** Whether a value that looks like a path is random base64, which may begin with a slash. */
const isRandomPath = (value: string): boolean =>
  value.length >= 30 && !/\/[a-z.]{3,20}\//.test(value) && /\d/.test(value);

function isKnown(letters: string): boolean {
  if (letters.length === 1 || PLACEHOLDER_WORDS.has(letters.toLowerCase())) return true;
  return letters.split(/(?<=[a-z])(?=[A-Z])/).every((word) => PLACEHOLDER_WORDS.has(word.toLowerCase()));
}

/** Whether letters could form words: `accessToken`, `HTTPServer`; not `kQzRw`, `xkcdqwrtz` or `Ab`. */
function isWordLike(letters: string): boolean {
  if (letters.length < 3) return PLACEHOLDER_WORDS.has(letters.toLowerCase());
  if (letters.length > 40) return false;
  const humps = letters.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
  if (humps.length > 1 && letters.length / humps.length < (humps.length > 2 ? 4 : 3)) return false;
  return humps.every((hump) => {
    if (humps.length > 1 && (hump.length < 2 || !/^[A-Z]?[a-z]+$|^[A-Z]+$/.test(hump))) return false;
    const vowels = hump.match(/[aeiouy]/gi)?.length ?? 0;
    if (vowels * 6 < hump.length && !/^[A-Z]{2,5}$/.test(hump)) return false;
    return !/[^aeiouy]{6}/i.test(hump) && !/[qxjzvwk]{2}|q[^u]|[aeiou]{4}/i.test(hump);
  });
}

const ORDERED = "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl";

function isSequence(value: string): boolean {
  const plain = value.toLowerCase().replace(/[^a-z\d]/g, "");
  if (new Set(plain).size <= 2) return true;
  const runs = plain.match(/[a-z]+|\d+/g) ?? [];
  return runs.every((run) => ORDERED.includes(run) || PLACEHOLDER_WORDS.has(run));
}

/** Shannon entropy of the text's characters, in bits per character. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

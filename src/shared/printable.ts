/**
 * Text of a repository as it may be printed. A character that a reader does not see, or that a terminal or a renderer obeys,
 * becomes its escape (`\u001b`): controls, marks of direction and width, tags, halves of surrogate pairs. The escapes are
 * those of JSON, so that JSON which passes through here means what it meant.
 */

/** Invisible or obeyed wherever it stands. */
const OBEYED =
  "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e0fff}\\p{Cs}";
/** Joiners and variation selectors are part of words and emoji; anywhere else they hide something. */
const JOINED = "(?:(?![\\0-\\x7f])[\\p{L}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])";
const IN_TEXT = new RegExp(
  `[${OBEYED}]|(?<!${JOINED})[\\u200c\\u200d]|[\\u200c\\u200d](?!${JOINED})|(?<=[\\ufe00-\\ufe0f])[\\ufe00-\\ufe0f]`,
  "gu",
);
/** A name is on one line, and nothing of it is invisible. */
const IN_NAME = new RegExp(
  `[${OBEYED}\\n\\t\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200c\\u200d\\u3164\\uffa0]|(?<=[\\ufe00-\\ufe0f])[\\ufe00-\\ufe0f]`,
  "gu",
);

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  let made = "";
  for (let at = 0; at < character.length; at++)
    made += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return made;
}

/** Of a text without any of these nothing is to be escaped, which is found out at a tenth of the cost. */
const SUSPECT_SET =
  "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\ufff9-\\uffff";
const SUSPECT = new RegExp(`[${SUSPECT_SET}]`);
const PLAIN_NAME = /^[\x20-\x7e]*$/;

/** A name that a repository or a caller chose (path, symbol, heading, message) on one line. */
export const printable = (text: string): string =>
  PLAIN_NAME.test(text) ? text : text.replace(IN_NAME, escaped);

/** Lines of text: line ends are `\n`, tabs stay. A byte-order mark at the start is left out. */
export const printableText = (text: string): string =>
  SUSPECT.test(text)
    ? text
        .replace(/^\ufeff/, "")
        .replace(/\r+(?=\n|$)/g, "")
        .replace(IN_TEXT, escaped)
    : text;

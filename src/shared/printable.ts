/**
 * Makes text of a repository safe to print. Invisible characters and those that control a terminal or
 * renderer become escapes (`\u001b`): control characters, direction and width marks, tags, unpaired
 * surrogates. The escapes are JSON's, so JSON that passes through here keeps its meaning.
 */

/** Characters that are invisible or control the display, in any position. */
const CONTROLS =
  "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e0fff}\\p{Cs}";
/** Joiners and variation selectors belong to words and emoji. After other characters they can hide text. */
const JOINED = "(?:(?![\\0-\\x7f])[\\p{L}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])";
const IN_TEXT = new RegExp(
  `[${CONTROLS}]|(?<!${JOINED})[\\u200c\\u200d]|[\\u200c\\u200d](?!${JOINED})|(?<=[\\ufe00-\\ufe0f])[\\ufe00-\\ufe0f]`,
  "gu",
);
/** In a name, line ends, tabs and every invisible character are escaped too. */
const IN_NAME = new RegExp(
  `[${CONTROLS}\\n\\t\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200c\\u200d\\u3164\\uffa0]|(?<=[\\ufe00-\\ufe0f])[\\ufe00-\\ufe0f]`,
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

/** A superset of the characters above. Testing for it first takes a tenth of the time; most text has none. */
const SUSPECT_SET =
  "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\ufff9-\\uffff";
const SUSPECT = new RegExp(`[${SUSPECT_SET}]`);
const PLAIN_NAME = /^[\x20-\x7e]*$/;

/**
 * Escapes a name that a repository or a caller chose (path, symbol, heading, message). The result is one
 * line.
 */
export const printable = (text: string): string =>
  PLAIN_NAME.test(text) ? text : text.replace(IN_NAME, escaped);

/**
 * Escapes text of several lines. Line ends become `\n`, tabs stay, a byte-order mark at the start is removed.
 */
export const printableText = (text: string): string =>
  SUSPECT.test(text)
    ? text
        .replace(/^\ufeff/, "")
        .replace(/\r+(?=\n|$)/g, "")
        .replace(IN_TEXT, escaped)
    : text;

/**
 * Marks that do not tell words apart for a reader who types without them: accents, Hebrew and Arabic vowel signs,
 * the soft hyphen, the Arabic stroke that only stretches a word. Not the breve of й and ў and the dots of ї, which
 * make other letters. Marks of Indic scripts are vowels, so they stay.
 */
const MARKS = new RegExp(
  [
    String.raw`(?<![иИуУ])\u0306|(?<![іІ])\u0308`,
    String.raw`[\u0300-\u0305\u0307\u0309-\u036f]`,
    String.raw`[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]`,
    String.raw`[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]`,
    String.raw`\u00ad|\u0640|[\ufe00-\ufe0f]`,
  ].join("|"),
  "g",
);

/** Letters that Unicode does not decompose, as they are typed without them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "Ae",
  œ: "oe",
  Œ: "Oe",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  ł: "l",
  Ł: "L",
  ħ: "h",
  Ħ: "H",
  ı: "i",
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

export const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/**
 * A text without accents and in one form of its characters: `Größe` → Grosse, `ＡＢＣ` → ABC, `ёлка` → елка. Case
 * stays, since names are split at it. ASCII text stays as it is.
 */
export const fold = (text: string): string =>
  isAscii(text)
    ? text
    : text
        .normalize("NFKD")
        .replace(MARKS, "")
        .replace(LETTER, (letter) => LETTERS[letter]!)
        .normalize("NFC");

/** Lower case, with one form of the Greek sigma: JavaScript writes another one at the end of a word. */
export const lowerCase = (folded: string): string => folded.toLowerCase().replaceAll("ς", "σ");

/**
 * What a UTF-16 code unit is to the index. A word is a run of letters of one script with spaces between words, or
 * a short piece of a run in a script without them. Hangul has spaces, but particles are joined to its words.
 */
export const SEPARATOR = 0;
/** Letters, digits, marks and underscores. */
export const LETTER = 1;
/** Scripts without spaces in which a character is a syllable or a word: Chinese, Japanese, Korean, Yi. */
export const SYLLABLE = 2;
/** Such a character that is written otherwise after NFKC: half-width katakana, parts of hangul syllables. */
export const RAW_SYLLABLE = 3;
/** Scripts without spaces in which a character is a letter: Thai, Lao, Khmer, Burmese and others. */
export const UNSPACED_LETTER = 4;
/** Symbols beyond ASCII, and all characters beyond the basic plane, which are mostly pictures. */
export const SYMBOL = 5;

export const UNKNOWN = 255;

const WORD = /[\p{L}\p{N}\p{M}\p{Pc}\u00ad]/u;
const SYLLABIC = /\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Bopo}|\p{scx=Hang}|\p{scx=Yiii}/u;
const UNSPACED =
  /\p{sc=Thai}|\p{sc=Laoo}|\p{sc=Khmr}|\p{sc=Mymr}|\p{sc=Lana}|\p{sc=Tale}|\p{sc=Talu}|\p{sc=Tavt}|\p{sc=Java}|\p{sc=Bali}/u;
/** Vowels and consonants of hangul, and marks of kana, which NFKC joins to the character before them. */
const JOINED = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u3099\u309a]/;

/** The kind of each unit, or `UNKNOWN` until `kindOf` is asked: most texts hold few different ones. */
export const knownKinds = new Uint8Array(0x1_0000).fill(UNKNOWN);
for (let code = 0; code < 128; code++)
  knownKinds[code] = /\w/.test(String.fromCharCode(code)) ? LETTER : SEPARATOR;

export function kindOf(code: number): number {
  if (knownKinds[code] === UNKNOWN) knownKinds[code] = classified(code);
  return knownKinds[code]!;
}

function classified(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return SYMBOL;
  const character = String.fromCharCode(code);
  if (!WORD.test(character)) return /\p{S}/u.test(character) ? SYMBOL : SEPARATOR;
  if (UNSPACED.test(character)) return UNSPACED_LETTER;
  if (!SYLLABIC.test(character)) return LETTER;
  return JOINED.test(character) || character.normalize("NFKC") !== character ? RAW_SYLLABLE : SYLLABLE;
}

/** The kind of the run that a unit belongs to: raw syllables stand in runs of syllables. */
export const runKindOf = (code: number): number => {
  const kind = kindOf(code);
  return kind === RAW_SYLLABLE ? SYLLABLE : kind;
};

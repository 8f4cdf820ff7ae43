/** A word written with the signs of a language or a tool around it: `:has`, `--flag`, `@rule`, `$var`, `is()`. */
export interface SignedName {
  /** As written, with its signs. */
  readonly written: string;
  /** The word inside: `has`, `space-redirects`. */
  readonly name: string;
}

const WORD = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*`;
/** A sign before or after a word counts only when the word does not stand in a longer text of signs, such as a path. */
const OUTSIDE = String.raw`(?<![\p{L}\p{M}\p{N}_$@:.<>/\\#%&=-])`;
const SIGNED = new RegExp(
  [
    `${OUTSIDE}--(?<flag>${WORD})`,
    `${OUTSIDE}(?:::?|[@$#.])(?<signed>${WORD})(?:\\(\\))?(?![\\p{L}\\p{M}\\p{N}_:/\\\\@-])`,
    `${OUTSIDE}</?(?<tag>${WORD})\\s*/?>`,
    `${OUTSIDE}(?<called>${WORD})\\(\\)`,
    `${OUTSIDE}(?<ended>[\\p{L}][\\p{L}\\p{N}]*_)(?![\\p{L}\\p{M}\\p{N}_-])`,
  ].join("|"),
  "gu",
);

/** The words with signs in a line of prose, in order. A sign makes a name of any word, also of one like `has` or `for`. */
export function signedNames(line: string): SignedName[] {
  return [...line.matchAll(SIGNED)].flatMap(({ 0: match, groups = {} }) => {
    const { flag, signed, tag, called, ended } = groups;
    const name = flag ?? signed ?? tag ?? called ?? ended?.slice(0, -1) ?? "";
    return name.length < 2 ? [] : [{ written: match, name }];
  });
}

const capitalised = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/**
 * The spellings under which code defines what a signed name means: `:has` is a class `Has`, `--dry-run` a field
 * `dryRun` or `dry_run`.
 */
export function spellingsOf(name: string): string[] {
  const parts = name.split("-");
  const [first, ...rest] = parts as [string, ...string[]];
  const camel = first + rest.map(capitalised).join("");
  return [...new Set([name, camel, capitalised(camel), parts.join("_")])];
}

/**
 * A code of a human language at the end of a name: `de`, `messages_pt_BR`, `values-zh-rTW`, `README.zh-Hans`,
 * `de.lproj`. Three letters alone are more often a word: `src` is Sardinian, `bin` is Bini.
 */
const CODE =
  /(?:^|[._-])((?:[a-z]{2}|[a-z]{3}(?=[-_]))(?:[-_](?:[A-Z][a-z]{3}|r?[A-Z]{2}|[a-z]{2}|\d{3}))*)(?:\.[a-z]{3,})?$/;

/** A language that files are written in. */
export interface FileLanguage {
  /** In English, with the region when the code has one: "German (Switzerland)". */
  readonly name: string;
  /** Whether it is the most common form of the language: `de` or `de-DE`, but not `de-CH`. */
  readonly isUsual: boolean;
}

let names: Intl.DisplayNames | undefined;
const known = new Map<string, FileLanguage | undefined>();

/**
 * The language by whose code the name of a folder, or of a file without its extension, ends; undefined when it ends by
 * none.
 */
export function languageIn(name: string): FileLanguage | undefined {
  const code = CODE.exec(name)?.[1];
  if (code === undefined) return undefined;
  if (!known.has(code))
    known.set(code, languageOf(code.replaceAll("_", "-").replace(/-r(?=[A-Z]{2}$)/, "-")));
  return known.get(code);
}

function languageOf(code: string): FileLanguage | undefined {
  names ??= new Intl.DisplayNames(["en"], {
    type: "language",
    fallback: "none",
    languageDisplay: "standard",
  });
  try {
    const name = names.of(code);
    if (name === undefined) return undefined;
    const likely = new Intl.Locale(code).maximize();
    return { name, isUsual: likely.baseName === new Intl.Locale(likely.language).maximize().baseName };
  } catch {
    return undefined;
  }
}

/**
 * A code of a human language at the end of a name: `de`, `messages_pt_BR`, `values-zh-rTW`, `README.zh-Hans`,
 * `de.lproj`. Three letters alone are more often a word: `src` is Sardinian, `bin` is Bini.
 */
const CODE =
  /(?:^|[._-])((?:[a-z]{2}|[a-z]{3}(?=[-_]))(?:[-_](?:[A-Z][a-z]{3}|r?[A-Z]{2}|[a-z]{2}|\d{3}))*)(?:\.[a-z]{3,})?$/;

let names: Intl.DisplayNames | undefined;
const known = new Map<string, string | undefined>();

/**
 * The English name of the language by whose code the name of a folder, or of a file without its extension, ends:
 * "German" for `de` and `de-DE`, "German (Switzerland)" for `de-CH`. Undefined when it ends by none.
 */
export function languageIn(name: string): string | undefined {
  const code = CODE.exec(name)?.[1];
  if (code === undefined) return undefined;
  if (!known.has(code)) known.set(code, named(code.replaceAll("_", "-").replace(/-r(?=[A-Z]{2}$)/, "-")));
  return known.get(code);
}

function named(code: string): string | undefined {
  names ??= new Intl.DisplayNames(["en"], {
    type: "language",
    fallback: "none",
    languageDisplay: "standard",
  });
  try {
    const { language, full } = likely(code);
    return names.of(likely(language).full === full ? language : code);
  } catch {
    return undefined;
  }
}

/** A locale with the script and region that its speakers most likely use. */
function likely(code: string): { readonly language: string; readonly full: string } {
  const locale = new Intl.Locale(code).maximize();
  return { language: locale.language, full: locale.baseName };
}

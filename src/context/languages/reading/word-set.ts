/** A set of the words in a text, which is easier to read and to sort than a list of strings. */
export const wordSet = (...texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.trim().split(/\s+/)));

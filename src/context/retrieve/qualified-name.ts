/** `Parser.parse`, `Parser::parse`, `Parser->parse` or `Parser#parse`, taken apart. */
export const nameParts = (name: string): string[] =>
  name.split(/\.|::|->|#|\//).filter((part) => part !== "");

/** Whether a qualified name, as definitions and sections have it, ends with these parts. */
export function endsWithParts(symbol: string, parts: readonly string[]): boolean {
  const names = symbol.split(/\.|::| > /);
  return parts.every((part, index) => names[names.length - parts.length + index] === part);
}

/** The parts behind a package, which is no symbol of a file: of `http.Server.Close`, `Server.Close`. */
export function withoutPackage(parts: readonly string[]): readonly string[] {
  const first = parts.slice(0, -1).findIndex((part) => !/^[a-z_][a-z\d_]*$/.test(part));
  return parts.slice(first < 0 ? parts.length - 1 : first);
}

/**
 * Those of some definitions that a name means: whose qualified name ends with its parts; where there is none, with what
 * stands behind a package.
 */
export function meantBy<T>(
  parts: readonly string[],
  found: readonly T[],
  symbolOf: (one: T) => string,
): { readonly meant: readonly T[]; readonly byPackage: boolean } {
  const meant = found.filter((one) => endsWithParts(symbolOf(one), parts));
  const bare = withoutPackage(parts);
  if (meant.length > 0 || bare.length === parts.length) return { meant, byPackage: false };
  return { meant: found.filter((one) => endsWithParts(symbolOf(one), bare)), byPackage: true };
}

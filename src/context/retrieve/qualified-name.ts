/**
 * Splits a qualified name (`Parser.parse`, `Parser::parse`, `Parser->parse`, `Parser#parse`) into its parts.
 */
export const nameParts = (name: string): string[] =>
  name.split(/\.|::|->|#|\//).filter((part) => part !== "");

/** Whether the qualified name of a definition or section ends with these parts. */
export function endsWithParts(symbol: string, parts: readonly string[]): boolean {
  const names = symbol.split(/\.|::| > /);
  return parts.every((part, index) => names[names.length - parts.length + index] === part);
}

/**
 * Drops leading package names, which are not symbols of a file: `http.Server.Close` becomes `Server.Close`.
 */
export function withoutPackage(parts: readonly string[]): readonly string[] {
  const first = parts.slice(0, -1).findIndex((part) => !/^[a-z_][a-z\d_]*$/.test(part));
  return parts.slice(first < 0 ? parts.length - 1 : first);
}

/**
 * Selects the definitions whose qualified name ends with the given parts. When there is none, selects those
 * that end with the parts after a package name.
 * @returns `byPackage` is true when the package name was dropped.
 */
export function selectByName<T>(
  parts: readonly string[],
  found: readonly T[],
  symbolOf: (one: T) => string,
): { readonly meant: readonly T[]; readonly byPackage: boolean } {
  const meant = found.filter((one) => endsWithParts(symbolOf(one), parts));
  const bare = withoutPackage(parts);
  if (meant.length > 0 || bare.length === parts.length) return { meant, byPackage: false };
  return { meant: found.filter((one) => endsWithParts(symbolOf(one), bare)), byPackage: true };
}

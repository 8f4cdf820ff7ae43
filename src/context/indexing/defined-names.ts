import { isData, isRuled } from "../languages/index.js";

/** Parts of one name that are looked up alone. */
const MOST_PARTS = 8;

/**
 * The names by which a definition is found exactly: its own, and where a language writes several into one, its last
 * part (`print.shelf` by `shelf`) or in data each part (`.card .title` by `card` and `title`).
 */
export function definedNames(name: string, language: string): readonly string[] {
  if (!isRuled(language)) return [name];
  const parts = name.split(/[^\p{L}\p{N}_$!?-]+/u).filter((part) => part.length > 1);
  return [...new Set([name, ...(isData(language) ? parts.slice(0, MOST_PARTS) : parts.slice(-1))])];
}

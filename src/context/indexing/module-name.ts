import { anyOf, collected } from "../languages/index.js";
import { moduleSegments } from "../languages/reading/names.js";

const INDEX_FILES: ReadonlySet<string> = new Set(collected(({ modules }) => modules?.indexFiles));

/** The lower-case name by which a module is indexed: `b` for `./a/b.js`, `a.b`, `a::b` and `a/b/index.ts`. */
export function moduleName(module: string): string {
  const segments = moduleSegments(withoutExtension(module));
  let last = segments.pop();
  if (last !== undefined && INDEX_FILES.has(last) && segments.length > 0) last = segments.pop();
  return (last ?? "").toLowerCase();
}

/** Extensions of documents and data files, which code may import or name as it does modules. */
const OTHER_EXTENSIONS = ["md", "rst", "txt", "json", "yaml", "yml", "toml"];

/**
 * Endings of several parts come first (`d.ts` before `ts`), since the first alternative that matches wins.
 */
const EXTENSION = new RegExp(
  `\\.${anyOf([
    ...collected(({ modules }) => modules?.longEndings),
    ...collected(({ extensions, modules }) =>
      extensions.filter((extension) => !modules?.namedWhole?.includes(extension)),
    ),
    ...OTHER_EXTENSIONS,
  ])}$`,
  "i",
);

/** A path without the extension of a source file or document. */
export const withoutExtension = (path: string): string => path.replace(EXTENSION, "");

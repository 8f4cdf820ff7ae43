import { anyOf, collected } from "../languages/index.js";
import { moduleSegments } from "../languages/reading/names.js";

const INDEX_FILES: ReadonlySet<string> = new Set(collected(({ modules }) => modules?.indexFiles));

/** `./a/b.js`, `a.b`, `a::b`, `a/b/index.ts` all name `b`. */
export function moduleName(module: string): string {
  const segments = moduleSegments(withoutExtension(module));
  let last = segments.pop();
  if (last !== undefined && INDEX_FILES.has(last) && segments.length > 0) last = segments.pop();
  return (last ?? "").toLowerCase();
}

/** Documents and data that code imports or speaks of as it does of modules. */
const OTHER_EXTENSIONS = ["md", "rst", "txt", "json", "yaml", "yml", "toml"];

/** Endings of several parts come first, since the first that fits is taken away. */
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

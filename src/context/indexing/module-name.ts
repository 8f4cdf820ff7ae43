const INDEX_FILES = new Set(["index", "mod", "__init__", "lib", "init"]);

/** `./a/b.js`, `a.b`, `a::b`, `a/b/index.ts` all name `b`. */
export function moduleName(module: string): string {
  const segments = withoutExtension(module)
    .split(/[/\\:.]+/)
    .filter((part) => part !== "" && part !== "*");
  let last = segments.pop();
  if (last !== undefined && INDEX_FILES.has(last) && segments.length > 0) last = segments.pop();
  return (last ?? "").toLowerCase();
}

const SOURCE_EXTENSION =
  /\.(?:[cm]?[jt]sx?|d\.ts|py|pyi|rb|php|h|hh|hpp|hxx|c|cc|cpp|cxx|rs|go|java|kt|kts|scala|swift|cs|lua|zig|exs?|hs|sh|bash|md|rst|txt|json|ya?ml|toml|vue|svelte|dart|ml|mli|mm?)$/i;

/** A path without the extension of a source file or document. */
export const withoutExtension = (path: string): string => path.replace(SOURCE_EXTENSION, "");

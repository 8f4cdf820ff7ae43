import { modulesOf } from "../languages/index.js";
import type { Definition, GraphReader } from "./reader.js";

/** For each index, by the pattern of a configuration's path: the folders that have one. */
const known = new WeakMap<GraphReader["corpus"], Map<RegExp, readonly string[]>>();

function rootsOf({ corpus }: GraphReader, config: RegExp): readonly string[] {
  const byConfig = known.get(corpus) ?? new Map<RegExp, readonly string[]>();
  known.set(corpus, byConfig);
  const before = byConfig.get(config);
  if (before) return before;
  const roots = corpus.files
    .filter(({ path }) => config.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf("/") + 1));
  byConfig.set(config, roots);
  return roots;
}

/**
 * Of some definitions, those that a framework makes visible in a file without an import: the file and they are below a
 * folder with the framework's configuration, and they are in one of the folders that it imports by itself.
 */
export function autoImported(
  reader: GraphReader,
  file: number,
  found: readonly Definition[],
): readonly Definition[] {
  const { files } = reader.corpus;
  const { autoImports } = modulesOf(files[file]!.language);
  if (!autoImports || found.length === 0) return [];
  const roots = rootsOf(reader, autoImports.config);
  const within = (path: string): string | undefined => roots.find((root) => path.startsWith(root));
  if (within(files[file]!.path) === undefined) return [];
  return found.filter((one) => {
    const { path } = files[one.file]!;
    const root = within(path);
    return root !== undefined && one.owner === "" && autoImports.folders.test(path.slice(root.length));
  });
}

import { moduleName } from "../indexing/module-name.js";
import { EdgeCollector } from "./collect.js";
import type { FoundRelation } from "./edge.js";
import { importersThrough, importingFiles } from "./importers.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";

/**
 * Files that import the target's file. For a symbol: those that import it by name or import the whole module.
 */
export async function importersOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("importers", limit);
  if (target.symbol) await importersByName(reader, target, found);
  for (const own of new Set(target.nodes.map(({ file }) => file))) {
    const files = await importingFiles(reader, own);
    const last = moduleName(reader.corpus.files[own]!.path);
    await reader.load(files);
    for (const file of files) {
      const { imports } = await reader.uses(file);
      const resolved = await reader.imports(file);
      for (let index = 0; index < imports.length; index++) {
        const { module, line } = imports[index]!;
        const { files: meant, modules } = resolved[index]!;
        const asModule = [...modules.values()].some((inside) => inside.includes(own));
        if (meant.includes(own) || asModule) {
          if (target.symbol && !asModule) continue;
          const exactly = module.startsWith(".") || meant.length === 1;
          found.add(await reader.node(file, 0), exactly ? "import-path" : "imported", [line]);
        } else if (
          meant.length === 0 &&
          modules.size === 0 &&
          moduleName(module) === last &&
          // A relative path that matches no file cannot mean this one.
          !module.startsWith(".") &&
          !reader.modules.isExternal(file, module)
        )
          found.unresolved(reader.corpus.files[file]!.path, 1);
      }
    }
  }
  return found.result();
}

/** Whether a file has an import that names the symbol, and not only its module. */
export async function namesInImport(
  reader: GraphReader,
  file: number,
  target: GraphTarget,
): Promise<boolean> {
  const own = new Set(target.nodes.flatMap(({ symbol }) => symbol?.split(".") ?? []));
  const { imports } = await reader.uses(file);
  return imports.some(({ names }) => names.some(({ name }) => own.has(name)));
}

/** Files whose imports name a symbol or the whole of a file that exports it, directly or through re-exports. */
async function importersByName(
  reader: GraphReader,
  target: GraphTarget,
  found: EdgeCollector,
): Promise<void> {
  const wanted = new Map<number, string[]>();
  for (const { file, chunk, symbol } of target.nodes) {
    const names = symbol?.split(".") ?? [];
    wanted.set(file, [...(wanted.get(file) ?? []), ...names, ...(await reader.names(file, chunk))]);
  }
  const { files, cut } = await importersThrough(reader, wanted);
  for (const [file, { lines }] of files)
    if (lines.size > 0 && !wanted.has(file)) found.add(await reader.node(file, 0), "import-path", [...lines]);
  if (cut) found.notes.push("files that re-export it were followed in part");
}

/** Files that the target's file imports, and, as `external`, packages outside of the repository. */
export async function importsOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("imports", limit);
  for (const own of new Set(target.nodes.map(({ file }) => file))) {
    const { imports } = await reader.uses(own);
    const resolved = await reader.imports(own);
    for (let index = 0; index < imports.length; index++) {
      const { module, line } = imports[index]!;
      const { files, modules } = resolved[index]!;
      const meant = new Set([...files, ...[...modules.values()].flat()]);
      for (const file of meant) {
        const exactly = module.startsWith(".") || meant.size === 1;
        found.add(await reader.node(file, 0), exactly ? "import-path" : "imported", [line]);
      }
      if (meant.size > 0) continue;
      if (reader.modules.isExternal(own, module)) found.external.add(module);
      else found.unresolved(module, 1);
    }
  }
  return found.result();
}

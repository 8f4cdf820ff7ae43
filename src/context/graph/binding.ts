import { moduleName } from "../indexing/module-name.js";
import { modulesOf } from "../languages/index.js";
import type { ModuleRules } from "../languages/language.js";
import { definitionsAt, exportedBy, membersAt } from "./exports.js";
import type { ModuleIndex } from "./modules.js";
import type { Definition, GraphReader } from "./reader.js";

/** What an import binds a local name to. */
export interface Binding {
  readonly files: readonly number[];
  /** The name as the module exports it; the module's own name for a whole module. */
  readonly name: string;
  /** Whether the local name stands for the files themselves, with all that they export. */
  readonly whole: boolean;
  readonly external: boolean;
}

/** The import that defines a local name in a file: a name from a module, or a whole module. */
export function binding(reader: GraphReader, file: number, local: string): Promise<Binding | undefined> {
  const files = bindings.get(reader.modules) ?? new Map<string, Promise<Binding | undefined>>();
  bindings.set(reader.modules, files);
  const key = `${file} ${local}`;
  let known = files.get(key);
  if (!known) {
    if (files.size >= KEPT_BINDINGS) files.clear();
    known = readBinding(reader, file, local);
    files.set(key, known);
    known.catch(() => files.delete(key));
  }
  return known;
}

const KEPT_BINDINGS = 20_000;
const bindings = new WeakMap<ModuleIndex, Map<string, Promise<Binding | undefined>>>();

async function readBinding(reader: GraphReader, file: number, local: string): Promise<Binding | undefined> {
  const { imports } = await reader.uses(file);
  const resolved = await reader.imports(file);
  const rules = modulesOf(reader.corpus.files[file]!.language);
  for (let index = 0; index < imports.length; index++) {
    const { module, names } = imports[index]!;
    const { files, modules } = resolved[index]!;
    const isExternal = (): boolean =>
      files.length === 0 && modules.size === 0 && reader.modules.isExternal(file, module);
    for (const { name, alias } of names) {
      if ((alias ?? name) !== local || local === "*") continue;
      const inside = modules.get(name);
      // A package's own definition hides its submodule of the same name.
      const exported = inside && files.length > 0 ? await exportedBy(reader, files, name) : undefined;
      const asModule = inside !== undefined && !exported?.origins.length;
      return {
        files: asModule ? inside : files,
        name,
        whole: name === "*" || asModule,
        external: isExternal(),
      };
    }
    const whole = names.length === 0 || names.every(({ name, alias }) => name === "*" && !alias);
    if (
      whole &&
      names.length === 0 &&
      !rules.nameless?.test(module) &&
      moduleName(rules.localModule?.(module) ?? module) === local.toLowerCase()
    )
      return { files, name: local, whole: true, external: isExternal() };
  }
  return undefined;
}

/**
 * The definitions that an imported name means, or those of a name that is written behind it (`member`). They are
 * followed through files that re-export them.
 */
export async function imported(
  reader: GraphReader,
  { files, name, whole, external }: Binding,
  family: string,
  member?: string,
): Promise<{ readonly found: readonly Definition[]; readonly external: boolean }> {
  if (!whole && name !== "default" && member === undefined) {
    const here = await definitionsAt(
      reader,
      files.map((file) => ({ file, name })),
      family,
    );
    if (here.length > 0) return { found: here, external: false };
  }
  const exported = await exportedBy(reader, files, whole ? "*" : name);
  if (member !== undefined) {
    const members = await membersAt(reader, exported.origins, member, family);
    return { found: members.found, external: external || exported.external || members.external };
  }
  return {
    found: await definitionsAt(reader, exported.origins, family),
    external: external || exported.external,
  };
}

/**
 * Files whose names are visible without naming them: star imports, C headers, and the sources of those
 * headers.
 */
export async function includedFiles(reader: GraphReader, file: number): Promise<ReadonlySet<number>> {
  const { imports } = await reader.uses(file);
  const resolved = await reader.imports(file);
  const included = new Set<number>();
  const rules = modulesOf(reader.corpus.files[file]!.language);
  imports.forEach(({ names }, index) => {
    const star = names.some(({ name, alias }) => name === "*" && !alias);
    const whole = names.length === 0 && rules.opensAll;
    if (!star && !whole) return;
    for (const one of resolved[index]!.files) {
      included.add(one);
      for (const other of rules.headers ? reader.modules.sameStem(one) : [])
        if (rules.headers?.source.test(reader.corpus.files[other]!.path)) included.add(other);
    }
  });
  if (rules.reexports)
    for (const library of [...included])
      for (const { files } of await reader.imports(library)) for (const one of files) included.add(one);
  return included;
}

/** Most files whose names one file sees through includes of includes. */
const MOST_REACHED = 1000;
const reachedBy = new WeakMap<ModuleIndex, Map<number, ReadonlySet<number>>>();

/** Files whose names are visible through the includes of included files; none in languages without `#include`. */
export async function reachedFiles(reader: GraphReader, file: number): Promise<ReadonlySet<number>> {
  const rulesOf = (one: number): ModuleRules => modulesOf(reader.corpus.files[one]!.language);
  const textual = (one: number): boolean =>
    rulesOf(one).opensAll === true && rulesOf(one).importsArePaths === true;
  if (!textual(file)) return NOTHING;
  const known = reachedBy.get(reader.modules) ?? new Map<number, ReadonlySet<number>>();
  reachedBy.set(reader.modules, known);
  const before = known.get(file);
  if (before) return before;
  const reached = new Set(await includedFiles(reader, file));
  const isSource = (one: number): boolean =>
    rulesOf(one).headers?.source.test(reader.corpus.files[one]!.path) === true;
  for (const one of reached) {
    if (reached.size >= MOST_REACHED) break;
    // The source of an included header is not a part of this file: its own includes are not seen here.
    if (!textual(one) || (isSource(one) && !(await includes(reader, file, one)))) continue;
    for (const next of await includedFiles(reader, one)) reached.add(next);
  }
  known.set(file, reached);
  return reached;
}

const NOTHING: ReadonlySet<number> = new Set();

const includes = async (reader: GraphReader, file: number, other: number): Promise<boolean> =>
  (await reader.imports(file)).some(({ files }) => files.includes(other));

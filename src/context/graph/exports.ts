import { familyOf, modulesOf, passesOn } from "../languages/index.js";
import type { ModuleIndex } from "./modules.js";
import type { Definition, GraphReader } from "./reader.js";

/** What an exported name means: a definition of a file, or, with the name `*`, all that the file exports. */
export interface Origin {
  readonly file: number;
  readonly name: string;
}

export interface Exported {
  readonly origins: readonly Origin[];
  /** Whether the name comes from outside of the repository. */
  readonly external: boolean;
}

/** Most files that are read to follow one exported name. */
const MOST_STEPS = 1000;

// Readers of one question share the modules of their index.
const caches = new WeakMap<ModuleIndex, Map<string, Promise<Exported>>>();

/**
 * Follows a name that files export through re-exports (`export { a as b } from`, `export *`, names that a Python
 * package imports) to the files that define it.
 * @param name the exported name; `default` for the default export, `*` for the files themselves.
 */
export async function exportedBy(
  reader: GraphReader,
  files: readonly number[],
  name: string,
): Promise<Exported> {
  if (name === "*") return { origins: files.map((file) => ({ file, name })), external: false };
  let cache = caches.get(reader.modules);
  if (!cache) {
    cache = new Map();
    caches.set(reader.modules, cache);
  }
  const key = `${files.join(" ")} ${name}`;
  let known = cache.get(key);
  if (!known) {
    known = new Trail(reader).from(files, name);
    cache.set(key, known);
    known.catch(() => cache.delete(key));
  }
  return known;
}

class Trail {
  private readonly origins: Origin[] = [];
  private readonly seen = new Set<string>();
  private external = false;

  constructor(private readonly reader: GraphReader) {}

  async from(files: readonly number[], name: string): Promise<Exported> {
    for (const file of files) await this.follow(file, name);
    return { origins: this.origins, external: this.external && this.origins.length === 0 };
  }

  /** Whether the file exports the name. */
  private async follow(file: number, name: string): Promise<boolean> {
    const key = `${file} ${name}`;
    if (this.seen.has(key) || this.seen.size >= MOST_STEPS) return false;
    this.seen.add(key);
    if (name === "*") return this.arrive(file, name);
    if (!passesOn(this.reader.corpus.files[file]!.language))
      return (await this.defines(file, name, false)) && this.arrive(file, name);
    const { exports = [] } = await this.reader.uses(file);
    const locals = exports.filter((one) => one.name === name).map(({ local }) => local);
    if (await this.throughImports(file, name, locals)) return true;
    for (const local of locals.length > 0 ? locals : [name])
      if (await this.defines(file, local, true)) return this.arrive(file, local);
    if (name === "default") {
      const [component] = await this.reader.names(file, 0);
      if (component !== undefined) return this.arrive(file, component);
      // The default import of a module without a default export is the module (CommonJS).
      return this.arrive(file, "*");
    }
    if (await this.throughStars(file, name)) return true;
    return (await this.defines(file, name, false)) && this.arrive(file, name);
  }

  private arrive(file: number, name: string): true {
    this.origins.push({ file, name });
    return true;
  }

  private async defines(file: number, name: string, top: boolean): Promise<boolean> {
    const { language } = this.reader.corpus.files[file]!;
    const all = await this.reader.definitions(name, familyOf(language));
    return all.some((one) => one.file === file && (!top || one.owner === "") && one.kind !== "test");
  }

  /** Follows imports that give the name, or a local name that is exported by it. */
  private async throughImports(file: number, name: string, locals: readonly string[]): Promise<boolean> {
    const { imports } = await this.reader.uses(file);
    const resolved = await this.reader.imports(file);
    const { importsAreExports } = modulesOf(this.reader.corpus.files[file]!.language);
    let found = false;
    for (let index = 0; index < imports.length; index++) {
      const { module, names, reexports } = imports[index]!;
      const { files, modules } = resolved[index]!;
      for (const { name: inside, alias } of names) {
        const local = alias ?? inside;
        if (local === "*") continue;
        const meant = reexports ? local === name : locals.includes(local);
        if (!meant && !(importsAreExports && local === name)) continue;
        const whole = modules.get(inside);
        for (const next of files) found = (await this.follow(next, inside)) || found;
        if (!found) for (const next of whole ?? []) found = (await this.follow(next, "*")) || found;
        if (files.length === 0 && !whole && this.reader.modules.isExternal(file, module))
          this.external = found = true;
      }
    }
    return found;
  }

  private async throughStars(file: number, name: string): Promise<boolean> {
    const { imports } = await this.reader.uses(file);
    const resolved = await this.reader.imports(file);
    const { importsAreExports } = modulesOf(this.reader.corpus.files[file]!.language);
    for (let index = 0; index < imports.length; index++) {
      const { names, reexports } = imports[index]!;
      const star = names.some((one) => one.name === "*" && !one.alias);
      if (!(star && (reexports || importsAreExports)) && !(reexports && names.length === 0)) continue;
      for (const next of resolved[index]!.files) if (await this.follow(next, name)) return true;
    }
    return false;
  }
}

/** The definitions in the files that some origins name. Those of a whole module are none. */
export async function definitionsAt(
  reader: GraphReader,
  origins: readonly Origin[],
  family: string,
): Promise<readonly Definition[]> {
  const found: Definition[] = [];
  for (const { file, name } of origins) {
    if (name === "*") continue;
    const here = (await reader.definitions(name, family)).filter(
      (one) => one.file === file && one.kind !== "test",
    );
    const top = here.filter(({ owner }) => owner === "" || owner === name);
    found.push(...(top.length > 0 ? top : here));
  }
  return found;
}

/** The definitions of a name that is written behind an imported one: `a` in `b.a`. */
export async function membersAt(
  reader: GraphReader,
  origins: readonly Origin[],
  member: string,
  family: string,
): Promise<{ readonly found: readonly Definition[]; readonly external: boolean }> {
  const all = await reader.definitions(member, family);
  const owners = new Map(origins.map(({ file, name }) => [file, name]));
  const here = all.filter((one) => owners.has(one.file));
  for (const fits of [
    ({ file, owner }: Definition) => owner === owners.get(file),
    ({ owner }: Definition) => owner === "",
  ]) {
    const found = here.filter(fits);
    if (found.length > 0) return { found, external: false };
  }
  const whole = origins.filter(({ name }) => name === "*").map(({ file }) => file);
  if (whole.length === 0) return { found: [], external: false };
  const exported = await exportedBy(reader, whole, member);
  return { found: await definitionsAt(reader, exported.origins, family), external: exported.external };
}

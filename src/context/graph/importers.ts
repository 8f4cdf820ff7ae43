import { exact } from "../indexing/fields.js";
import { moduleName } from "../indexing/module-name.js";
import { familyOf, modulesOf } from "../languages/index.js";
import type { Import } from "../parse/parsed.js";
import type { GraphReader } from "./reader.js";

/** A file that imports some of the wanted definitions, directly or through files that re-export them. */
export interface Importer {
  /** Local names that differ from those of the definitions: local name → name of the definition. */
  readonly aliases: Map<string, string>;
  /** Lines of imports that name a wanted definition, or import the whole of a file that exports it. */
  readonly lines: Set<number>;
}

export interface Importers {
  readonly files: ReadonlyMap<number, Importer>;
  /** Whether more files re-export the definitions than were followed. */
  readonly cut: boolean;
}

/** Most files whose importers are searched for one question. */
const MOST_FOLLOWED = 500;

/** By exported name, the name of the definition. */
type Names = Map<string, string>;

/**
 * The files that import definitions, found from the defining file to its importers, and from files that re-export
 * to theirs.
 * @param wanted names of the definitions, by file, as the file calls them.
 */
export async function importersThrough(
  reader: GraphReader,
  wanted: ReadonlyMap<number, readonly string[]>,
): Promise<Importers> {
  const walk = new Walk(reader);
  for (const [file, names] of wanted) await walk.start(file, names);
  return { files: walk.files, cut: await walk.end() };
}

class Walk {
  readonly files = new Map<number, Importer>();
  /** Names that are to be followed, by the file that exports them. */
  private readonly open = new Map<number, Names>();
  private readonly done = new Map<number, Names>();

  constructor(private readonly reader: GraphReader) {}

  async start(file: number, names: readonly string[]): Promise<void> {
    const { exports = [] } = await this.reader.uses(file);
    const components = new Set(await this.reader.names(file, 0));
    for (const name of names) {
      this.follow(file, name, name);
      for (const one of exports) if (one.local === name) this.follow(file, one.name, name);
      if (components.has(name)) this.follow(file, "default", name);
    }
  }

  /** @returns whether files were left. */
  async end(): Promise<boolean> {
    for (let step = 0; this.open.size > 0; step++) {
      if (step >= MOST_FOLLOWED || !(await this.reader.effort.allows(1))) return true;
      const [file, names] = this.open.entries().next().value!;
      this.open.delete(file);
      const renamed = [...names].flatMap(([exported, name]) => (exported === name ? [] : [exported]));
      const importing = await importingFiles(this.reader, file, renamed);
      await this.reader.load(importing);
      for (const importer of importing) await this.read(importer, file, names);
    }
    return false;
  }

  private follow(file: number, exported: string, name: string): void {
    const done = this.done.get(file) ?? new Map<string, string>();
    if (done.has(exported)) return;
    this.done.set(file, done.set(exported, name));
    const open = this.open.get(file) ?? new Map<string, string>();
    this.open.set(file, open.set(exported, name));
  }

  private async read(file: number, from: number, names: Names): Promise<void> {
    const { imports } = await this.reader.uses(file);
    const resolved = await this.reader.imports(file);
    const whole = !(await this.hasDefault(from));
    for (let index = 0; index < imports.length; index++) {
      const { files, modules } = resolved[index]!;
      const item = imports[index]!;
      if (files.includes(from)) await this.take(file, item, names, whole);
      else if ([...modules.values()].some((inside) => inside.includes(from))) this.importer(file, item.line);
    }
  }

  /** Without a default export, the default import of a file is the file (CommonJS). */
  private async hasDefault(file: number): Promise<boolean> {
    const { exports = [], imports } = await this.reader.uses(file);
    return (
      exports.some(({ name }) => name === "default") ||
      imports.some(
        (item) => item.reexports && item.names.some(({ name, alias = name }) => alias === "default"),
      )
    );
  }

  private importer(file: number, line?: number): Importer {
    let known = this.files.get(file);
    if (!known) {
      known = { aliases: new Map(), lines: new Set() };
      this.files.set(file, known);
    }
    if (line !== undefined) known.lines.add(line);
    return known;
  }

  private async take(file: number, item: Import, names: Names, whole: boolean): Promise<void> {
    const { exports = [] } = await this.reader.uses(file);
    const { language, path } = this.reader.corpus.files[file]!;
    const rules = modulesOf(language);
    // Files that import from any other file would be followed to all of the repository. A name stays the same there,
    // so that its uses are found without.
    const index = (rules.indexFiles ?? []).some((stem) => path.replace(/^.*\//, "").startsWith(`${stem}.`));
    const outward = item.reexports || (rules.importsAreExports && index);
    const known = this.importer(file);
    const rename = (local: string, name: string): void => {
      if (local !== name) known.aliases.set(local, name);
    };
    if (item.names.length === 0) known.lines.add(item.line);
    if (item.names.length === 0 && item.reexports)
      for (const [exported, name] of names) this.follow(file, exported, name);
    for (const { name: inside, alias } of item.names) {
      const local = alias ?? inside;
      if (inside === "*") {
        known.lines.add(item.line);
        for (const [exported, name] of names) {
          if (exported === "default") continue;
          rename(exported, name);
          if (outward && !alias) this.follow(file, exported, name);
        }
        continue;
      }
      const name = names.get(inside);
      if (inside === "default" && name === undefined && whole) {
        known.lines.add(item.line);
        for (const [exported, of] of names) rename(exported, of);
      }
      if (name === undefined) continue;
      known.lines.add(item.line);
      rename(local, name);
      if (outward || (rules.importsAreExports && alias)) this.follow(file, local, name);
      for (const one of exports) if (one.local === local) this.follow(file, one.name, name);
    }
  }
}

/**
 * Files of the same language family with an import that may mean this file, by the module's last segment or by some
 * of the imported names.
 */
export async function importingFiles(
  reader: GraphReader,
  target: number,
  imported: readonly string[] = [],
): Promise<number[]> {
  const { path } = reader.corpus.files[target]!;
  // An import names the file itself (`./index.js`), or its folder (`./folder`, `pkg`).
  const names = new Set([moduleName(path), moduleName(path.replace(/^.*\//, ""))]);
  const folders = path.split("/").slice(0, -1);
  // A package is imported by its folder's name; a crate or a package with `src/index` by the name of the
  // folder above.
  for (const folder of folders.slice(-2)) names.add(folder.toLowerCase());
  for (const name of reader.modules.otherNames(target)) names.add(moduleName(name));
  for (const name of imported) names.add(name.toLowerCase());
  const found = new Set<number>();
  const family = familyOf(reader.corpus.files[target]!.language);
  for (const name of names)
    for (const [file] of await reader.places(exact.module(name)))
      if (file !== target && familyOf(reader.corpus.files[file]!.language) === family) found.add(file);
  return [...found];
}

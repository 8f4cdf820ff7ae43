import { withoutExtension } from "../indexing/module-name.js";
import { collected, familyOf, modulesOf } from "../languages/index.js";
import type { ModuleRules } from "../languages/language.js";
import { moduleSegments } from "../languages/reading/names.js";
import type { Import } from "../parse/parsed.js";
import type { FileRow } from "../store/contract.js";
import { isRelative, join, normalise, relativePath } from "./module-path.js";
import { PackagePaths } from "./package-paths.js";
import type { Package } from "./packages.js";

/** Key of a package whose files see each other's names. */
const packageKey = (folder: string, language: string): string =>
  `${familyOf(language)}:${modulesOf(language).packageFolder?.(folder) ?? folder}`;

const INDEX_NAMES: ReadonlySet<string> = new Set([
  ...collected(({ modules }) => modules?.indexFiles),
  ...collected(({ modules }) => modules?.mainFiles),
]);
/** Whether a path without extension names a file that stands for its folder, such as `a/index`. */
const isIndexFile = (bare: string): boolean => INDEX_NAMES.has(lastSegment(bare));

/** Folders in which an absolute module path may begin. */
const SOURCE_ROOTS: ReadonlySet<string> = new Set([
  ...["", "src", "lib", "app", "source"],
  ...collected(({ modules }) => modules?.sourceRoots),
]);
const ROOT_ALIASES: ReadonlySet<string> = new Set(collected(({ modules }) => modules?.rootAliases));

/** Most segments at the end of an import that name members: `State` and `FREE` in `org.acme.Shelf.State.FREE`. */
const MOST_MEMBERS = 3;

export interface ImportedFiles {
  /** File numbers; empty when the module matches no indexed file. */
  readonly files: readonly number[];
  /** Files of imported names that are modules themselves, by name (`from pkg import module`). */
  readonly modules: ReadonlyMap<string, readonly number[]>;
}

/**
 * Finds the files that an import means, from paths and manifests, without a build system. A relative path is
 * resolved as written. Any other module matches a file whose path ends with the module, or whose whole path
 * is the end of the module (a Go module, a Java package below another root).
 */
export class ModuleIndex {
  /**
   * Paths without extension, by their last segment in lower case. An index file is also listed by its folder.
   */
  private readonly byLast = new Map<string, { readonly path: string; readonly file: number }[]>();
  /** Files of a folder, for languages in which a folder is one scope. */
  private readonly byFolder = new Map<string, number[]>();
  private readonly byPackage = new Map<string, number[]>();
  private readonly foldersByLast = new Map<string, string[]>();
  private readonly byExactPath = new Map<string, number>();
  private readonly paths: PackagePaths;
  /** First segments of the repository's own modules, for each family whose rules count them. */
  private readonly ownStarts = new Map<string, Set<string>>();
  private folderNames: Set<string> | undefined;

  constructor(
    private readonly files: readonly FileRow[],
    private readonly packages: readonly Package[] = [],
  ) {
    this.paths = new PackagePaths(packages);
    files.forEach(({ path, language }, file) => {
      this.byExactPath.set(path, file);
      const bare = withoutExtension(path);
      this.add(bare, file);
      if (bare.includes("/") && isIndexFile(bare)) {
        const folder = bare.slice(0, bare.lastIndexOf("/"));
        this.add(folder, file);
        if (folder.endsWith("/src")) this.add(folder.slice(0, -"/src".length), file);
      }
      if (modulesOf(language).folderIsScope) {
        const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
        if (!this.byFolder.has(folder)) push(this.foldersByLast, lastSegment(folder).toLowerCase(), folder);
        push(this.byFolder, folder, file);
        push(this.byPackage, packageKey(folder, language), file);
      }
    });
  }

  private add(path: string, file: number): void {
    push(this.byLast, lastSegment(path).toLowerCase(), { path, file });
  }

  /** Files of the same folder or package, in languages where it is one scope; includes the file itself. */
  neighbours(file: number): readonly number[] {
    const { path, language } = this.files[file]!;
    if (!modulesOf(language).folderIsScope) return [];
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    return this.byPackage.get(packageKey(folder, language)) ?? [];
  }

  /**
   * Other files of the family that differ in the extension only (`shelf.h`, `shelf.c`): the nearest in the
   * tree.
   */
  sameStem(file: number): readonly number[] {
    const { path, language } = this.files[file]!;
    const bare = withoutExtension(path);
    // The extension of a template may be that of documents.
    const stem = lastSegment(bare === path ? path.replace(/\.[^./]*$/, "") : bare).toLowerCase();
    const others = (this.byLast.get(stem) ?? [])
      .map((one) => one.file)
      .filter((other) => other !== file && familyOf(this.files[other]!.language) === familyOf(language));
    return this.nearest(others, path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  }

  /** The files that an import of the file `from` means. */
  resolve(from: number, item: Import): ImportedFiles {
    const files = this.filesOf(from, item.module);
    const modules = new Map<string, readonly number[]>();
    const { namesAreDefinitions } = modulesOf(this.files[from]!.language);
    for (const { name } of namesAreDefinitions ? [] : item.names) {
      if (name === "*" || name === "") continue;
      const found = this.filesOf(from, join(item.module, name));
      if (found.length > 0) modules.set(name, found);
    }
    if (files.length > 0 || modules.size > 0) return { files, modules };
    // `crate::shelf::Shelf`, `org.acme.Shelf.State`: the last segment may be a definition in the module.
    const parts = isRelative(item.module) ? [] : splitModule(item.module);
    const { packageFolder } = modulesOf(this.files[from]!.language);
    // A package has classes that have members, and it may have one segment.
    const [least, most] = packageFolder ? [1, MOST_MEMBERS] : [2, 1];
    for (let length = parts.length - 1; length >= Math.max(least, parts.length - most); length--) {
      const found = this.filesOf(from, parts.slice(0, length).join("/"));
      if (found.length > 0) return { files: found, modules };
    }
    return { files, modules };
  }

  /** Whether a module that matches no file is certainly outside of the repository. */
  isExternal(from: number, module: string): boolean {
    const { language, path } = this.files[from]!;
    if (isRelative(module)) return false;
    const family = familyOf(language);
    const rules = modulesOf(language);
    const folder = folderOf(path);
    if (this.isOutside(family, rules, folder, module)) return true;
    if (
      this.paths.named(family, rules.packagePath?.(module) ?? module) ||
      this.paths.isAlias(family, folder, module) ||
      this.paths.sharesScope(family, module) ||
      this.startsAsOwn(family, rules, module)
    )
      return false;
    const { isExternal } = rules;
    if (!isExternal) return true;
    const manifest = this.packages.some((one) => one.family === family);
    return isExternal(module, manifest, this.hasFolder(module.split("/")[0]!));
  }

  /** Whether a module is built in, or declared as a dependency from elsewhere. */
  private isOutside(family: string, rules: ModuleRules, folder: string, module: string): boolean {
    if (rules.isBuiltIn?.(module)) return true;
    return this.paths.isDependency(family, folder, module) && !this.paths.named(family, module);
  }

  private hasFolder(name: string): boolean {
    if (!this.folderNames) {
      this.folderNames = new Set();
      for (const { path } of this.files)
        for (const segment of folderOf(path).split("/")) this.folderNames.add(segment);
    }
    return this.folderNames.has(name);
  }

  /** Whether a module begins as the repository's own modules do. */
  private startsAsOwn(family: string, rules: ModuleRules, module: string): boolean {
    const { ownSegments } = rules;
    if (!ownSegments) return false;
    let own = this.ownStarts.get(family);
    if (!own) {
      const mine = this.files.filter(({ language }) => familyOf(language) === family);
      const holding = new Set(mine.map(({ path }) => folderOf(path)));
      own = new Set(mine.map(({ path, language }) => startOf(ownPath(path, language, holding), ownSegments)));
      this.ownStarts.set(family, own);
    }
    const segments = moduleSegments(module).join("/").toLowerCase();
    for (let count = Math.min(2, ownSegments); count <= ownSegments; count++)
      if (own.has(startOf(segments, count))) return true;
    return false;
  }

  /** Last words by which imports may name a file, beside its own name and that of its folder. */
  otherNames(file: number): Iterable<string> {
    const { path, language } = this.files[file]!;
    const family = familyOf(language);
    // The package's own folder is imported by the package's name alone: `example.org/shop/v2`.
    const [nearest] = this.paths.above(family, folderOf(path));
    const own = nearest?.folder === folderOf(path) && nearest.name !== undefined ? [nearest.name] : [];
    return [...own, ...this.paths.otherNames(family, path)];
  }

  private filesOf(from: number, module: string): number[] {
    const { path, language } = this.files[from]!;
    const family = familyOf(language);
    const rules = modulesOf(language);
    const folder = folderOf(path);
    const sameFamily = (found: readonly number[]): number[] =>
      found.filter((file) => file !== from && familyOf(this.files[file]!.language) === family);
    if (isRelative(module)) return sameFamily(this.at(relativePath(folder, module)));
    if (rules.importsArePaths) return this.header(folder, module, sameFamily);
    const bare = withoutExtension(path);
    const exact = rules.exactPath?.(module, { folder, path: bare, isIndex: isIndexFile(bare) });
    if (exact !== undefined) return sameFamily(this.at(exact));
    for (const place of this.paths.aliased(family, folder, module)) {
      const found = sameFamily(this.at(place));
      if (found.length > 0) return found;
    }
    const packaged = this.inPackage(family, rules, module);
    if (packaged.length > 0) return sameFamily(packaged);
    if (this.isOutside(family, rules, folder, module)) return [];
    const parts = splitModule(module);
    if (parts.length === 0) return [];
    const wanted = rules.rootSegment?.test(parts[0]!) ? parts.slice(1) : parts;
    const inPackage = rules.packageFolder && this.byPackage.get(`${family}:${wanted.join("/")}`);
    if (inPackage) return sameFamily(inPackage);
    return wanted.length > 0 ? sameFamily(this.absolute(wanted, folder)) : [];
  }

  /** Files of a module that begins with the name of a package of this repository. */
  private inPackage(family: string, rules: ModuleRules, module: string): number[] {
    const named = this.paths.named(family, rules.packagePath?.(module) ?? module);
    if (!named) return [];
    const best = named.found;
    for (const place of this.paths.entries(best, named.rest)) {
      const found = this.at(place);
      if (found.length > 0) return found;
    }
    const rest = named.rest.replace(/\/?\*$/, "");
    const folder = normalise(`${best.folder}/${rest}`);
    if (rules.folderIsScope) return this.byFolder.get(folder) ?? [];
    const source = normalise(`${best.folder}/src/${rest}`);
    for (const place of [
      normalise(`${best.folder}/lib/${rest}`),
      source,
      folder,
      ...(rest === "" ? [`${source}/lib`, `${source}/index`, `${folder}/index`] : []),
    ]) {
      const found = this.at(place);
      if (found.length > 0) return found;
    }
    return [];
  }

  private at(path: string): number[] {
    const clean = normalise(path);
    const exact = this.byExactPath.get(clean);
    if (exact !== undefined) return [exact];
    // `./a.js` may mean a.ts, and `./a` may mean a.ts or a/index.ts.
    const bare = withoutExtension(clean);
    return (this.byLast.get(lastSegment(bare).toLowerCase()) ?? [])
      .filter((one) => one.path === bare)
      .map(({ file }) => file);
  }

  private header(
    folder: string,
    module: string,
    sameFamily: (found: readonly number[]) => number[],
  ): number[] {
    const beside = this.byExactPath.get(normalise(`${folder}/${module}`));
    if (beside !== undefined) return sameFamily([beside]);
    const found = sameFamily(
      (this.byLast.get(lastSegment(withoutExtension(module)).toLowerCase()) ?? [])
        .map(({ file }) => file)
        .filter((file) => {
          const { path } = this.files[file]!;
          return path === module || path.endsWith(`/${module}`);
        }),
    );
    return this.nearest(found, folder);
  }

  private absolute(parts: readonly string[], folder: string): number[] {
    const module = parts.join("/").toLowerCase();
    const last = parts[parts.length - 1]!.toLowerCase();
    const found: number[] = [];
    for (const { path, file } of this.byLast.get(last) ?? []) {
      const lower = path.toLowerCase();
      const before =
        lower === module ? "" : lower.endsWith(`/${module}`) ? lower.slice(0, -module.length - 1) : undefined;
      // A module of one word matches only where a search path may begin: `utils` exists elsewhere by chance.
      if (before !== undefined && (parts.length > 1 || beginsSearchPath(before, folder.toLowerCase())))
        found.push(file);
      else if (lower.includes("/") && module.endsWith(`/${lower}`)) found.push(file);
    }
    if (found.length > 0) return this.nearest(found, folder);
    // A package is a folder: the module ends with the folder's path, or the path ends with the module.
    for (const directory of this.foldersByLast.get(last) ?? []) {
      const lower = directory.toLowerCase();
      if (
        module === lower ||
        module.endsWith(`/${lower}`) ||
        (parts.length > 1 && lower.endsWith(`/${module}`))
      )
        found.push(...this.byFolder.get(directory)!);
    }
    return found;
  }

  /** The files that share the most leading folders with the importer. */
  private nearest(found: readonly number[], folder: string): number[] {
    if (found.length < 2) return [...found];
    const shared = found.map((file) => sharedSegments(this.files[file]!.path, folder));
    const most = Math.max(...shared);
    return found.filter((_, index) => shared[index] === most);
  }
}

const splitModule = (module: string): string[] =>
  moduleSegments(withoutExtension(module)).filter((part) => !ROOT_ALIASES.has(part));
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const startOf = (path: string, segments: number): string => path.split("/").slice(0, segments).join("/");
/**
 * A file's path as the beginning of a module, in lower case: its package, or its path from the first folder that
 * directly holds files of the language.
 */
function ownPath(path: string, language: string, holding: ReadonlySet<string>): string {
  const folder = modulesOf(language).packageFolder?.(folderOf(path));
  if (folder !== undefined) return folder.toLowerCase();
  const parts = withoutExtension(path).split("/");
  let from = 0;
  while (from < parts.length - 1 && !holding.has(parts.slice(0, from + 1).join("/"))) from++;
  return parts.slice(from).join("/").toLowerCase();
}
const lastSegment = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const beginsSearchPath = (before: string, folder: string): boolean =>
  before === folder ||
  SOURCE_ROOTS.has(before) ||
  /(?:^|\/)(?:packages|crates|libs)$/.test(before) ||
  SOURCE_ROOTS.has(lastSegment(before));

function sharedSegments(path: string, folder: string): number {
  const one = path.split("/");
  const other = folder.split("/");
  let same = 0;
  while (same < other.length && one[same] === other[same]) same++;
  return same;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

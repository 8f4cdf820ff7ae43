import { withoutExtension } from "../indexing/module-name.js";
import type { Import } from "../parse/parsed.js";
import type { FileRow } from "../store/contract.js";
import type { Package } from "./packages.js";

const FAMILIES: readonly (readonly string[])[] = [
  ["javascript", "typescript", "tsx", "vue", "svelte"],
  ["c", "cpp", "objective-c"],
  ["java", "kotlin", "scala"],
  ["ocaml", "ocaml-interface"],
];
const familyOf = new Map(FAMILIES.flatMap((members) => members.map((one) => [one, members[0]!] as const)));

/** Languages whose files import one another have one name. */
export const languageFamily = (language: string): string => familyOf.get(language) ?? language;

/** Languages in which the files of a directory see each other's names without an import. */
const DIRECTORY_IS_SCOPE = new Set(["go", "java", "kotlin", "scala", "csharp", "swift"]);
export const directoryIsScope = (language: string): boolean => DIRECTORY_IS_SCOPE.has(language);

/**
 * A package of a JVM language is a directory below any of several source roots: `src/main/java/org/acme` and
 * `src/test/java/org/acme` are one.
 */
function packageOf(folder: string, language: string): string {
  if (languageFamily(language) !== "java") return `${language}:${folder}`;
  const parts = folder.split("/");
  const below = parts.slice(parts.findLastIndex((part) => JVM_ROOTS.has(part)) + 1);
  return `java:${below.length > 0 ? below.join("/") : folder}`;
}
const JVM_ROOTS = new Set(["java", "kotlin", "scala", "src", "test", "tests"]);

/** Files that stand for their directory. */
const INDEX_FILE = /(?:^|\/)(?:index|mod|__init__|lib|init|main)$/;
/** Folders below which an absolute module path may begin. */
const SOURCE_ROOTS = new Set(["", "src", "lib", "include", "app", "source", "python"]);

export interface ImportedFiles {
  /** File numbers; empty when the module is outside of the repository. */
  readonly files: readonly number[];
  /** Imported names that are themselves these files (`from pkg import module`). */
  readonly modules: ReadonlyMap<string, readonly number[]>;
}

/**
 * Finds the files that an import statement means by their paths alone, without a build system: relative paths as
 * written, absolute ones by a path that ends with the module, or a module that ends with the whole path (a Go module,
 * a Java package below another root).
 */
export class ModuleIndex {
  /** Path without extension, by its last segment; index files by their directory's. */
  private readonly byLast = new Map<string, { readonly path: string; readonly file: number }[]>();
  /** Files of a directory, for languages in which a directory is a package. */
  private readonly byFolder = new Map<string, number[]>();
  private readonly byPackage = new Map<string, number[]>();
  private readonly foldersByLast = new Map<string, string[]>();
  private readonly byExactPath = new Map<string, number>();

  constructor(
    private readonly files: readonly FileRow[],
    private readonly packages: readonly Package[] = [],
  ) {
    files.forEach(({ path, language }, file) => {
      this.byExactPath.set(path, file);
      const bare = withoutExtension(path);
      this.add(bare, file);
      if (INDEX_FILE.test(bare) && bare.includes("/")) {
        const folder = bare.slice(0, bare.lastIndexOf("/"));
        this.add(folder, file);
        if (folder.endsWith("/src")) this.add(folder.slice(0, -"/src".length), file);
      }
      if (directoryIsScope(language)) {
        const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
        if (!this.byFolder.has(folder)) push(this.foldersByLast, lastSegment(folder).toLowerCase(), folder);
        push(this.byFolder, folder, file);
        push(this.byPackage, packageOf(folder, language), file);
      }
    });
  }

  private add(path: string, file: number): void {
    push(this.byLast, lastSegment(path).toLowerCase(), { path, file });
  }

  /** Files of the same directory or package, where that is one scope. */
  neighbours(file: number): readonly number[] {
    const { path, language } = this.files[file]!;
    if (!directoryIsScope(language)) return [];
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    return this.byPackage.get(packageOf(folder, language)) ?? [];
  }

  /** Other files of the family with the same name before the extension, those nearest in the tree: `shelf.h`, `shelf.c`. */
  sameStem(file: number): readonly number[] {
    const { path, language } = this.files[file]!;
    const stem = lastSegment(withoutExtension(path)).toLowerCase();
    const others = (this.byLast.get(stem) ?? [])
      .map((one) => one.file)
      .filter(
        (other) => other !== file && languageFamily(this.files[other]!.language) === languageFamily(language),
      );
    return this.nearest(others, path.slice(0, Math.max(0, path.lastIndexOf("/"))));
  }

  resolve(from: number, item: Import): ImportedFiles {
    const files = this.filesOf(from, item.module);
    const modules = new Map<string, readonly number[]>();
    for (const { name } of item.names) {
      if (name === "*" || name === "") continue;
      const found = this.filesOf(from, join(item.module, name));
      if (found.length > 0) modules.set(name, found);
    }
    if (files.length > 0 || modules.size > 0) return { files, modules };
    // `crate::shelf::Shelf`, `org.acme.Shelf.State`: the last segments may be a definition in the module.
    const parts = splitModule(item.module);
    return parts.length > 2 && !isRelative(item.module)
      ? { files: this.filesOf(from, parts.slice(0, -1).join("/")), modules }
      : { files, modules };
  }

  /** True when a module that resolves to no file surely lies outside of the repository. */
  isExternal(from: number, module: string): boolean {
    const { language } = this.files[from]!;
    if (isRelative(module)) return false;
    // The root package of a Go module and the crates of a Rust workspace have names that no path shows.
    const manifest = this.packages.some(({ family }) => family === languageFamily(language));
    if (language === "go") return manifest || !module.split("/")[0]!.includes(".");
    if (language === "rust") return /^(?:std|core|alloc)\b/.test(module);
    // A module may be a part of any file.
    if (languageFamily(language) === "ocaml") return false;
    return true;
  }

  private filesOf(from: number, module: string): number[] {
    const { path, language } = this.files[from]!;
    const family = languageFamily(language);
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    const kin = (found: readonly number[]): number[] =>
      found.filter((file) => file !== from && languageFamily(this.files[file]!.language) === family);
    if (isRelative(module)) return kin(this.at(relativePath(folder, module)));
    if (family === "c") return this.header(folder, module, kin);
    if (language === "dart" && !module.includes(":")) return kin(this.at(`${folder}/${module}`));
    const packaged = this.inPackage(family, module);
    if (packaged.length > 0) return kin(packaged);
    const parts = splitModule(module);
    if (parts.length === 0) return [];
    if (language === "rust" && /^(?:self|super)\b/.test(module)) {
      const up = parts.filter((part) => part === "super").length;
      const rest = parts.filter((part) => part !== "super" && part !== "self");
      const own = INDEX_FILE.test(withoutExtension(path)) ? folder : withoutExtension(path);
      return kin(this.at([...own.split("/").slice(0, own.split("/").length - up), ...rest].join("/")));
    }
    // A scope such as `@acme/` names no folder; the package in it usually does.
    const wanted =
      parts[0] === "crate" || (parts.length > 1 && parts[0]!.startsWith("@")) ? parts.slice(1) : parts;
    return wanted.length > 0 ? kin(this.absolute(wanted, folder)) : [];
  }

  /** Files of the package, or of the part of it, that a module names by the package's own name. */
  private inPackage(family: string, module: string): number[] {
    let best: Package | undefined;
    const path = module.replace(/^package:/, "").replaceAll("::", "/");
    for (const one of this.packages)
      if (
        one.family === family &&
        (path === one.name || path.startsWith(`${one.name}/`)) &&
        one.name.length > (best?.name.length ?? 0)
      )
        best = one;
    if (!best) return [];
    const rest = path.slice(best.name.length + 1).replace(/\/?\*$/, "");
    const folder = normalise(`${best.folder}/${rest}`);
    if (family === "go")
      return (this.byFolder.get(folder) ?? []).filter((file) => this.files[file]!.language === "go");
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
    // `./a.js` may be written for a.ts, `./a` for a.ts or a/index.ts.
    const bare = withoutExtension(clean);
    return (this.byLast.get(lastSegment(bare).toLowerCase()) ?? [])
      .filter((one) => one.path === bare)
      .map(({ file }) => file);
  }

  private header(folder: string, module: string, kin: (found: readonly number[]) => number[]): number[] {
    const beside = this.byExactPath.get(normalise(`${folder}/${module}`));
    if (beside !== undefined) return kin([beside]);
    const found = kin(
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
      // One word is a file only where a search path would begin; `utils` may be anywhere else by chance.
      if (before !== undefined && (parts.length > 1 || beginsSearchPath(before, folder.toLowerCase())))
        found.push(file);
      else if (lower.includes("/") && module.endsWith(`/${lower}`)) found.push(file);
    }
    if (found.length > 0) return this.nearest(found, folder);
    // A package is a directory: the module ends with its whole path, or it with the whole module.
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

  /** Of files that fit alike, those that share most of the importer's path. */
  private nearest(found: readonly number[], folder: string): number[] {
    if (found.length < 2) return [...found];
    const shared = found.map((file) => sharedSegments(this.files[file]!.path, folder));
    const most = Math.max(...shared);
    return found.filter((_, index) => shared[index] === most);
  }
}

const isRelative = (module: string): boolean => module.startsWith(".");
const splitModule = (module: string): string[] =>
  withoutExtension(module)
    .split(/[/\\:.]+/)
    .filter((part) => part !== "" && part !== "*" && part !== "@" && part !== "~");
const lastSegment = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const beginsSearchPath = (before: string, folder: string): boolean =>
  before === folder ||
  SOURCE_ROOTS.has(before) ||
  /(?:^|\/)(?:packages|crates|libs)$/.test(before) ||
  SOURCE_ROOTS.has(lastSegment(before));

/** `./a`, `../a/b` as paths; `.a.b`, `..a` as Python counts dots. */
function relativePath(folder: string, module: string): string {
  if (module.includes("/") || /^\.{1,2}$/.test(module)) {
    if (module === "..") return `${folder}/..`;
    return `${folder}/${module}`;
  }
  const dots = /^\.+/.exec(module)![0].length;
  return `${folder}/${"../".repeat(dots - 1)}${module.slice(dots).split(".").join("/")}`;
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** A name inside a module, in the module's own way of writing. */
function join(module: string, name: string): string {
  if (module.includes("::")) return `${module}::${name}`;
  if (module.includes("/")) return `${module}/${name}`;
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}

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

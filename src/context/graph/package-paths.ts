import type { PathRule } from "../languages/reading/package-facts.js";
import { normalise } from "./module-path.js";
import type { Package } from "./packages.js";

/** Most manifests that one manifest extends, directly or through others. */
const MOST_PARENTS = 10;

/** Where a built file may have its source: `dist/esm/a.js` is made from `src/a.ts`. */
const BUILT =
  /^(?:dist|build|lib|out|output|es|esm|cjs|umd|types|typings)(?:\/(?:src|esm?|cjs|umd|node|browser|types|module|modules|main|lib|m?js))*\//;

/** Finds what manifests say about modules: packages by name, aliases, dependencies. */
export class PackagePaths {
  private readonly byPath: ReadonlyMap<string, Package>;
  private readonly byFolder = new Map<string, Package[]>();
  private readonly aliasesOf = new Map<Package, readonly PathRule[]>();

  constructor(private readonly packages: readonly Package[]) {
    this.byPath = new Map(packages.map((one) => [one.path, one]));
    for (const one of packages) {
      const key = `${one.family}:${one.folder}`;
      const known = this.byFolder.get(key);
      if (known) known.push(one);
      else this.byFolder.set(key, [one]);
    }
  }

  /** The manifests of a folder and of those above it, nearest first. */
  *above(family: string, folder: string): Generator<Package> {
    for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
      yield* this.byFolder.get(`${family}:${at}`) ?? [];
      if (at === "") return;
    }
  }

  /** The package whose name a module begins with, and what follows the name. `path` is separated by `/`. */
  named(family: string, path: string): { readonly found: Package; readonly rest: string } | undefined {
    let best: Package | undefined;
    for (const one of this.packages)
      if (
        one.family === family &&
        one.name !== undefined &&
        (path === one.name || path.startsWith(`${one.name}/`)) &&
        one.name.length > (best?.name?.length ?? 0)
      )
        best = one;
    return best && { found: best, rest: path.slice(best.name!.length + 1) };
  }

  /** Whether a manifest of the repository has a name that begins like the module: `@acme/` of `@acme/kit`. */
  sharesScope(family: string, module: string): boolean {
    const scope = /^@[^/]+\//.exec(module)?.[0];
    return (
      scope !== undefined &&
      this.packages.some(({ name, family: other }) => other === family && name?.startsWith(scope))
    );
  }

  /** Paths that aliases give a module in the files of a folder, best first. */
  *aliased(family: string, folder: string, module: string): Generator<string> {
    for (const one of this.above(family, folder))
      for (const [, paths] of matching(this.aliases(one), module))
        for (const path of paths) yield* sourcesOf(path);
  }

  /** Whether an alias that is not for all modules fits a module. */
  isAlias(family: string, folder: string, module: string): boolean {
    for (const one of this.above(family, folder))
      if (matching(this.aliases(one), module).some(([pattern]) => pattern !== "*")) return true;
    return false;
  }

  /** Whether a manifest above a folder declares a package from elsewhere that the module is in. */
  isDependency(family: string, folder: string, module: string): boolean {
    for (const { dependencies } of this.above(family, folder))
      for (const name of dependencies ?? [])
        if (module === name || module.startsWith(`${name}/`) || `@types/${module}` === name) return true;
    return false;
  }

  /** Paths of the files that a package gives for what follows its name in an import, best first. */
  entries({ entries = [], folder }: Package, rest: string): string[] {
    return matching(entries, rest)
      .flatMap(([, paths]) => paths.flatMap(sourcesOf))
      .map((path) => `${folder}/${path}`);
  }

  /** Last words by which imports may name a file, beside its own name and that of its folder. */
  *otherNames(family: string, path: string): Generator<string> {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    for (const one of this.above(family, folder)) {
      if (one.name !== undefined) yield one.name;
      const bare = path.slice(one.folder === "" ? 0 : one.folder.length + 1).replace(/\.[^/]*$/, "");
      for (const [pattern, ...paths] of [...(one.entries ?? []), ...this.aliases(one)])
        if (
          pattern !== "" &&
          !pattern.endsWith("*") &&
          paths.flatMap(sourcesOf).some((source) => normalise(source).replace(/\.[^/]*$/, "") === bare)
        )
          yield pattern;
    }
  }

  /** The aliases of a manifest and of those it extends, as paths from the root. */
  private aliases(one: Package): readonly PathRule[] {
    let known = this.aliasesOf.get(one);
    if (!known) {
      const found: PathRule[] = [];
      const seen = new Set([one]);
      for (const each of seen) {
        found.push(
          ...(each.aliases ?? []).map(
            ([pattern, ...paths]): PathRule => [pattern, ...paths.map((path) => `${each.folder}/${path}`)],
          ),
        );
        for (const parent of each.extends ?? [])
          for (const path of this.extended(each, parent)) {
            const next = this.byPath.get(normalise(path)) ?? this.byPath.get(normalise(`${path}.json`));
            if (next && seen.size < MOST_PARENTS) seen.add(next);
          }
      }
      known = found;
      this.aliasesOf.set(one, known);
    }
    return known;
  }

  private extended({ folder, family }: Package, parent: string): string[] {
    if (parent.startsWith(".")) return [`${folder}/${parent}`, `${folder}/${parent}/tsconfig.json`];
    const inside = this.named(family, parent);
    if (!inside) return [];
    const { found, rest } = inside;
    return rest === ""
      ? [`${found.folder}/tsconfig.json`, ...this.entries(found, "")]
      : [`${found.folder}/${rest}`];
  }
}

/** The rules whose pattern fits a text, with `*` filled in, longest pattern first. */
function matching(rules: readonly PathRule[], text: string): [pattern: string, paths: string[]][] {
  const found: [string, string[]][] = [];
  for (const [pattern, ...paths] of rules) {
    const star = pattern.indexOf("*");
    if (star < 0) {
      if (pattern === text) found.push([pattern, paths]);
      else if (pattern !== "" && pattern.endsWith("/") && text.startsWith(pattern))
        found.push([pattern, paths.map((path) => path + text.slice(pattern.length))]);
      continue;
    }
    const head = pattern.slice(0, star);
    const tail = pattern.slice(star + 1);
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) continue;
    const inside = text.slice(head.length, text.length - tail.length);
    found.push([pattern, paths.map((path) => path.replaceAll("*", () => inside))]);
  }
  return found.sort((a, b) => b[0].length - a[0].length);
}

/** A path, and the paths of the sources that it may be built from. */
function sourcesOf(path: string): string[] {
  const rest = path.replace(BUILT, "");
  return rest === path ? [path] : [path, `src/${rest}`, `source/${rest}`, rest];
}

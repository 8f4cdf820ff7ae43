import { builtinModules } from "node:module";
import type { Manifest } from "../language.js";
import type { PackageFacts, PathRule } from "../reading/package-facts.js";

/** Most patterns and paths that are read from one manifest. */
const MOST_PATHS = 2000;

type Values = Readonly<Record<string, unknown>>;
const valuesOf = (value: unknown): Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
const textOf = (value: unknown): string[] => (typeof value === "string" && value !== "" ? [value] : []);

/** Reads JSON that may have comments and trailing commas; an empty object when it is something else. */
function readJson(text: string): Values {
  // Comments are rare, so they are removed only when they stand in the way. JSON.parse also throws for text that nests too
  // deep.
  for (const json of [() => text, () => withoutComments(text)])
    try {
      return valuesOf(JSON.parse(json()));
    } catch {}
  return {};
}

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g;
const STRING_OR_COMMA = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;
const keepStrings = (found: string): string => (found.startsWith('"') ? found : "");
const withoutComments = (text: string): string =>
  text.replace(STRING_OR_COMMENT, keepStrings).replace(STRING_OR_COMMA, keepStrings);

/** All paths in a value of `exports` or `imports`, under any condition (`import`, `types`, …). */
function pathsIn(value: unknown, found: string[] = []): string[] {
  if (found.length >= MOST_PATHS) return found;
  if (typeof value === "string") {
    if (value.startsWith("./")) found.push(value.slice(2));
  } else if (Array.isArray(value)) for (const one of value) pathsIn(one, found);
  else for (const one of Object.values(valuesOf(value))) pathsIn(one, found);
  return found;
}

const rule = (pattern: string, paths: readonly string[]): PathRule[] =>
  paths.length > 0 ? [[pattern, ...new Set(paths)]] : [];

/** `exports` of a package: its subpaths, or one value for the package itself. */
function entriesOf(exported: unknown): PathRule[] {
  const values = valuesOf(exported);
  const subpaths = Object.keys(values).filter((key) => key === "." || key.startsWith("./"));
  if (subpaths.length === 0) return rule("", pathsIn(exported));
  return subpaths
    .slice(0, MOST_PATHS)
    .flatMap((key) => rule(key.replace(/^\.\/?/, ""), pathsIn(values[key])));
}

const ENTRY_FIELDS = ["source", "module", "main", "types", "typings", "browser", "svelte"];
const DEPENDENCY_FIELDS = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
/** Versions that mean a package of the same repository. */
const LOCAL_VERSION = /^(?:workspace|link|file|portal):/;

function packageFacts(text: string): PackageFacts | undefined {
  const values = readJson(text);
  const [name] = textOf(values.name);
  const entries = [
    ...entriesOf(values.exports),
    ...rule(
      "",
      ENTRY_FIELDS.flatMap((field) => textOf(values[field])).map((path) => path.replace(/^\.\//, "")),
    ),
  ];
  const aliases = Object.entries(valuesOf(values.imports))
    .slice(0, MOST_PATHS)
    .flatMap(([pattern, value]) => rule(pattern, pathsIn(value)));
  const dependencies = new Set(
    DEPENDENCY_FIELDS.flatMap((field) =>
      Object.entries(valuesOf(values[field]))
        .slice(0, MOST_PATHS)
        .filter(([, version]) => typeof version === "string" && !LOCAL_VERSION.test(version))
        .map(([dependency]) => dependency),
    ),
  );
  return facts({ ...(name ? { name } : {}), entries, aliases, dependencies: [...dependencies] });
}

/** Aliases of a compiler configuration: `paths`, and `baseUrl` as the pattern `*`. */
function compilerFacts(text: string): PackageFacts | undefined {
  const values = readJson(text);
  const options = valuesOf(values.compilerOptions);
  const [base = ""] = textOf(options.baseUrl);
  const within = (path: string): string => (base === "" ? path : `${base}/${path}`);
  const aliases = Object.entries(valuesOf(options.paths))
    .slice(0, MOST_PATHS)
    .flatMap(([pattern, paths]) =>
      rule(pattern, (Array.isArray(paths) ? paths : []).flatMap(textOf).slice(0, MOST_PATHS).map(within)),
    );
  const parents = Array.isArray(values.extends) ? values.extends.flatMap(textOf) : textOf(values.extends);
  return facts({
    aliases: base === "" ? aliases : [...aliases, ["*", within("*")]],
    extends: parents,
  });
}

/** An alias for a folder, and for what is in it. */
const folderAlias = (name: string, ...folders: readonly string[]): PathRule[] => [
  [name, ...folders],
  [`${name}/*`, ...folders.map((folder) => (folder === "" ? "*" : `${folder}/*`))],
];

/** Characters of a configuration in code that are searched for aliases. */
const LONGEST_CONFIG = 50_000;
/** `'@': path.resolve(__dirname, './src')`, `$kit: "src/kit"`: the name, and the last text of the line. */
const CODE_ALIAS =
  /^\s*(?:\{\s*)?["']?([@~#$\w][\w$/*.-]{0,80})["']?\s*:[^\n]{0,200}?["'](\.{0,2}\/?[\w@$][\w@$./*-]{0,200})["'](?![^\n]*["']\.{0,2}\/?[\w@$])/gm;

/**
 * Aliases of a framework's or bundler's configuration, which is code: those that the framework has anyway, and those of
 * an object `alias: { … }`.
 */
const configuredFacts =
  (...own: readonly PathRule[]) =>
  (text: string): PackageFacts | undefined => {
    const code = text.slice(0, LONGEST_CONFIG);
    const open = /\balias\s*:\s*\{/.exec(code);
    const end = open ? code.indexOf("}", open.index) : -1;
    const written = open && end > 0 ? code.slice(open.index + open[0].length, end) : "";
    const aliases = [...written.matchAll(CODE_ALIAS)].slice(0, MOST_PATHS).flatMap(([, name, path]) => {
      const bare = path!.replace(/^\.\//, "").replace(/\/$/, "");
      return name!.includes("*") ? rule(name!, [bare]) : folderAlias(name!.replace(/\/$/, ""), bare);
    });
    return facts({ aliases: [...aliases, ...own] });
  };

/** Leaves out empty lists; undefined when nothing is left. */
function facts({ name, ...lists }: PackageFacts): PackageFacts | undefined {
  const some = Object.entries(lists).filter(([, list]) => list.length > 0);
  if (some.length === 0 && name === undefined) return undefined;
  return { ...(name === undefined ? {} : { name }), ...Object.fromEntries(some) };
}

export const nodeManifests: readonly Manifest[] = [
  { fileName: "package.json", read: packageFacts },
  { fileName: /^(?:ts|js)config(?:\.[\w.-]+)?\.json$/, read: compilerFacts },
  { fileName: /^svelte\.config\.[cm]?[jt]s$/, read: configuredFacts(...folderAlias("$lib", "src/lib")) },
  {
    fileName: /^nuxt\.config\.[cm]?[jt]s$/,
    read: configuredFacts(
      ...["~", "@"].flatMap((name) => folderAlias(name, "app", "src", "")),
      ...["~~", "@@"].flatMap((name) => folderAlias(name, "")),
    ),
  },
  { fileName: /^vite(?:st)?\.config\.[cm]?[jt]s$/, read: configuredFacts() },
];

const BUILT_IN: ReadonlySet<string> = new Set(builtinModules);
/** Whether a module is part of the runtime, or names its registry or address. */
export const isBuiltInModule = (module: string): boolean =>
  BUILT_IN.has(module) || /^(?:node|bun|deno|npm|jsr|https?|data):/.test(module);

/** Whether a module is written as the name of a package: `react`, `@acme/kit/list`. `@/a`, `~/a` and `$a` are not. */
export const isPackageName = (module: string): boolean =>
  /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*(?:\/|$)/i.test(module);

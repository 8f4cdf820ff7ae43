import { beginsOrEndsWithTest, endsWithExample } from "../reading/conventions.js";
import { callTrace } from "../reading/traces.js";

/** Source roots: the folders of a package begin below the last of these, as in `src/main/java`. */
const ROOTS: ReadonlySet<string> = new Set(["java", "kotlin", "scala", "src", "test", "tests"]);

function packageFolder(folder: string): string {
  const parts = folder.split("/");
  const below = parts.slice(parts.findLastIndex((part) => ROOTS.has(part)) + 1);
  return below.length > 0 ? below.join("/") : folder;
}

/** Rules that the languages of the Java virtual machine share. */
export const jvm = {
  family: "jvm",
  modules: { folderIsScope: true, packageFolder, ownSegments: 3 },
  scopes: { ownReceivers: ["this"], parentReceivers: ["super"], implicitReceiver: true },
  conventions: { test: beginsOrEndsWithTest, example: endsWithExample },
  reports: { importLine: /import/, traces: [callTrace] },
} as const;

/** A longer import is ignored, since the pattern below tries a match at each dot. */
const LONGEST_IMPORT = 500;

/** Reads an import of a JVM language, such as `import static a.b.C.d;`. */
export function dottedImport(
  statement: string,
): { module: string; names: { name: string; alias?: string }[] }[] {
  if (statement.length > LONGEST_IMPORT) return [];
  const match = /import\s+(?:static\s+)?([\w.]+?)(?:\.([\w]+|\*|_))?\s*(?:(?:as|=>)\s+(\w+)\s*)?;?\s*$/.exec(
    statement.trim(),
  );
  if (!match) return [];
  const [, module = "", name, alias] = match;
  if (!name || name === "*" || name === "_") return [{ module, names: name ? [{ name: "*" }] : [] }];
  return [{ module: `${module}.${name}`, names: [alias ? { name, alias } : { name }] }];
}

import { beginsOrEndsWithTest, endsWithExample } from "../reading/conventions.js";
import { callTrace } from "../reading/traces.js";

/** Folders below any of which the folders of a package begin: `src/main/java`, `src/test/java`. */
const ROOTS: ReadonlySet<string> = new Set(["java", "kotlin", "scala", "src", "test", "tests"]);

function packageFolder(folder: string): string {
  const parts = folder.split("/");
  const below = parts.slice(parts.findLastIndex((part) => ROOTS.has(part)) + 1);
  return below.length > 0 ? below.join("/") : folder;
}

/** What the languages of the Java virtual machine share. */
export const jvm = {
  family: "jvm",
  modules: { folderIsScope: true, packageFolder },
  scopes: { ownReceivers: ["this"], parentReceivers: ["super"], implicitReceiver: true },
  conventions: { test: beginsOrEndsWithTest, example: endsWithExample },
  reports: { importLine: /import/, traces: [callTrace] },
} as const;

/** Of one name; the pattern tries each of its dots. */
const LONGEST_IMPORT = 500;

/** `import static a.b.C.d;` and its like in JVM languages. */
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

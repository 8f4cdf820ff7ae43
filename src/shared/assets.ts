import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let root: string | undefined;

/** Path of a data file that the build wrote to dist/, whether this code runs from dist/ or from src/. */
export function assetPath(name: string): string {
  root ??= findRoot(dirname(fileURLToPath(import.meta.url)));
  return join(root, name);
}

function findRoot(from: string): string {
  for (let directory = from; ; directory = dirname(directory)) {
    if (existsSync(join(directory, "vocabularies"))) return directory;
    if (existsSync(join(directory, "dist", "vocabularies"))) return join(directory, "dist");
    if (dirname(directory) === directory) return from;
  }
}

import type { Corpus } from "../retrieve/corpus.js";
import type { ReadLines } from "./documents.js";
import { languageFamily } from "./modules.js";

/** A package of the repository: the name by which code elsewhere imports it, and the folder that it stands for. */
export interface Package {
  readonly name: string;
  /** Relative to the root, empty for the root itself. */
  readonly folder: string;
  /** Language family of the code in it. */
  readonly family: string;
}

/** How each kind of manifest says its package's name. A new kind is one row. */
const manifests: readonly {
  readonly file: RegExp;
  readonly language: string;
  readonly name: (text: string) => string | undefined;
}[] = [
  {
    file: /(?:^|\/)go\.mod$/,
    language: "go",
    name: (text) => /^module\s+"?([^\s"]+)/m.exec(text)?.[1],
  },
  {
    file: /(?:^|\/)Cargo\.toml$/,
    language: "rust",
    // Code writes a crate's name with underscores; a [lib] may have a name of its own.
    name: (text) =>
      (/\[lib\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text) ??
        /\[package\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text))?.[1]?.replaceAll("-", "_"),
  },
  {
    file: /(?:^|\/)pubspec\.yaml$/,
    language: "dart",
    name: (text) => /^name:\s*(\w+)/m.exec(text)?.[1],
  },
  {
    file: /(?:^|\/)package\.json$/,
    language: "javascript",
    name: (text) => {
      try {
        const { name } = JSON.parse(text) as { name?: unknown };
        return typeof name === "string" && name !== "" ? name : undefined;
        // Also of what nests too deep to be read.
      } catch {
        return undefined;
      }
    },
  },
];

/** Manifests read: more are those of test data. Those nearest to the root come first. */
const MOST_MANIFESTS = 300;

/** A longer one names no package. */
const LONGEST_NAME = 500;

/** The packages that a repository's manifests name, by what is indexed. */
export async function readPackages(corpus: Corpus, readLines: ReadLines): Promise<readonly Package[]> {
  const found = corpus.files
    .flatMap(({ path }, file) => {
      const kind = manifests.find((manifest) => manifest.file.test(path));
      return kind ? [{ file, path, kind }] : [];
    })
    .sort((a, b) => a.path.split("/").length - b.path.split("/").length || a.file - b.file)
    .slice(0, MOST_MANIFESTS);
  const packages = await Promise.all(
    found.map(async ({ file, path, kind }): Promise<Package[]> => {
      const written = kind.name((await readLines(file)).join("\n"));
      const name = written !== undefined && written.length <= LONGEST_NAME ? written : undefined;
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return name === undefined ? [] : [{ name, folder, family: languageFamily(kind.language) }];
    }),
  );
  return packages.flat();
}

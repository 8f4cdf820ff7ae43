import { familyOf, languages } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { ReadLines } from "./read-lines.js";

/** A package of the repository: the name by which code elsewhere imports it, and the folder that it stands for. */
export interface Package {
  readonly name: string;
  /** Relative to the root, empty for the root itself. */
  readonly folder: string;
  /** Language family of the code in it. */
  readonly family: string;
}

const manifests = new Map(
  languages.flatMap(({ id, modules }) =>
    (modules?.manifests ?? []).map(({ fileName, packageName }) => [
      fileName,
      { family: familyOf(id), packageName },
    ]),
  ),
);

/** Manifests read: more are those of test data. Those nearest to the root come first. */
const MOST_MANIFESTS = 300;

/** A longer one names no package. */
const LONGEST_NAME = 500;

/** The packages that a repository's manifests name, by what is indexed. */
export async function readPackages(corpus: Corpus, readLines: ReadLines): Promise<readonly Package[]> {
  const found = corpus.files
    .flatMap(({ path }, file) => {
      const kind = manifests.get(path.slice(path.lastIndexOf("/") + 1));
      return kind ? [{ file, path, kind }] : [];
    })
    .sort((a, b) => a.path.split("/").length - b.path.split("/").length || a.file - b.file)
    .slice(0, MOST_MANIFESTS);
  const packages = await Promise.all(
    found.map(async ({ file, path, kind }): Promise<Package[]> => {
      const written = kind.packageName((await readLines(file)).join("\n"));
      const name = written !== undefined && written.length <= LONGEST_NAME ? written : undefined;
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return name === undefined ? [] : [{ name, folder, family: kind.family }];
    }),
  );
  return packages.flat();
}

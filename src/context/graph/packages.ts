import { manifestOf } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";

/** A package of the repository, with the name by which other code imports it. */
export interface Package {
  readonly name: string;
  /** Relative to the root, empty for the root itself. */
  readonly folder: string;
  /** Language family of the code in it. */
  readonly family: string;
}

/** Most manifests read, nearest to the root first. A repository with more has them as test data. */
const MOST_MANIFESTS = 300;

/** The packages that a repository's manifests name, as of the time they were indexed. */
export async function readPackages(corpus: Corpus): Promise<readonly Package[]> {
  const found = corpus.files
    .flatMap(({ path }, file) => {
      const manifest = manifestOf(path);
      return manifest ? [{ file, path, family: manifest.family }] : [];
    })
    .sort((a, b) => a.path.split("/").length - b.path.split("/").length || a.file - b.file)
    .slice(0, MOST_MANIFESTS);
  const uses = await corpus.uses(found.map(({ file }) => file));
  return found.flatMap(({ path, family }, index): Package[] => {
    const name = uses[index]!.packageName;
    return name === undefined
      ? []
      : [{ name, folder: path.slice(0, Math.max(0, path.lastIndexOf("/"))), family }];
  });
}

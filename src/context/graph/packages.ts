import { manifestOf } from "../languages/index.js";
import type { PackageFacts } from "../languages/reading/package-facts.js";
import type { Corpus } from "../retrieve/corpus.js";

/** What one manifest of the repository says about the modules of its folder. */
export interface Package extends PackageFacts {
  /** Path of the manifest. */
  readonly path: string;
  /** Relative to the root, empty for the root itself. */
  readonly folder: string;
  /** Language family of the code in it. */
  readonly family: string;
}

/** Most manifests read of one name, nearest to the root first. A repository with more has them as test data. */
const MOST_MANIFESTS = 300;

/** The packages that a repository's manifests describe, as of the time they were indexed. */
export async function readPackages(corpus: Corpus): Promise<readonly Package[]> {
  const read = new Map<string | RegExp, number>();
  const found = corpus.files
    .flatMap(({ path }, file) => {
      const manifest = manifestOf(path);
      return manifest ? [{ file, path, manifest }] : [];
    })
    .sort((a, b) => a.path.split("/").length - b.path.split("/").length || a.file - b.file)
    .filter(({ manifest: { fileName } }) => {
      const before = read.get(fileName) ?? 0;
      read.set(fileName, before + 1);
      return before < MOST_MANIFESTS;
    });
  const uses = await corpus.uses(found.map(({ file }) => file));
  return found.flatMap(({ path, manifest: { family } }, index): Package[] => {
    const facts = uses[index]!.package;
    return facts
      ? [{ ...facts, path, folder: path.slice(0, Math.max(0, path.lastIndexOf("/"))), family }]
      : [];
  });
}

import { isData } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import { partTerms } from "../text/terms.js";

/** A folder with this share of the project's own code files is what the project is called, or what it is about. */
const LEAST_SHARE = 0.3;
/** Folders that are named alike in all projects. */
const GENERAL: ReadonlySet<string> = new Set(
  (
    "app apps cmd com core crates dist include internal io java javascript js kotlin lib libs main modules net org " +
    "packages php pkg plugins python rust scala source sources src swift ts github"
  ).split(" "),
);

const known = new WeakMap<Corpus, ReadonlySet<string>>();

/** The terms of the names of the folders that hold much of the project's own code: `click` of src/click. */
export function ownNames(corpus: Corpus): ReadonlySet<string> {
  const names = known.get(corpus) ?? read(corpus);
  known.set(corpus, names);
  return names;
}

function read(corpus: Corpus): ReadonlySet<string> {
  const files = new Map<string, number>();
  let all = 0;
  for (const [file, { role, language }] of corpus.files.entries()) {
    if (role.test || role.documentation || role.example || role.vendored || role.generated) continue;
    if (language === "text" || isData(language)) continue;
    const path = corpus.pathInScope(file);
    all++;
    for (let start = 0, end = path.indexOf("/"); end >= 0; start = end + 1, end = path.indexOf("/", start)) {
      const folder = path.slice(start, end);
      files.set(folder, (files.get(folder) ?? 0) + 1);
    }
  }
  const names = [...files].filter(([, count]) => count >= LEAST_SHARE * all).map(([folder]) => folder);
  return new Set(names.filter((name) => !GENERAL.has(name.toLowerCase())).flatMap(partTerms));
}
